using System;

namespace EdgeGuard.Device;

/// <summary>Who the module is on the PLC's network. Immutable.</summary>
public sealed class W5500Addresses
{
    internal const int Length = 18;

    private readonly byte[] _block = new byte[Length];

    /// <param name="mac">6 bytes; not a group address.</param>
    /// <param name="address">The module's own IPv4 address, 4 bytes.</param>
    /// <param name="mask">Mask of its network, 4 bytes.</param>
    /// <param name="gateway">Gateway, 4 bytes; zeros where the PLC is on the same network.</param>
    /// <exception cref="ArgumentException">One has another length, or the MAC address is a group's.</exception>
    public W5500Addresses(byte[] mac, byte[] address, byte[] mask, byte[] gateway)
    {
        if (mac.Length != 6 || (mac[0] & 1) != 0) throw new ArgumentException("6 bytes, the first one even", nameof(mac));
        if (address.Length != 4) throw new ArgumentException("4 bytes", nameof(address));
        if (mask.Length != 4) throw new ArgumentException("4 bytes", nameof(mask));
        if (gateway.Length != 4) throw new ArgumentException("4 bytes", nameof(gateway));
        Array.Copy(gateway, 0, _block, 0, 4);
        Array.Copy(mask, 0, _block, 4, 4);
        Array.Copy(mac, 0, _block, 8, 6);
        Array.Copy(address, 0, _block, 14, 4);
    }

    /// <summary>As they stand in the chip from <see cref="CommonRegister.Addresses"/> on.</summary>
    internal byte[] Block
    {
        get { return _block; }
    }
}
