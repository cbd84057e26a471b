using System;
using System.Net.Sockets;
using EdgeGuard.Core;

namespace EdgeGuard.Host;

/// <summary>A plain TCP connection as a link.</summary>
public sealed class SocketLink : ISocketLink
{
    // More than any Modbus frame.
    private const int BufferSize = 512;

    private readonly DeadlineSocket _socket;

    // What was read while it was waited for: waiting by reading saves the call that only waits.
    private readonly byte[] _buffer = new byte[BufferSize];
    private int _start;
    private int _end;

    /// <param name="socket">Connected; the link owns it from here on.</param>
    /// <param name="clock">What deadlines are measured by.</param>
    public SocketLink(Socket socket, IClock clock)
    {
        _socket = new DeadlineSocket(socket, clock);
    }

    DeadlineSocket ISocketLink.Socket
    {
        get { return _socket; }
    }

    /// <inheritdoc/>
    public bool Ready(long until)
    {
        if (_start < _end) return true;
        int received = _socket.Receive(_buffer, until);
        _start = 0;
        _end = Math.Max(0, received);
        return received >= 0;
    }

    /// <inheritdoc/>
    public int Read(byte[] buffer, int offset, int count, long deadline)
    {
        if (_start == _end) return _socket.Read(buffer.AsSpan(offset, count), deadline);
        int read = Math.Min(count, _end - _start);
        _buffer.AsSpan(_start, read).CopyTo(buffer.AsSpan(offset));
        _start += read;
        return read;
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
