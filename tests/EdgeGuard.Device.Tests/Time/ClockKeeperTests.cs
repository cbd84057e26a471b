using System;
using EdgeGuard.Core;
using EdgeGuard.Module;
using EdgeGuard.Store;
using EdgeGuard.Testing;
using EdgeGuard.Testing.Store;
using nanoFramework.Networking;

namespace EdgeGuard.Device.Tests.Time;

/// <summary>What the module's UTC is, whoever says so: DESIGN's trusted, floor and unset.</summary>
[TestClass]
public sealed class ClockKeeperTests
{
    private const long Day = 24 * 3600 * 1000;
    private const long Now = BuildTime.Utc + 100 * Day;

    private readonly FakeCounter _counter = new();
    private readonly TornStore _store = new();
    private readonly RecordingEventSink _events = new();
    private readonly FakeCalendar _calendar;
    private readonly DeviceClock _clock;

    public ClockKeeperTests()
    {
        _calendar = new FakeCalendar(_counter);
        _clock = new DeviceClock(_counter);
    }

    [TestMethod]
    public void A_clock_that_nobody_started_is_unset_and_says_0()
    {
        Assert.AreEqual(ClockTrust.Unset, _clock.Trust);
        Assert.AreEqual(0L, _clock.Utc);
    }

    [TestMethod]
    public void Without_anything_it_is_a_floor_at_the_build_and_runs_on()
    {
        Start(null);
        _counter.Advance(1500);
        Assert.AreEqual(ClockTrust.Floor, _clock.Trust);
        Assert.AreEqual(BuildTime.Utc + 1500, _clock.Utc);
        Assert.AreEqual(_clock.Utc, _calendar.Utc);
    }

    [TestMethod]
    public void The_last_stored_time_is_the_floor_of_the_next_start()
    {
        ClockFloor.Save(new RecordStore(_store), Now);
        Start(null);
        Assert.AreEqual(ClockTrust.Floor, _clock.Trust);
        Assert.AreEqual(Now, _clock.Utc);
    }

    [TestMethod]
    public void A_clock_chip_is_trusted_but_not_before_the_floor()
    {
        ClockFloor.Save(new RecordStore(_store), Now);
        Start(new FakeRtc { Utc = Now - 1 });
        Assert.AreEqual(ClockTrust.Floor, _clock.Trust);
        Start(new FakeRtc { Utc = Now + Day });
        Assert.AreEqual(ClockTrust.Trusted, _clock.Trust);
        Assert.AreEqual(Now + Day, _clock.Utc);
        Assert.AreEqual(Now + Day, _calendar.Utc);
    }

    [TestMethod]
    public void A_calendar_with_a_battery_is_such_a_chip_and_one_that_begins_anew_is_none()
    {
        _calendar.Set(Now);
        Start(new BatteryCalendar(_calendar));
        Assert.AreEqual(ClockSource.Rtc, _clock.Source);
        _calendar.Set(0);
        Start(new BatteryCalendar(_calendar));
        Assert.AreEqual(ClockSource.Floor, _clock.Source);
        Assert.AreEqual(BuildTime.Utc, _calendar.Utc);
    }

    [TestMethod]
    public void A_time_server_starts_the_clock_and_sets_the_chip()
    {
        var rtc = new FakeRtc();
        ClockKeeper keeper = Start(rtc);
        _calendar.Set(Now);
        keeper.Step();
        Assert.AreEqual(ClockSource.Network, _clock.Source);
        Assert.AreEqual(Now, _clock.Utc);
        Assert.AreEqual(Now, rtc.Utc);
        RecordedEvent set = _events.Only(EventCode.ClockFollowed);
        Assert.AreEqual((int)ClockSource.Network, set.A);
        Assert.AreEqual((int)((Now - BuildTime.Utc) / 1000), set.B);
    }

    [TestMethod]
    public void A_time_server_that_says_a_time_before_the_floor_is_not_believed()
    {
        ClockKeeper keeper = Start(null);
        _calendar.Set(BuildTime.Utc - Day);
        keeper.Step();
        keeper.Step();
        Assert.AreEqual(ClockTrust.Floor, _clock.Trust);
        Assert.AreEqual(_clock.Utc, _calendar.Utc);
        Assert.AreEqual(1, _events.Count(EventCode.ClockRefused));
    }

    [TestMethod]
    public void A_time_server_moves_a_trusted_clock_a_quarter_of_an_hour_and_no_further()
    {
        ClockKeeper keeper = Start(null);
        Person(keeper, Now);
        _calendar.Set(Now + ClockKeeper.MostStepMs);
        keeper.Step();
        Assert.AreEqual(Now + ClockKeeper.MostStepMs, _clock.Utc);
        _calendar.Set(_clock.Utc + ClockKeeper.MostStepMs + 1000);
        keeper.Step();
        Assert.AreEqual(Now + ClockKeeper.MostStepMs, _clock.Utc);
        Assert.AreEqual(_clock.Utc, _calendar.Utc);
        Assert.AreEqual(1, _events.Count(EventCode.ClockRefused));
    }

    [TestMethod]
    public void A_calendar_that_drifts_is_followed_without_a_word()
    {
        ClockKeeper keeper = Start(null);
        Person(keeper, Now);
        int told = _events.All.Count;
        _calendar.Set(_clock.Utc + 400);
        keeper.Step();
        Assert.AreEqual(Now + 400, _clock.Utc);
        Assert.AreEqual(ClockSource.Person, _clock.Source);
        Assert.AreEqual(told, _events.All.Count);
    }

    [TestMethod]
    public void A_person_may_set_any_time_since_the_build_also_back_and_the_floor_goes_with_it()
    {
        ClockKeeper keeper = Start(null);
        Person(keeper, Now + 1000 * Day);
        Person(keeper, Now);
        Assert.AreEqual(Now, _clock.Utc);
        Assert.AreEqual(Now, _calendar.Utc);
        Assert.AreEqual(Now, ClockFloor.Load(new RecordStore(_store)));
        Person(keeper, BuildTime.Utc - 1);
        Assert.AreEqual(ClockTrust.Floor, _clock.Trust);
        Assert.AreEqual(BuildTime.Utc, _clock.Utc);
    }

    [TestMethod]
    public void The_time_is_stored_four_times_a_day_and_only_while_it_is_trusted()
    {
        ClockKeeper keeper = Start(null);
        Run(keeper, 2 * Day);
        Assert.AreEqual(0L, ClockFloor.Load(new RecordStore(_store)));
        Person(keeper, Now);
        int before = _store.Writes;
        Person(keeper, Now + 1);
        int perStore = _store.Writes - before;
        before = _store.Writes;
        Run(keeper, Day);
        Assert.AreEqual(4 * perStore, _store.Writes - before);
    }

    [TestMethod]
    public void A_store_that_refuses_is_told_and_not_tried_at_every_step()
    {
        ClockKeeper keeper = Start(null);
        Person(keeper, Now);
        _store.RefuseFrom = 0;
        Run(keeper, ClockKeeper.StoreEveryMs + 10 * GuardModule.KeepMs);
        Assert.AreEqual(1, _events.Count(EventCode.StoreRefused));
    }

    [TestMethod]
    public void The_library_is_given_one_server_and_none_of_its_own()
    {
        Assert.IsTrue(SntpServer.Start("192.0.2.7"));
        Assert.AreEqual("192.0.2.7", Sntp.Server1);
        Assert.AreEqual("192.0.2.7", Sntp.Server2);
        Assert.IsTrue(Sntp.IsStarted);
        SntpServer.Stop();
        Assert.IsFalse(Sntp.IsStarted);
    }

    [TestMethod]
    public void The_interpreters_calendar_is_in_milliseconds_since_1970()
    {
        var time = new SystemTime();
        Assert.IsLessThan(60_000L, Math.Abs(time.Utc - DateTimeOffset.UtcNow.ToUnixTimeMilliseconds()));
        Assert.IsTrue(time.Set(Now));
        Assert.AreEqual(DateTimeOffset.FromUnixTimeMilliseconds(Now).UtcDateTime, nanoFramework.Runtime.Native.Rtc.LastSet);
        Assert.IsFalse(time.Set(long.MaxValue / 10_000 - 1));
    }

    private ClockKeeper Start(IRtc? rtc)
    {
        var keeper = new ClockKeeper(_clock, _calendar, rtc, new RecordStore(_store), _events);
        keeper.Start();
        return keeper;
    }

    private void Person(ClockKeeper keeper, long utc)
    {
        _clock.Set(utc);
        keeper.Step();
    }

    private void Run(ClockKeeper keeper, long milliseconds)
    {
        // Coarser than the module does it, for a test's sake.
        for (long at = 0; at < milliseconds; at += 60_000)
        {
            _counter.Advance(60_000);
            keeper.Step();
        }
    }
}
