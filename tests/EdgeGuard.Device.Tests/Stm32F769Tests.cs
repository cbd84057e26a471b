using System.Collections.Generic;
using System.IO.Ports;
using EdgeGuard.Core;
using EdgeGuard.Device.Tests.Libraries;
using EdgeGuard.Modbus;
using EdgeGuard.Testing;

namespace EdgeGuard.Device.Tests;

/// <summary>The second board: what stands around its RS-485 transceiver, and what it does not have.</summary>
[TestClass]
public sealed class Stm32F769Tests
{
    private static readonly SerialFormat Format = new(19_200, SerialParity.Even, 1);

    [TestMethod]
    public void The_transceiver_is_fed_and_awake_before_the_port_is_opened_and_the_bus_is_not_terminated()
    {
        var levels = new Dictionary<int, bool>();
        FakeHardware.Renew().Driven = (pin, isHigh) => levels[pin] = isHigh;
        new Stm32F769().PrepareBus();
        Assert.IsTrue(levels[Stm32F769.BusPower]);
        Assert.IsTrue(levels[Stm32F769.BusShutdown]);
        Assert.IsTrue(levels[Stm32F769.BusReceiveEnable]);
        Assert.IsFalse(levels[Stm32F769.BusTermination]);
    }

    [TestMethod]
    public void The_resistor_is_never_across_the_bus_not_even_for_a_moment()
    {
        bool wasOn = false;
        FakeHardware.Renew().Driven = (pin, isHigh) => wasOn |= isHigh && pin == Stm32F769.BusTermination;
        new Stm32F769().PrepareBus();
        Assert.IsFalse(wasOn);
    }

    [TestMethod]
    public void The_board_switches_its_transmitter_and_the_UART_does_not()
    {
        var clock = new FakeClock();
        var uart = new FakeUart(clock, 573);
        FakeHardware.Renew().Uarts.Add("COM3", uart);
        ISerialLink? link = new Stm32F769().CreateBus(Format, clock).Open(out SerialFault fault);
        Assert.IsNotNull(link);
        Assert.AreEqual(SerialFault.None, fault);
        Assert.AreEqual(SerialMode.Normal, uart.Mode);
        link.Close();
    }

    [TestMethod]
    public void There_is_no_network_toward_a_PLC()
    {
        FakeHardware.Renew();
        Assert.IsNull(new Stm32F769().CreatePlcSide(ChipBed.Addresses(), 0, new FakeClock()));
        Assert.IsEmpty(FakeHardware.Current.SpiDevices);
    }

    [TestMethod]
    public void Its_time_goes_forward_in_steps_of_a_millisecond()
    {
        var counter = new TickCounter();
        long first = counter.Microseconds;
        Assert.AreEqual(0, first % 1_000);
        Assert.IsTrue(counter.Microseconds >= first);
    }
}
