using System;
using System.Net.Sockets;
using System.Threading;
using EdgeGuard.Core.Ports;

namespace EdgeGuard.Host.Net;

/// <summary>A connected socket with deadlines: the one place that reads and writes TCP. Never throws.</summary>
/// <remarks>The socket is non-blocking and waited for with poll, so that a deadline covers a whole call however slowly bytes
/// trickle. One thread reads, writes and closes; <see cref="Abort"/> may come from any thread.</remarks>
internal sealed class DeadlineSocket
{
    // A peer that vanished without a word is noticed after about a minute; the Messaging Guide V1.0b asks for keep-alive.
    private const int KeepAliveIdleSeconds = 30;
    private const int KeepAliveIntervalSeconds = 10;
    private const int KeepAliveProbes = 3;

    // Socket.Poll takes microseconds in an int: longer waits are made of several.
    private const int LongestPollMs = 1_000_000;

    private readonly IClock _clock;
    private readonly Socket _socket;
    private int _ended;

    internal DeadlineSocket(Socket socket, IClock clock)
    {
        _socket = socket;
        _clock = clock;
        try
        {
            socket.Blocking = false;
            socket.NoDelay = true;
            socket.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.KeepAlive, true);
            socket.SetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveTime, KeepAliveIdleSeconds);
            socket.SetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveInterval, KeepAliveIntervalSeconds);
            socket.SetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveRetryCount, KeepAliveProbes);
        }
        catch (SocketException)
        {
            // The peer has already gone: the first call on the link says so.
            _ended = 1;
        }
    }

    internal IClock Clock
    {
        get { return _clock; }
    }

    internal Socket Socket
    {
        get { return _socket; }
    }

    /// <summary>Whether <see cref="Abort"/> was called, a call failed, or the peer closed.</summary>
    internal bool HasEnded
    {
        get { return Interlocked.CompareExchange(ref _ended, 0, 0) != 0; }
    }

    /// <summary>Waits until bytes can be read or the stream has ended (true), or until the time has passed (false).</summary>
    internal bool WaitReadable(long until)
    {
        return WaitFor(SelectMode.SelectRead, until);
    }

    /// <summary>Reads what is there without waiting. -1: nothing there yet. 0: the stream has ended.</summary>
    internal int ReadAvailable(Span<byte> buffer)
    {
        if (HasEnded)
            return 0;
        try
        {
            int read = _socket.Receive(buffer, SocketFlags.None, out SocketError error);
            if (error == SocketError.WouldBlock)
                return -1;
            if (error == SocketError.Success && read > 0)
                return read;
        }
        catch (ObjectDisposedException)
        {
            // Closed by its owner: ended, as for every later call.
        }

        Abort();
        return 0;
    }

    /// <summary>Reads at least one byte. 0: the stream has ended, or the deadline has passed, which ends it.</summary>
    internal int Read(Span<byte> buffer, long deadline)
    {
        while (true)
        {
            int read = ReadAvailable(buffer);
            if (read >= 0)
                return read;
            if (!WaitReadable(deadline))
            {
                Abort();
                return 0;
            }
        }
    }

    /// <summary>Writes all bytes. False: the stream has ended, or the deadline has passed, which ends it.</summary>
    internal bool Write(ReadOnlySpan<byte> buffer, long deadline)
    {
        while (buffer.Length > 0)
        {
            int written = WriteAvailable(buffer);
            if (written < 0)
                return false;
            if (written == 0 && !WaitFor(SelectMode.SelectWrite, deadline))
            {
                Abort();
                return false;
            }

            buffer = buffer[written..];
        }

        return true;
    }

    /// <summary>Ends the stream and wakes a waiting call. Any thread, any number of times.</summary>
    internal void Abort()
    {
        Interlocked.Exchange(ref _ended, 1);
        try
        {
            _socket.Shutdown(SocketShutdown.Both);
        }
        catch (SocketException)
        {
            // Not connected any more: ended already.
        }
        catch (ObjectDisposedException)
        {
            // Closed meanwhile by its owner: ended already.
        }
    }

    /// <summary>Frees the socket. The owner only.</summary>
    internal void Close()
    {
        Interlocked.Exchange(ref _ended, 1);
        _socket.Dispose();
    }

    private int WriteAvailable(ReadOnlySpan<byte> buffer)
    {
        if (HasEnded)
            return -1;
        try
        {
            int written = _socket.Send(buffer, SocketFlags.None, out SocketError error);
            if (error == SocketError.Success)
                return written;
            if (error == SocketError.WouldBlock)
                return 0;
        }
        catch (ObjectDisposedException)
        {
            // Closed by its owner: ended, as for every later call.
        }

        Abort();
        return -1;
    }

    private bool WaitFor(SelectMode mode, long until)
    {
        while (!HasEnded)
        {
            long left = until - _clock.Now;
            try
            {
                if (_socket.Poll((int)Math.Clamp(left, 0, LongestPollMs) * 1000, mode))
                    return true;
            }
            catch (SocketException)
            {
                Abort();
                return true;
            }
            catch (ObjectDisposedException)
            {
                return true;
            }

            if (left <= 0)
                return false;
        }

        return true;
    }
}
