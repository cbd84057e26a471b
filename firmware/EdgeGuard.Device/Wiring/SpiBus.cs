using System;
using System.Device.Spi;

namespace EdgeGuard.Device;

/// <summary>A chip on one of the interpreter's SPI buses; its driver moves the chip select.</summary>
/// <remarks>The library takes buffers as <c>SpanByte</c>, a structure, of which the interpreter makes an object at each call: the one
/// allocation of the device's packet path, counted in firmware/EdgeGuard.Device/README.md.</remarks>
internal sealed class SpiBus : ISpiBus
{
    private readonly SpiDevice _device;
    private readonly SpiWire _wire;

    /// <param name="settings">How the chip is spoken to; without a chip select where something else selects it.</param>
    /// <param name="wire">Shared with every other chip there.</param>
    internal SpiBus(SpiConnectionSettings settings, SpiWire wire)
    {
        _device = SpiDevice.Create(settings);
        _wire = wire;
    }

    /// <inheritdoc/>
    public bool Transfer(byte[] send, byte[] receive, int count)
    {
        try
        {
            lock (_wire.Gate) _device.TransferFullDuplex(new SpanByte(send, 0, count), new SpanByte(receive, 0, count));
            return true;
        }
        catch (Exception)
        {
            // Whatever the driver throws, the caller resets the chip and counts it: there is nothing finer to be done here.
            return false;
        }
    }
}
