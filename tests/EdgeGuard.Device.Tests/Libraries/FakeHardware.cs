using System;
using System.Collections.Generic;
using System.Device.Gpio;
using System.Device.Spi;
using nanoFramework.Hardware.Esp32;

namespace EdgeGuard.Device.Tests.Libraries;

/// <summary>The processor that the fakes of nanoFramework's libraries stand on: what is on its pins, and what was asked of it.</summary>
internal sealed class FakeHardware
{
    /// <summary>The one that the code under test runs on. Tests do not run side by side.</summary>
    internal static FakeHardware Current { get; private set; } = new();

    /// <summary>Pin numbers by the function they were given.</summary>
    internal Dictionary<DeviceFunction, int> Functions { get; } = [];

    /// <summary>Pins that the image has taken for itself.</summary>
    internal IReadOnlySet<int> Held { get; init; } = ImagePins.Esp32OlimexWrover;

    /// <summary>Every pin that was opened, by its number.</summary>
    internal Dictionary<int, GpioPin> Pins { get; } = [];

    /// <summary>Every SPI device that was opened.</summary>
    internal List<SpiConnectionSettings> SpiDevices { get; } = [];

    /// <summary>The plant's network.</summary>
    internal FakeNetwork Network { get; } = new();

    /// <summary>The serial ports that there are, by name.</summary>
    internal Dictionary<string, FakeUart> Uarts { get; } = [];

    /// <summary>What the MQTT library connects to.</summary>
    internal FakeBroker? Broker { get; set; }

    /// <summary>How often the processor was started anew.</summary>
    internal int Reboots { get; set; }

    /// <summary>Bytes of memory that are free.</summary>
    internal uint FreeBytes { get; set; } = 3_000_000;

    /// <summary>What answers on the SPI bus under a chip select of its own: bytes sent, bytes received.</summary>
    internal Dictionary<int, Action<byte[], byte[], int>> Chips { get; } = [];

    /// <summary>What answers under every other chip select.</summary>
    internal Action<byte[], byte[], int> Spi { get; set; } = (_, received, count) => Array.Clear(received, 0, count);

    /// <summary>What hears a pin change that the code under test drives.</summary>
    internal Action<int, bool> Driven { get; set; } = (_, _) => { };

    internal static FakeHardware Renew()
    {
        return Current = new FakeHardware();
    }

    /// <summary>The processor of a board, its image running.</summary>
    internal static FakeHardware Renew(Board board)
    {
        return Current = new FakeHardware { Held = ImagePins.Of(board) };
    }

    /// <summary>As the interpreter does where somebody wants a pin that the image holds.</summary>
    internal void Refuse(int pin)
    {
        if (Held.Contains(pin)) throw new InvalidOperationException($"pin {pin} is the image's");
    }
}
