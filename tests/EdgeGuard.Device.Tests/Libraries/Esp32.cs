using System.Diagnostics;
using EdgeGuard.Device.Tests.Libraries;

namespace nanoFramework.Hardware.Esp32;

/// <summary>Pin functions, with nanoFramework's numbers, as far as the device uses them.</summary>
public enum DeviceFunction
{
    SPI1_MOSI = 65792,
    SPI1_MISO = 65793,
    SPI1_CLOCK = 65794,
    COM2_TX = 197120,
    COM2_RX = 197121,
    COM2_RTS = 197122,
    COM3_TX = 197376,
    COM3_RX = 197377,
}

/// <summary>Gives pins their functions.</summary>
public static class Configuration
{
    public static void SetPinFunction(int pin, DeviceFunction value)
    {
        FakeHardware.Current.Refuse(pin);
        FakeHardware.Current.Functions.Add(value, pin);
    }
}

/// <summary>The timer that counts microseconds.</summary>
public static class HighResTimer
{
    public static ulong GetCurrent()
    {
        return (ulong)(Stopwatch.GetTimestamp() / (Stopwatch.Frequency / 1_000_000));
    }
}
