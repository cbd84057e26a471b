using System;
using EdgeGuard.Core;
using EdgeGuard.Device.Tests.Simulator;
using EdgeGuard.Store;
using EdgeGuard.Testing;
using EdgeGuard.Testing.Store;

namespace EdgeGuard.Device.Tests.Time;

/// <summary>The clock chip keeps the time over a power cut, and says nothing where it has not.</summary>
[TestClass]
public sealed class Mcp79511Tests
{
    private const long Now = BuildTime.Utc + 100L * 24 * 3600 * 1000 + 59_000;

    private readonly FakeClock _clock = new();
    private readonly ClockChipSimulator _simulator;
    private readonly Mcp79511 _chip;

    public Mcp79511Tests()
    {
        _simulator = new ClockChipSimulator(_clock);
        _chip = new Mcp79511(_simulator);
    }

    [TestMethod]
    [DataRow(2026, 12, 31, 23, 59, 59)]
    [DataRow(2028, 2, 29, 0, 0, 0)]
    [DataRow(2000, 1, 1, 0, 0, 0)]
    [DataRow(2099, 12, 31, 12, 34, 56)]
    public void What_was_set_is_read_and_goes_on(int year, int month, int day, int hour, int minute, int second)
    {
        long utc = new DateTimeOffset(year, month, day, hour, minute, second, TimeSpan.Zero).ToUnixTimeMilliseconds();
        Assert.IsTrue(_chip.Set(utc));
        Assert.AreEqual(utc, _chip.Read());
        _clock.Advance(61_000);
        if (year < 2099) Assert.AreEqual(utc + 61_000, _chip.Read());
    }

    [TestMethod]
    public void It_is_rounded_to_whole_seconds_and_knows_no_other_century()
    {
        Assert.IsTrue(_chip.Set(Now + 501));
        Assert.AreEqual(Now + 1_000, _chip.Read());
        Assert.IsFalse(_chip.Set(946_684_799_999));
        Assert.IsFalse(_chip.Set(4_102_444_800_000));
    }

    [TestMethod]
    public void It_runs_on_without_power_and_has_lost_it_with_its_cell()
    {
        Assert.AreEqual(0, _chip.Read(), "never set");
        Assert.IsTrue(_chip.Set(Now));
        _simulator.CutPower(3_600_000);
        Assert.AreEqual(Now + 3_600_000, _chip.Read());
        _simulator.HasCell = false;
        _simulator.CutPower(1_000);
        Assert.AreEqual(0, _chip.Read());
    }

    [TestMethod]
    public void An_oscillator_that_stands_still_keeps_no_time()
    {
        Assert.IsTrue(_chip.Set(Now));
        _simulator.IsCrystalGood = false;
        Assert.AreEqual(0, _chip.Read());
    }

    [TestMethod]
    [DataRow(1, 0x29)]
    [DataRow(1, 0xE0)]
    [DataRow(2, 0x60)]
    [DataRow(2, 0x0A)]
    [DataRow(3, 0x24)]
    [DataRow(3, 0x52)]
    [DataRow(4, 0x01)]
    [DataRow(5, 0x00)]
    [DataRow(5, 0x32)]
    [DataRow(6, 0x13)]
    [DataRow(6, 0x00)]
    [DataRow(7, 0xFF)]
    public void What_is_no_date_or_was_not_started_by_us_is_no_time(int register, int value)
    {
        Assert.IsTrue(_chip.Set(Now));
        _simulator[register] = (byte)value;
        Assert.AreEqual(0, _chip.Read());
    }

    [TestMethod]
    public void Anything_at_all_in_its_registers_is_a_time_or_none()
    {
        var random = new Random(15);
        for (int i = 0; i < 20_000; i++)
        {
            for (int register = 0; register < 9; register++) _simulator[register] = (byte)random.Next(256);
            long utc = _chip.Read();
            Assert.IsTrue(utc is 0 or >= 946_684_800_000 and < 4_102_444_800_000);
        }
    }

    [TestMethod]
    public void A_reading_that_no_second_one_confirms_is_not_believed()
    {
        Assert.IsTrue(_chip.Set(Now));
        _simulator.Disturbed = 2;
        Assert.AreEqual(Now, _chip.Read());
    }

    [TestMethod]
    public void A_bus_that_fails_is_a_chip_that_neither_tells_nor_takes()
    {
        Assert.IsTrue(_chip.Set(Now));
        _simulator.Failing = 1;
        Assert.AreEqual(0, _chip.Read());
        for (int i = 1; i <= 3; i++)
        {
            _simulator.Failing = i;
            Assert.IsFalse(_chip.Set(Now));
            _simulator.Failing = 0;
        }
    }

    [TestMethod]
    public void A_start_after_a_power_cut_trusts_it_and_one_after_a_dead_cell_says_so()
    {
        var events = new RecordingEventSink();
        Assert.AreEqual(ClockTrust.Floor, Start(events).Trust);
        Assert.AreEqual(1, events.Count(EventCode.ClockRefused));
        _chip.Set(Now);
        _simulator.CutPower(3_600_000);
        DeviceClock clock = Start(events);
        Assert.AreEqual(ClockTrust.Trusted, clock.Trust);
        Assert.AreEqual(Now + 3_600_000, clock.Utc);
        Assert.AreEqual(1, events.Count(EventCode.ClockRefused));
    }

    [TestMethod]
    [DataRow(5_000)]
    [DataRow(-5_000)]
    public void Every_six_hours_one_that_has_drifted_is_set_right_and_not_before(int drift)
    {
        var counter = new FakeCounter();
        var clock = new DeviceClock(counter);
        var keeper = new ClockKeeper(clock, new FakeCalendar(counter), _chip, new RecordStore(new TornStore()), new RecordingEventSink());
        _chip.Set(Now);
        keeper.Start();
        // The first look at a trusted clock stores the time, and finds the chip as it was set.
        keeper.Step();
        for (int i = 0; i < 2; i++)
        {
            Pass(counter, ClockKeeper.StoreEveryMs - 1_000, drift);
            keeper.Step();
            Assert.AreEqual(drift, _chip.Read() - clock.Utc, "before its time");
            Pass(counter, 1_000, 0);
            keeper.Step();
            Assert.AreEqual(0, _chip.Read() - clock.Utc, "after six hours");
        }
    }

    [TestMethod]
    public void One_that_is_off_by_less_than_its_seconds_tell_is_left_alone()
    {
        var counter = new FakeCounter();
        var clock = new DeviceClock(counter);
        var keeper = new ClockKeeper(clock, new FakeCalendar(counter), _chip, new RecordStore(new TornStore()), new RecordingEventSink());
        _chip.Set(Now);
        keeper.Start();
        keeper.Step();
        Pass(counter, ClockKeeper.StoreEveryMs, 1_000);
        keeper.Step();
        Assert.AreEqual(1_000, _chip.Read() - clock.Utc);
    }

    [TestMethod]
    public void On_the_board_it_is_selected_alone_and_others_are_spoken_to_in_between()
    {
        var bench = new WroverBench(new W5500Simulator(_clock, new DarkWire()));
        bench.Selected[Esp32Wrover.ClockSelect] = _simulator;
        var board = new Esp32Wrover();
        IRtc rtc = board.CreateRtc(new FakeCalendar(new FakeCounter()))!;
        IPanel panel = board.CreatePanel()!;
        Assert.IsTrue(rtc.Set(Now));
        panel.SetBypass(true);
        Assert.IsTrue(panel.Look());
        Assert.AreEqual(Now, rtc.Read());
        Assert.AreEqual(0x08, bench.Expander.PortA);
        board.LetGo();
        Assert.AreEqual(0, rtc.Read());
    }

    // The chip's crystal against the processor's.
    private void Pass(FakeCounter counter, long milliseconds, long drift)
    {
        counter.Advance(milliseconds);
        _clock.Advance(milliseconds + drift);
    }

    private DeviceClock Start(IEventSink events)
    {
        var counter = new FakeCounter();
        var clock = new DeviceClock(counter);
        new ClockKeeper(clock, new FakeCalendar(counter), _chip, new RecordStore(new TornStore()), events).Start();
        return clock;
    }
}
