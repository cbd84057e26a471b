using System;
using System.Net.Sockets;
using EdgeGuard.Core.Ports;

namespace EdgeGuard.Host.Net;

/// <summary>A plain TCP connection as a link.</summary>
public sealed class SocketLink : ILink
{
    private readonly DeadlineSocket _socket;

    /// <param name="socket">Connected; the link owns it from here on.</param>
    /// <param name="clock">What deadlines are measured by.</param>
    public SocketLink(Socket socket, IClock clock)
    {
        _socket = new DeadlineSocket(socket, clock);
    }

    /// <inheritdoc/>
    public bool Ready(long until)
    {
        return _socket.WaitReadable(until);
    }

    /// <inheritdoc/>
    public int Read(byte[] buffer, int offset, int count, long deadline)
    {
        return _socket.Read(buffer.AsSpan(offset, count), deadline);
    }

    /// <inheritdoc/>
    public bool Write(byte[] buffer, int offset, int count, long deadline)
    {
        return _socket.Write(buffer.AsSpan(offset, count), deadline);
    }

    /// <inheritdoc/>
    public void Abort()
    {
        _socket.Abort();
    }

    /// <inheritdoc/>
    public void Close()
    {
        _socket.Close();
    }
}
