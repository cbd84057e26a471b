using System.Device.Gpio;
using System.Device.Spi;
using EdgeGuard.Core;
using EdgeGuard.Modbus;
using EdgeGuard.Settings;
using nanoFramework.Hardware.Esp32;
using nanoFramework.Runtime.Native;

namespace EdgeGuard.Device;

/// <summary>EdgeGuard's own board: an ESP32-WROVER-E, LAN8720 on RMII toward the plant, W5500 and isolated RS-485 toward the
/// PLC, a second one toward a serial client.</summary>
/// <remarks>The pins are those of hardware/Esp32Wrover.pins.csv, the expander's those of hardware/Esp32Wrover.panel.csv. Both say what else
/// hangs on them and why; a test compares.</remarks>
internal sealed class Esp32Wrover : Board
{
    internal const int PlcClock = 14;
    internal const int PlcDataOut = 13;
    internal const int PlcDataIn = 35;
    internal const int PlcSelect = 15;
    internal const int PlcInterrupt = 34;

    internal const int BusTransmit = 33;
    internal const int BusReceive = 36;
    internal const int BusDrive = 32;

    internal const int ConsoleTransmit = 2;
    internal const int ConsoleReceive = 39;

    internal const int PanelSelect = 5;

    // Of the expander's port A.
    internal const int PlcReset = 4;
    internal const int ClockSelect = 5;
    internal const int SecondBusSelect = 6;

    internal const int WatchdogPulse = 4;

    private const string OwnImage = "EDGEGUARD";

    private const int PlcBus = 1;

    private const int NoSelect = -1;

    // The clock chip takes 5 MHz, the second bus's UART 4.
    private const int SelectedFrequency = 4_000_000;

    // The expander takes 10 MHz.
    private const int PanelFrequency = 10_000_000;

    // The chip takes 33 MHz. Through the ESP32's pin matrix its answers come too late for more than 26 MHz; 20 MHz leaves room
    // for a cable-free board and costs a request less than a tenth of a millisecond.
    private const int PlcFrequency = 20_000_000;

    // CONFIG_LWIP_MAX_SOCKETS of the image.
    private const int Sockets = 16;

    // Of the PSRAM the processor maps 4 MB; the image takes all of it for the interpreter but this, which is what TLS has.
    private const int NativeMemory = 256 * 1024;
    private const int Heap = 4 * 1024 * 1024 - NativeMemory;

    private readonly GpioController _pins = new GpioController();
    private readonly SpiWire _wire = new SpiWire();
    private InterruptPin? _plcInterrupt;
    private Expander? _expander;
    private SpiBus? _selected;
    private UartChip? _secondBus;

    /// <inheritdoc/>
    internal override string Name
    {
        get { return "Esp32Wrover"; }
    }

    /// <inheritdoc/>
    internal override BoardLimits Limits { get; } = new BoardLimits("Esp32Wrover", Sockets, Heap, NativeMemory, W5500Chip.MaxLinks, false);

    /// <inheritdoc/>
    internal override IMicrosecondCounter Counter { get; } = new Esp32Timer();

    /// <inheritdoc/>
    internal override string BusPort
    {
        get { return "COM2"; }
    }

    /// <inheritdoc/>
    internal override string SecondBusPort
    {
        // As its terminals are marked: the image knows of no such port.
        get { return "BUS2"; }
    }

    /// <inheritdoc/>
    internal override string ConsolePort
    {
        get { return "COM3"; }
    }

    /// <inheritdoc/>
    internal override bool HasEntropy
    {
        // An image built for EdgeGuard keeps the noise source on; the stock one has none while the radio is off.
        get { return SystemInfo.TargetName.StartsWith(OwnImage); }
    }

    /// <inheritdoc/>
    internal override IRtc? CreateRtc(ISystemTime calendar)
    {
        // The processor's own clock stops with the power.
        return new Mcp79511(Selected(ClockSelect));
    }

    /// <inheritdoc/>
    internal override IWatchdog CreateWatchdog()
    {
        return new PulseWatchdog(new OutputPin(_pins, WatchdogPulse, false));
    }

    /// <inheritdoc/>
    internal override IPanel? CreatePanel()
    {
        return new ExpanderPanel(UseExpander());
    }

    /// <inheritdoc/>
    internal override void LetGo()
    {
        if (_expander != null) _expander.LetGo();
    }

    /// <inheritdoc/>
    internal override void PrepareConsole()
    {
        Configuration.SetPinFunction(ConsoleTransmit, DeviceFunction.COM3_TX);
        Configuration.SetPinFunction(ConsoleReceive, DeviceFunction.COM3_RX);
    }

    /// <inheritdoc/>
    internal override void PrepareBus()
    {
        Configuration.SetPinFunction(BusTransmit, DeviceFunction.COM2_TX);
        Configuration.SetPinFunction(BusReceive, DeviceFunction.COM2_RX);
        Configuration.SetPinFunction(BusDrive, DeviceFunction.COM2_RTS);
    }

    /// <inheritdoc/>
    internal override ISerialPort CreateBus(SerialFormat format, IClock clock)
    {
        return UartPort.Rs485(BusPort, format, clock);
    }

    /// <inheritdoc/>
    internal override ISerialPort? CreateSecondBus(SerialFormat format, IClock clock)
    {
        _secondBus = _secondBus ?? new UartChip(Selected(SecondBusSelect));
        return new ChipPort(SecondBusPort, _secondBus, format, clock);
    }

    /// <inheritdoc/>
    internal override W5500Chip? CreatePlcSide(W5500Addresses addresses, int portSeed, IClock clock)
    {
        // The expander first: it holds the chip in reset.
        var reset = new ExpanderPin(UseExpander(), PlcReset);
        var chip = new W5500Chip(Bus(PlcSelect, PlcFrequency), reset, addresses, portSeed, true, clock);
        // Kept for as long as the board is: what the interpreter collects interrupts nobody.
        _plcInterrupt = new InterruptPin(_pins, PlcInterrupt, chip.HandleInterrupt);
        return chip;
    }

    private Expander UseExpander()
    {
        if (_expander != null) return _expander;
        Configuration.SetPinFunction(PlcClock, DeviceFunction.SPI1_CLOCK);
        Configuration.SetPinFunction(PlcDataOut, DeviceFunction.SPI1_MOSI);
        Configuration.SetPinFunction(PlcDataIn, DeviceFunction.SPI1_MISO);
        _expander = new Expander(Bus(PanelSelect, PanelFrequency));
        return _expander;
    }

    private SelectedBus Selected(int pin)
    {
        Expander expander = UseExpander();
        // One for all of them: the processor's driver takes three devices a bus.
        _selected = _selected ?? Bus(NoSelect, SelectedFrequency);
        return new SelectedBus(expander, pin, _selected, _wire);
    }

    // One wire for all chips: each is deaf while another is selected.
    private SpiBus Bus(int select, int frequency)
    {
        var settings = new SpiConnectionSettings(PlcBus, select)
        {
            ClockFrequency = frequency,
            Mode = SpiMode.Mode0,
            DataBitLength = 8,
            DataFlow = DataFlow.MsbFirst,
            Configuration = SpiBusConfiguration.FullDuplex,
        };
        return new SpiBus(settings, _wire);
    }
}
