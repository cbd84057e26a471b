using System.Device.Gpio;
using System.Device.Spi;
using EdgeGuard.Core.Ports;
using EdgeGuard.Device.Serial;
using EdgeGuard.Device.W5500;
using EdgeGuard.Device.Wiring;
using EdgeGuard.Modbus;
using nanoFramework.Hardware.Esp32;

namespace EdgeGuard.Device.Boards;

/// <summary>EdgeGuard's own board: an ESP32-WROVER-E, LAN8720 on RMII toward the plant, W5500 and isolated RS-485 toward the PLC.</summary>
/// <remarks>The pins are those of hardware/esp32-wrover.pins.csv, which says what else hangs on them and why; a test compares.</remarks>
internal sealed class Esp32Wrover
{
    internal const int PlcClock = 14;
    internal const int PlcDataOut = 13;
    internal const int PlcDataIn = 35;
    internal const int PlcSelect = 15;
    internal const int PlcReset = 4;
    internal const int PlcInterrupt = 34;

    internal const int BusTransmit = 33;
    internal const int BusReceive = 36;
    internal const int BusDrive = 32;

    private const string BusPort = "COM2";

    private const int PlcBus = 1;

    // The chip takes 33 MHz. Through the ESP32's pin matrix its answers come too late for more than 26 MHz; 20 MHz leaves room
    // for a cable-free board and costs a request less than a tenth of a millisecond.
    private const int PlcFrequency = 20_000_000;

    private readonly GpioController _pins = new GpioController();
    private InterruptPin? _plcInterrupt;

    /// <summary>The isolated RS-485 port.</summary>
    internal static UartPort CreateBus(SerialFormat format, IClock clock)
    {
        Configuration.SetPinFunction(BusTransmit, DeviceFunction.COM2_TX);
        Configuration.SetPinFunction(BusReceive, DeviceFunction.COM2_RX);
        Configuration.SetPinFunction(BusDrive, DeviceFunction.COM2_RTS);
        return UartPort.Rs485(BusPort, format, clock);
    }

    /// <summary>The chip on the PLC's side, held in reset until it is first used.</summary>
    /// <param name="addresses">Who the module is there.</param>
    /// <param name="portSeed">As <see cref="W5500Chip"/> has it.</param>
    /// <param name="clock">The module's.</param>
    internal W5500Chip CreatePlcSide(W5500Addresses addresses, int portSeed, IClock clock)
    {
        Configuration.SetPinFunction(PlcClock, DeviceFunction.SPI1_CLOCK);
        Configuration.SetPinFunction(PlcDataOut, DeviceFunction.SPI1_MOSI);
        Configuration.SetPinFunction(PlcDataIn, DeviceFunction.SPI1_MISO);
        var settings = new SpiConnectionSettings(PlcBus, PlcSelect)
        {
            ClockFrequency = PlcFrequency,
            Mode = SpiMode.Mode0,
            DataBitLength = 8,
            DataFlow = DataFlow.MsbFirst,
            Configuration = SpiBusConfiguration.FullDuplex,
        };
        var reset = new OutputPin(_pins, PlcReset, false);
        var chip = new W5500Chip(new SpiBus(settings), reset, addresses, portSeed, true, clock);
        // Kept for as long as the board is: what the interpreter collects interrupts nobody.
        _plcInterrupt = new InterruptPin(_pins, PlcInterrupt, chip.HandleInterrupt);
        return chip;
    }
}
