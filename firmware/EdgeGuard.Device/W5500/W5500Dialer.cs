using System;
using EdgeGuard.Core;

namespace EdgeGuard.Device;

/// <summary>Opens TCP connections to one PLC through the chip.</summary>
public sealed class W5500Dialer : IDialer
{
    private readonly W5500Chip _chip;
    private readonly byte[] _address;
    private readonly int _port;

    /// <param name="chip">The way to the PLC's network.</param>
    /// <param name="address">IPv4 address of the PLC, 4 bytes. There is no name server on that side.</param>
    /// <param name="port">TCP port, 1…65535.</param>
    /// <exception cref="ArgumentException">An argument is outside its range.</exception>
    public W5500Dialer(W5500Chip chip, byte[] address, int port)
    {
        if (address.Length != 4) throw new ArgumentException("4 bytes", nameof(address));
        if (port < 1 || port > 65535) throw new ArgumentException("1 to 65535", nameof(port));
        _chip = chip;
        _address = address;
        _port = port;
    }

    /// <inheritdoc/>
    public ILink? Dial(long deadline)
    {
        return _chip.Connect(_address, _port, deadline);
    }
}
