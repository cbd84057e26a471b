using System;
using System.Net.Sockets;
using System.Threading;
using EdgeGuard.Core;

namespace EdgeGuard.Device;

/// <summary>A TCP connection of the interpreter's network as a link.</summary>
/// <remarks>
/// Closing a socket does not wake who waits on it, and frees its number for the next one. So <see cref="Abort"/> touches no socket:
/// a waiting call looks every <see cref="SliceMs"/> whether it was aborted, and the owner alone closes. Allocates nothing.
/// </remarks>
internal class SocketLink : ILink
{
    /// <summary>Milliseconds that an abort may go unnoticed.</summary>
    internal const int SliceMs = 100;

    private const int PerMillisecond = 1000;

    // lwIP calls a socket writable when it has more room than this, so a piece goes out whole.
    private const int PieceBytes = 1024;

    // Never waited for: only sockets that say they can are read and written. If they cannot after all, the call ends nevertheless.
    private const int BackstopMs = 1000;

    private readonly Socket _socket;
    private readonly IClock _clock;
    private int _isEnded;
    private int _isClosed;

    internal SocketLink(Socket socket, IClock clock)
    {
        _socket = socket;
        _clock = clock;
        Prepare(socket);
    }

    private bool HasEnded
    {
        get { return Interlocked.CompareExchange(ref _isEnded, 0, 0) != 0; }
    }

    /// <inheritdoc/>
    public bool Ready(long until)
    {
        return Wait(SelectMode.SelectRead, until);
    }

    /// <inheritdoc/>
    public int Read(byte[] buffer, int offset, int count, long deadline)
    {
        if (!Wait(SelectMode.SelectRead, deadline)) Abort();
        if (HasEnded) return 0;
        try
        {
            int read = _socket.Receive(buffer, offset, count, SocketFlags.None);
            if (read > 0) return read;
        }
        catch (Exception)
        {
            // Reset, or whatever else the driver has: ended, as for every later call.
        }
        Abort();
        return 0;
    }

    /// <inheritdoc/>
    public bool Write(byte[] buffer, int offset, int count, long deadline)
    {
        while (count > 0)
        {
            if (!Wait(SelectMode.SelectWrite, deadline)) Abort();
            if (HasEnded) return false;
            int sent = Send(buffer, offset, count < PieceBytes ? count : PieceBytes);
            if (sent <= 0)
            {
                Abort();
                return false;
            }
            offset += sent;
            count -= sent;
        }
        return !HasEnded;
    }

    /// <inheritdoc/>
    public void Abort()
    {
        Interlocked.Exchange(ref _isEnded, 1);
    }

    /// <inheritdoc/>
    public void Close()
    {
        Abort();
        if (Interlocked.Exchange(ref _isClosed, 1) == 0) SocketGate.Close(_socket);
    }

    /// <summary>Sets what every connection needs, as far as the board's network has it.</summary>
    internal static void Prepare(Socket socket)
    {
        Set(socket, SocketOptionLevel.Tcp, SocketOptionName.NoDelay);
        Set(socket, SocketOptionLevel.Socket, SocketOptionName.KeepAlive);
        try
        {
            socket.ReceiveTimeout = BackstopMs;
            socket.SendTimeout = BackstopMs;
        }
        catch (Exception)
        {
            // The peer has gone already: the first call on the link says so.
        }
    }

    /// <summary>How long to wait before looking again, microseconds as the library counts; 0: only look.</summary>
    /// <param name="left">Milliseconds until the deadline; may have passed.</param>
    internal static int SliceUs(long left)
    {
        if (left <= 0) return 0;
        return (left < SliceMs ? (int)left : SliceMs) * PerMillisecond;
    }

    private static void Set(Socket socket, SocketOptionLevel level, SocketOptionName name)
    {
        try
        {
            socket.SetSocketOption(level, name, true);
        }
        catch (Exception)
        {
            // STM32 images are built without keep-alive; a session that says nothing is closed by client.idle.
        }
    }

    private int Send(byte[] buffer, int offset, int count)
    {
        try
        {
            return _socket.Send(buffer, offset, count, SocketFlags.None);
        }
        catch (Exception)
        {
            // As for reading.
            return 0;
        }
    }

    // True: it can be read or written, or has ended. False: the time has passed.
    private bool Wait(SelectMode mode, long until)
    {
        while (!HasEnded)
        {
            long left = until - _clock.Now;
            try
            {
                if (_socket.Poll(SliceUs(left), mode)) return true;
            }
            catch (Exception)
            {
                // The connection is in error, which the library throws instead of calling it readable.
                Abort();
            }
            if (left <= 0 && !HasEnded) return false;
        }
        return true;
    }
}
