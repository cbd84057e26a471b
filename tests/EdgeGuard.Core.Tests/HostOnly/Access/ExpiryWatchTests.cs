using System;
using System.Linq;
using EdgeGuard.Testing;

namespace EdgeGuard.Core.Tests;

/// <summary>The alarm before certificates and lists run out.</summary>
[TestClass]
public sealed class ExpiryWatchTests
{
    private const long Day = 86_400_000;
    private const long Year = 365 * Day;

    [TestMethod]
    public void Each_threshold_sounds_once_and_then_the_end()
    {
        var bed = new Bed();
        bed.Use((CredentialKind.Module, -Year, 40 * Day));
        bed.Pass(100);
        CollectionAssert.AreEqual(new[] { "Module 30", "Module 7", "Module 1", "Module ended" }, bed.Told);
    }

    [TestMethod]
    public void A_threshold_sounds_on_its_very_moment_and_not_before()
    {
        var bed = new Bed();
        bed.Use((CredentialKind.ClientsCa, -Year, 30 * Day + 1));
        bed.Step();
        Assert.IsEmpty(bed.Told);
        bed.Clock.Advance(1);
        bed.Step();
        CollectionAssert.AreEqual(new[] { "ClientsCa 30" }, bed.Told);
    }

    [TestMethod]
    public void A_start_in_the_last_days_tells_of_the_nearest_threshold_alone()
    {
        var bed = new Bed();
        bed.Use((CredentialKind.Module, -Year, 5 * Day + 1), (CredentialKind.BrokerCa, -Year, -Day));
        bed.Step();
        bed.Step();
        CollectionAssert.AreEqual(new[] { "Module 5", "BrokerCa ended" }, bed.Told);
    }

    [TestMethod]
    public void While_the_time_is_not_known_nothing_is_told_and_a_floor_is_believed()
    {
        var bed = new Bed();
        bed.Clock.Trust = ClockTrust.Unset;
        bed.Use((CredentialKind.Module, -Year, 5 * Day));
        bed.Step();
        Assert.IsEmpty(bed.Told);
        bed.Clock.Trust = ClockTrust.Floor;
        bed.Step();
        CollectionAssert.AreEqual(new[] { "Module 5" }, bed.Told);
    }

    [TestMethod]
    public void What_is_renewed_is_silent_until_its_own_time_and_what_stays_is_not_told_of_again()
    {
        var bed = new Bed();
        bed.Use((CredentialKind.Module, -Year, 5 * Day), (CredentialKind.ClientsCa, -Year, 20 * Day));
        bed.Step();
        bed.Use((CredentialKind.ClientsCa, -Year, 20 * Day), (CredentialKind.Module, 0, Year));
        bed.Step();
        CollectionAssert.AreEqual(new[] { "Module 5", "ClientsCa 20" }, bed.Told);
        bed.Pass(366);
        CollectionAssert.AreEqual(
            new[] { "ClientsCa 7", "ClientsCa 1", "ClientsCa ended", "Module 30", "Module 7", "Module 1", "Module ended" }, bed.Told[2..]);
    }

    [TestMethod]
    public void A_list_that_lives_for_a_week_is_no_alarm_all_its_life()
    {
        var bed = new Bed();
        bed.Use((CredentialKind.RevocationList, 0, 7 * Day));
        bed.Pass(8);
        CollectionAssert.AreEqual(new[] { "RevocationList 1" }, bed.Told);
    }

    [TestMethod]
    public void A_clock_that_jumps_over_thresholds_tells_of_the_last_one()
    {
        var bed = new Bed();
        bed.Use((CredentialKind.Module, -Year, 40 * Day));
        bed.Step();
        bed.Clock.SetUtc(DateTime.UnixEpoch.AddMilliseconds(bed.Start + 39 * Day + Day / 2));
        bed.Step();
        bed.Clock.SetUtc(DateTime.UnixEpoch.AddMilliseconds(bed.Start));
        bed.Step();
        CollectionAssert.AreEqual(new[] { "Module 0" }, bed.Told);
    }

    [TestMethod]
    public void Of_more_than_can_be_kept_those_that_run_out_first_are()
    {
        var dates = new ExpiryDates();
        for (int i = 0; i < 3 * ExpiryDates.Max; i++) dates.Add(CredentialKind.ClientsCa, 0, (i * 37 % 96 + 1) * Day);
        Assert.AreEqual(ExpiryDates.Max, dates.Count);
        long latest = Enumerable.Range(0, dates.Count).Max(dates.UntilAt);
        Assert.AreEqual(ExpiryDates.Max * Day, latest);
    }

    [TestMethod]
    public void The_words_say_what_and_when()
    {
        Assert.AreEqual("the module's certificate runs out in 30 days", ExpiryText.Line(CredentialKind.Module, 30));
        Assert.AreEqual("the broker's CA runs out in 1 day", ExpiryText.Line(CredentialKind.BrokerCa, 1));
        Assert.AreEqual("the revocation list runs out in less than a day", ExpiryText.Line(CredentialKind.RevocationList, 0));
        Assert.AreEqual("the clients' CA HAS RUN OUT", ExpiryText.Line(CredentialKind.ClientsCa, -1));
        var record = new EventRecord { Code = EventCode.CredentialEnding, A = (int)CredentialKind.Module, B = 6 };
        Assert.AreEqual("ALARM: runs out soon  the module's certificate runs out in 6 days", EventText.Text(record, null));
    }

    private sealed class Bed
    {
        private readonly RecordingEventSink _events = new();
        private readonly ExpiryWatch _watch;

        internal Bed()
        {
            _watch = new ExpiryWatch(_events);
            Start = Clock.Utc;
        }

        internal FakeClock Clock { get; } = new();

        internal long Start { get; }

        internal string[] Told =>
            [.. _events.All.Select(e => (CredentialKind)e.A + (e.Code == EventCode.CredentialEnded ? " ended" : $" {e.B}"))];

        internal void Use(params (CredentialKind Kind, long From, long Until)[] all)
        {
            var dates = new ExpiryDates();
            foreach ((CredentialKind kind, long from, long until) in all) dates.Add(kind, Start + from, Start + until);
            _watch.Use(dates);
        }

        internal void Step() => _watch.Step(Clock.Utc, Clock.Trust);

        internal void Pass(int days)
        {
            for (int i = 0; i < days; i++)
            {
                Step();
                Clock.Advance(Day);
            }
            Step();
        }
    }
}
