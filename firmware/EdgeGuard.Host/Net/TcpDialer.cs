using System;
using System.Net;
using System.Net.Sockets;
using EdgeGuard.Core;

namespace EdgeGuard.Host;

/// <summary>Opens plain TCP connections to the PLC.</summary>
/// <remarks>An IP address is dialled as it is. A host name is resolved by the system before each dial, within the same
/// deadline; the settings recommend an address, because a plant's name server is one more thing that can be down.</remarks>
public sealed class TcpDialer : IDialer
{
    private readonly string _host;
    private readonly int _port;
    private readonly IClock _clock;
    private readonly FileHandles? _handles;

    /// <param name="host">IPv4 or IPv6 address, or a host name.</param>
    /// <param name="port">TCP port, 1…65535.</param>
    /// <param name="clock">What deadlines are measured by.</param>
    /// <param name="handles">Keeps some free for the PLC; null where nobody else takes any.</param>
    public TcpDialer(string host, int port, IClock clock, FileHandles? handles = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(host);
        ArgumentOutOfRangeException.ThrowIfLessThan(port, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(port, IPEndPoint.MaxPort);
        _host = host;
        _port = port;
        _clock = clock;
        _handles = handles;
    }

    /// <inheritdoc/>
    public ILink? Dial(long deadline)
    {
        Socket? socket = _handles == null
            ? TcpConnect.Open(_host, _port, deadline, _clock, out _)
            : TcpConnect.Open(_host, _port, deadline, _clock, _handles.CreateForPlc, out _);
        return socket == null ? null : new SocketLink(socket, _clock);
    }
}
