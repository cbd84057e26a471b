using System;
using System.Collections.Generic;
using System.Device.Gpio;
using System.Device.Spi;
using System.Linq;
using EdgeGuard.Core;
using EdgeGuard.Device.Tests.Libraries;
using EdgeGuard.Device.Tests.Simulator;
using EdgeGuard.Testing;
using nanoFramework.Hardware.Esp32;

namespace EdgeGuard.Device.Tests;

/// <summary>The board's class and its pin map, and the driver through the board's own wiring.</summary>
[TestClass]
public sealed class Esp32WroverTests
{
    private readonly IReadOnlyList<Pin> _map = PinMap.Read("Esp32Wrover");
    private readonly byte[] _read = new byte[4];

    [TestMethod]
    public void The_board_uses_the_pins_of_its_map()
    {
        FakeHardware hardware = FakeHardware.Renew();
        new Esp32Wrover().CreatePlcSide(ChipBed.Addresses(), 0, new FakeClock());
        Assert.AreEqual(Gpio("PLC_SCK"), hardware.Functions[DeviceFunction.SPI1_CLOCK]);
        Assert.AreEqual(Gpio("PLC_MOSI"), hardware.Functions[DeviceFunction.SPI1_MOSI]);
        Assert.AreEqual(Gpio("PLC_MISO"), hardware.Functions[DeviceFunction.SPI1_MISO]);
        CollectionAssert.AreEqual(
            new[] { Gpio("PANEL_CS"), Gpio("PLC_CS") }, hardware.SpiDevices.Select(settings => settings.ChipSelectLine).ToArray());
        CollectionAssert.AreEquivalent(new[] { Gpio("PLC_INT") }, hardware.Pins.Keys);
        Assert.AreEqual(PinMode.Input, hardware.Pins[Gpio("PLC_INT")].Mode);
    }

    [TestMethod]
    public void Pins_that_can_only_be_read_drive_nothing()
    {
        Assert.AreEqual("", string.Join(' ', _map.Where(pin => pin.Gpio >= 34 && pin.Direction != "in").Select(pin => pin.Net)));
    }

    [TestMethod]
    public void The_bus_is_spoken_to_as_the_chip_wants_it()
    {
        FakeHardware hardware = FakeHardware.Renew();
        new Esp32Wrover().CreatePlcSide(ChipBed.Addresses(), 0, new FakeClock());
        SpiConnectionSettings settings = hardware.SpiDevices.Single(device => device.ChipSelectLine == Gpio("PLC_CS"));
        Assert.AreEqual(SpiMode.Mode0, settings.Mode);
        Assert.AreEqual(DataFlow.MsbFirst, settings.DataFlow);
        Assert.AreEqual(8, settings.DataBitLength);
        Assert.IsTrue(settings.ClockFrequency <= 33_000_000);
    }

    [TestMethod]
    public void The_chip_is_held_in_reset_from_the_first_moment_until_it_is_wanted()
    {
        var clock = new FakeClock();
        (W5500Chip chip, W5500Simulator simulator) = Wire(clock);
        simulator.Transfer([0, 0x39, 0, 0], _read, 4);
        Assert.AreEqual(0, _read[3]);
        Prepare(chip, clock);
        simulator.Transfer([0, 0x39, 0, 0], _read, 4);
        Assert.AreEqual(4, _read[3]);
    }

    [TestMethod]
    public void An_expander_that_was_reset_takes_the_chip_with_it_and_the_next_connection_brings_both_back()
    {
        var clock = new FakeClock();
        var simulator = new W5500Simulator(clock, new DarkWire());
        var bench = new WroverBench(simulator);
        W5500Chip chip = new Esp32Wrover().CreatePlcSide(ChipBed.Addresses(), 0, clock)!;
        Prepare(chip, clock);
        bench.Expander.Reset();
        simulator.Transfer([0, 0x39, 0, 0], _read, 4);
        Assert.AreEqual(0, _read[3], "in reset");
        Prepare(chip, clock);
        Assert.AreEqual(2, chip.Restarts);
    }

    [TestMethod]
    [DataRow(false)]
    [DataRow(true)]
    public void Panel_and_PLC_side_may_come_in_either_order_and_share_one_expander(bool isPanelFirst)
    {
        var clock = new FakeClock();
        var bench = new WroverBench(new W5500Simulator(clock, new DarkWire()));
        var board = new Esp32Wrover();
        IPanel? panel = isPanelFirst ? board.CreatePanel() : null;
        W5500Chip chip = board.CreatePlcSide(ChipBed.Addresses(), 0, clock)!;
        panel ??= board.CreatePanel();
        Prepare(chip, clock);
        panel!.SetBypass(true);
        Assert.AreEqual(1 << Esp32Wrover.PlcReset | 0x08, bench.Expander.PortA);
        Assert.IsTrue(panel.Look());
    }

    [TestMethod]
    public void Bring_up_tells_what_changed_and_nothing_else()
    {
        var clock = new FakeClock();
        (W5500Chip chip, W5500Simulator simulator) = Wire(clock);
        var bringUp = new BringUp(chip, clock);
        var lines = new List<string>();
        bool isOver = false;
        ISignal pause = clock.CreateSignal();
        clock.Run(() =>
        {
            while (!isOver)
            {
                string? line = bringUp.Look();
                if (line != null) lines.Add(line);
                pause.Wait(clock.Now + 1_000);
            }
        });
        clock.Advance(5_000);
        simulator.IsCableIn = false;
        clock.Advance(5_000);
        simulator.IsMendedByReset = false;
        simulator.Answer = ChipAnswer.AllZeros;
        clock.Advance(5_000);
        simulator.Answer = ChipAnswer.Right;
        simulator.IsCableIn = true;
        clock.Advance(5_000);
        isOver = true;
        clock.Advance(5_000);
        Assert.HasCount(4, lines, string.Join('\n', lines));
        Assert.AreEqual("PLC side: the W5500 answers, 100 Mbit/s full duplex, resets so far: 1", lines[0]);
        Assert.AreEqual("PLC side: the W5500 answers, no link, resets so far: 1", lines[1]);
        Assert.AreEqual("PLC side: the W5500 does not answer, or does not keep what is written to it", lines[2]);
        StringAssert.StartsWith(lines[3], "PLC side: the W5500 answers, 100 Mbit/s full duplex, resets so far: ");
    }

    [TestMethod]
    public void A_falling_interrupt_pin_reaches_the_chips_driver_and_a_rising_one_does_not()
    {
        var clock = new FakeClock();
        (W5500Chip chip, W5500Simulator simulator) = Wire(clock);
        Prepare(chip, clock);
        int before = simulator.Frames;
        FakeHardware.Current.Pins[Gpio("PLC_INT")].Drive(PinEventTypes.Rising);
        Assert.AreEqual(before, simulator.Frames);
        FakeHardware.Current.Pins[Gpio("PLC_INT")].Drive(PinEventTypes.Falling);
        Assert.AreEqual(before + 1, simulator.Frames);
    }

    [TestMethod]
    public void The_panels_chip_is_on_the_same_bus_with_a_select_of_its_own_and_the_watchdog_begins_low()
    {
        FakeHardware hardware = FakeHardware.Renew();
        var levels = new List<bool>();
        hardware.Driven = (pin, isHigh) =>
        {
            if (pin == Gpio("WATCHDOG")) levels.Add(isHigh);
        };
        var board = new Esp32Wrover();
        Assert.IsNotNull(board.CreatePanel());
        SpiConnectionSettings settings = hardware.SpiDevices.Single();
        Assert.AreEqual(Gpio("PANEL_CS"), settings.ChipSelectLine);
        Assert.AreEqual(SpiMode.Mode0, settings.Mode);
        Assert.IsTrue(settings.ClockFrequency <= 10_000_000);
        board.CreateWatchdog().Feed();
        CollectionAssert.AreEqual(new[] { false, true }, levels);
    }

    [TestMethod]
    public void A_bus_that_throws_is_a_chip_that_does_not_answer()
    {
        FakeHardware.Renew().Spi = (_, _, _) => throw new InvalidOperationException("SPI");
        var bus = new SpiBus(new SpiConnectionSettings(1, 15), new SpiWire());
        Assert.IsFalse(bus.Transfer(new byte[4], new byte[4], 4));
    }

    private static (W5500Chip Chip, W5500Simulator Simulator) Wire(FakeClock clock)
    {
        var simulator = new W5500Simulator(clock, new DarkWire());
        _ = new WroverBench(simulator);
        return (new Esp32Wrover().CreatePlcSide(ChipBed.Addresses(), 0, clock)!, simulator);
    }

    private static void Prepare(W5500Chip chip, FakeClock clock)
    {
        bool isUp = false;
        clock.Run(() => isUp = chip.Prepare(clock.Now + 1_000));
        clock.Advance(1_000);
        Assert.IsTrue(isUp);
    }

    private int Gpio(string net)
    {
        return _map.Single(pin => pin.Net == net).Gpio;
    }
}
