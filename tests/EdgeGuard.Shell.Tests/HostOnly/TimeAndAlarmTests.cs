using System;
using EdgeGuard.Core;
using EdgeGuard.Testing.Store;

namespace EdgeGuard.Shell.Tests.HostOnly;

[TestClass]
public sealed class TimeAndAlarmTests
{
    private const long Day = 86_400_000;

    [TestMethod]
    public void The_clock_shows_UTC_its_trust_whose_it_is_and_the_sites_time()
    {
        ConsoleBed bed = ConsoleBed.LoggedIn();
        StringAssert.Contains(bed.Type("clock\r"), "UTC     2026-03-02 10:00:00Z   trusted\r\nsource  a test's\r\nanna> ");
        bed.Edit();
        bed.Type("set site.zone CET-1CEST,M3.5.0,M10.5.0/3\rcommit\r");
        StringAssert.Contains(bed.Type("clock\r"), "site    Mon 2026-03-02 11:00:00   site.zone CET-1CEST,M3.5.0,M10.5.0/3");
        bed.Module.Clock.Trust = ClockTrust.Floor;
        StringAssert.Contains(bed.Type("clock\r"), "2026-03-02 10:00:00?   NOT TRUSTED: it may be later than this");
        bed.Module.Clock.Trust = ClockTrust.Unset;
        StringAssert.Contains(bed.Type("clock\r"), "UTC     NOT KNOWN: whatever depends on it is refused");
    }

    [TestMethod]
    public void A_person_sets_the_clock_where_the_platform_lets_him_and_the_jump_is_an_event_with_the_name()
    {
        ConsoleBed bed = Settable();
        string shown = bed.Type("clock set 2026-03-02 10:05:00Z\r");
        StringAssert.Contains(shown, "Set, by +300 s: 2026-03-02 10:05:00Z   trusted");
        Expect(bed, 300, ClockTrust.Trusted, "clock set  anna (technician, console)  by +300 s");
        bed.Type("clock set 2026-03-02 10:00:00Z\r");
        Expect(bed, -300, ClockTrust.Trusted, "by -300 s");
    }

    [TestMethod]
    public void A_clock_that_was_not_known_is_trusted_once_a_person_has_set_it()
    {
        ConsoleBed bed = Settable();
        bed.Module.Clock.Trust = ClockTrust.Unset;
        StringAssert.Contains(bed.Type("clock set 2026-11-28 10:15:00Z\r"), "Set, for the first time: 2026-11-28 10:15:00Z   trusted");
        Expect(bed, 0, ClockTrust.Unset, "for the first time");
    }

    [TestMethod]
    public void Where_the_clock_is_somebody_elses_the_console_says_whose_and_what_to_do()
    {
        ConsoleBed bed = ConsoleBed.LoggedIn();
        StringAssert.Contains(bed.Type("clock set 2026-11-28 10:15:00Z\r"), "error: the clock is not set here\r\n    set it elsewhere");
        Assert.AreEqual(0, bed.Module.Events.Count(EventCode.ClockSet));
    }

    [TestMethod]
    public void What_is_no_time_sets_nothing_and_the_answer_shows_one()
    {
        ConsoleBed bed = Settable();
        foreach (string text in new[] { "", "10:15", "2026-11-28 10:15:00", "tomorrow" })
        {
            string shown = bed.Type("clock set " + text + "\r");
            StringAssert.Contains(shown, "'" + text + "' is no time that a clock could be set to", text);
            StringAssert.Contains(shown, "clock set 2026-11-28 10:15:00Z", text);
        }
        StringAssert.Contains(bed.Type("clock back\r"), "'back' is nothing that a clock does");
        Assert.AreEqual(0, bed.Module.Events.Count(EventCode.ClockSet));
    }

    [TestMethod]
    public void What_runs_out_soon_stands_in_the_status_and_is_said_at_the_login()
    {
        ConsoleBed bed = ConsoleBed.LoggedIn();
        long now = bed.Module.Clock.Utc;
        var dates = new ExpiryDates();
        dates.Add(CredentialKind.Module, now - 365 * Day, now + 5 * Day + 1);
        dates.Add(CredentialKind.ClientsCa, now - 365 * Day, now + 300 * Day);
        dates.Add(CredentialKind.RevocationList, now - 365 * Day, now - 1);
        bed.Platform.Expiries = dates;
        string shown = bed.Type("status\r");
        StringAssert.Contains(shown, "ALARM         the module's certificate runs out in 5 days, 2026-03-07 10:00:00Z");
        StringAssert.Contains(shown, "ALARM         the revocation list HAS RUN OUT, 2026-03-02");
        Assert.IsFalse(shown.Contains("CA runs out", StringComparison.Ordinal));
        shown = bed.Type($"logout\rlogin anna\r{AccountBed.Password}\r");
        StringAssert.Contains(shown, "ALARM: the module's certificate runs out in 5 days");
        StringAssert.Contains(shown, "ALARM: the revocation list HAS RUN OUT");
        bed.Module.Clock.Trust = ClockTrust.Unset;
        Assert.IsFalse(bed.Type("status\r").Contains("ALARM", StringComparison.Ordinal), "nobody knows");
    }

    private static ConsoleBed Settable()
    {
        ConsoleBed bed = ConsoleBed.LoggedIn();
        bed.Platform.ClockSetter = utc =>
        {
            bed.Module.Clock.SetUtc(DateTime.UnixEpoch.AddMilliseconds(utc));
            bed.Module.Clock.Trust = ClockTrust.Trusted;
        };
        return bed;
    }

    private static void Expect(ConsoleBed bed, int jump, ClockTrust before, string words)
    {
        RecordedEventOf(bed, out int a, out int b, out string subject);
        Assert.AreEqual(jump, a);
        Assert.AreEqual((int)before, b);
        Assert.AreEqual("anna", subject);
        StringAssert.Contains(bed.Recent.Line(EventChoice.All, bed.Recent.Count(EventChoice.All))!, words);
    }

    private static void RecordedEventOf(ConsoleBed bed, out int a, out int b, out string subject)
    {
        var last = bed.Module.Events.All[^1];
        Assert.AreEqual(EventCode.ClockSet, last.Code);
        a = last.A;
        b = last.B;
        subject = last.Peer!.Subject;
    }
}
