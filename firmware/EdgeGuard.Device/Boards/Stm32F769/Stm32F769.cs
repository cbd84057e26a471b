using System.Device.Gpio;
using EdgeGuard.Core;
using EdgeGuard.Modbus;
using EdgeGuard.Settings;

namespace EdgeGuard.Device;

/// <summary>OrgPal's PALTHREE, image ORGPAL_PALTHREE: an STM32F769, LAN8742A on RMII toward the plant, RS-485 toward the PLC.</summary>
/// <remarks>
/// It has no network toward a PLC, no key switch, no bypass relay and no tamper contact. The image gives the serial ports and the network
/// their pins; those of hardware/Stm32F769.pins.csv that are ours are here, and a test compares.
/// </remarks>
internal sealed class Stm32F769 : Board
{
    internal const int BusPower = 9 * PinsPerPort + 14;
    internal const int BusReceiveEnable = 8 * PinsPerPort + 12;
    internal const int BusShutdown = 8 * PinsPerPort + 13;
    internal const int BusTermination = 8 * PinsPerPort + 14;

    // Pin n of port A is pin n, of port B 16 + n, and so on.
    private const int PinsPerPort = 16;

    // MEMP_NUM_NETCONN of the image.
    private const int Sockets = 4;

    // The interpreter has the SDRAM to itself. Everything native shares 384
    // KB inside the processor: what is left of it for TLS is estimated.
    private const int Heap = 8 * 1024 * 1024;
    private const int NativeMemory = 300 * 1024;

    private readonly GpioController _pins = new GpioController();

    /// <inheritdoc/>
    internal override string Name
    {
        get { return "Stm32F769"; }
    }

    /// <inheritdoc/>
    internal override BoardLimits Limits { get; } = new BoardLimits("Stm32F769", Sockets, Heap, NativeMemory, 0, true);

    /// <inheritdoc/>
    internal override IMicrosecondCounter Counter { get; } = new TickCounter();

    /// <inheritdoc/>
    internal override string BusPort
    {
        get { return "COM3"; }
    }

    /// <inheritdoc/>
    internal override string SecondBusPort
    {
        get { return ""; }
    }

    /// <inheritdoc/>
    internal override string ConsolePort
    {
        get { return "COM6"; }
    }

    /// <inheritdoc/>
    internal override bool HasEntropy
    {
        get { return true; }
    }

    /// <inheritdoc/>
    internal override IRtc? CreateRtc(ISystemTime calendar)
    {
        // A crystal of its own, and the image keeps its calendar in the part of the processor that the backup battery feeds.
        return new BatteryCalendar(calendar);
    }

    /// <inheritdoc/>
    internal override IWatchdog CreateWatchdog()
    {
        return new InterpreterWatchdog();
    }

    /// <inheritdoc/>
    internal override IPanel? CreatePanel()
    {
        // The board's two lights and its relay are no panel: there is no key switch, and the relay bypasses nothing.
        return null;
    }

    /// <inheritdoc/>
    internal override void LetGo()
    {
        // Everything hangs on pins of the processor's own, which its restart resets.
    }

    /// <inheritdoc/>
    internal override void PrepareConsole()
    {
        // The image has given them their functions.
    }

    /// <inheritdoc/>
    internal override void PrepareBus()
    {
        // The board's resistor stays off: a bus is terminated where its cable ends, by whoever lays it.
        _ = new OutputPin(_pins, BusTermination, false);
        _ = new OutputPin(_pins, BusReceiveEnable, true);
        _ = new OutputPin(_pins, BusShutdown, true);
        _ = new OutputPin(_pins, BusPower, true);
    }

    /// <inheritdoc/>
    internal override ISerialPort CreateBus(SerialFormat format, IClock clock)
    {
        // The board switches the transmitter by itself, from what is sent.
        return UartPort.SelfSwitchedRs485(BusPort, format, clock);
    }

    /// <inheritdoc/>
    internal override ISerialPort? CreateSecondBus(SerialFormat format, IClock clock)
    {
        return null;
    }

    /// <inheritdoc/>
    internal override W5500Chip? CreatePlcSide(W5500Addresses addresses, int portSeed, IClock clock)
    {
        return null;
    }
}
