using System;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using System.Threading;
using EdgeGuard.Core;

namespace EdgeGuard.Host;

/// <summary>A connected socket with deadlines: the one place that reads and writes TCP. Never throws.</summary>
/// <remarks>
/// A deadline covers a whole call however slowly bytes trickle. On Linux a wait is one blocking call with the kernel's own
/// time-out, instead of a try, a poll and another try: a third of a request's system calls. One thread reads, writes and
/// closes; <see cref="Abort"/> may come from any thread.
/// </remarks>
internal sealed class DeadlineSocket
{
    // Socket.Poll takes microseconds in an int: longer waits are made of several.
    private const int LongestPollMs = 1_000_000;

    // Longer waits are made of blocking reads of this length, the rest is waited for with poll, to the millisecond.
    private const int BlockingReadMs = 250;

    // The kernel's time-out for writes is set in these steps, so that equal waits do not set it again every time.
    private const int WriteStepMs = 100;

    // Elsewhere a read that has timed out leaves a socket that should not be used any more (Winsock, SO_RCVTIMEO).
    private static readonly long BlockingReadsFrom = OperatingSystem.IsLinux() ? BlockingReadMs : long.MaxValue;

    private readonly IClock _clock;
    private readonly Socket _socket;
    private int _ended;
    private int _writeMs;

    internal DeadlineSocket(Socket socket, IClock clock)
    {
        _socket = socket;
        _clock = clock;
        try
        {
            socket.ReceiveTimeout = BlockingReadMs;
            socket.NoDelay = true;
            SocketLiveness.Watch(socket);
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

    /// <summary>Reads what comes until the time has passed, and leaves the stream as it is when nothing does.</summary>
    /// <returns>How many bytes, at least one. 0: the stream has ended. -1: nothing came.</returns>
    internal int Receive(Span<byte> buffer, long until)
    {
        while (!HasEnded)
        {
            long left = until - _clock.Now;
            int read = left <= 0 && OperatingSystem.IsLinux() ? Look(buffer)
                : left >= BlockingReadsFrom || IsReadableBy(left) ? Receive(buffer) : -1;
            if (read >= 0) return read;
            if (left <= 0) return -1;
        }

        return 0;
    }

    /// <summary>Reads at least one byte. 0: the stream has ended, or the deadline has passed, which ends it.</summary>
    internal int Read(Span<byte> buffer, long deadline)
    {
        int read = Receive(buffer, deadline);
        if (read >= 0) return read;
        Abort();
        return 0;
    }

    /// <summary>Writes all bytes. False: the stream has ended, or the deadline has passed, which ends it.</summary>
    internal bool Write(ReadOnlySpan<byte> buffer, long deadline)
    {
        try
        {
            SetWriteTimeout(deadline - _clock.Now);
            while (buffer.Length > 0 && !HasEnded)
            {
                int written = _socket.Send(buffer, SocketFlags.None, out SocketError error);
                if (error != SocketError.Success)
                {
                    Abort();
                    return false;
                }

                buffer = buffer[written..];
            }
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // The peer has gone, or the owner has closed: ended, as for every later call.
            Abort();
        }

        return buffer.Length == 0;
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

    /// <summary>Whether a few bytes can be written without waiting.</summary>
    internal bool HasRoom()
    {
        try
        {
            return !HasEnded && _socket.Poll(0, SelectMode.SelectWrite);
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // It has ended.
            return false;
        }
    }

    /// <summary>Frees the socket. The owner only.</summary>
    internal void Close()
    {
        Interlocked.Exchange(ref _ended, 1);
        _socket.Dispose();
    }

    // -1: nothing came for as long as one call waits.
    private int Receive(Span<byte> buffer)
    {
        try
        {
            int read = _socket.Receive(buffer, SocketFlags.None, out SocketError error);
            // A connection that its keep-alive gave up says the same, once; after that it has ended.
            if (error is SocketError.TimedOut or SocketError.WouldBlock) return -1;
            if (error == SocketError.Success && read > 0) return read;
        }
        catch (ObjectDisposedException)
        {
            // Closed by its owner: ended, as for every later call.
        }

        Abort();
        return 0;
    }

    // Takes what is there, in one call. -1: nothing.
    private int Look(Span<byte> buffer)
    {
        bool isHeld = false;
        try
        {
            _socket.SafeHandle.DangerousAddRef(ref isHeld);
            nint read = SystemCalls.Receive(
                (int)_socket.SafeHandle.DangerousGetHandle(), ref MemoryMarshal.GetReference(buffer), buffer.Length,
                SystemCalls.ReceiveWithoutWaiting);
            if (read > 0) return (int)read;
            if (read < 0 && Marshal.GetLastPInvokeError() is SystemCalls.TryAgain or SystemCalls.Interrupted) return -1;
        }
        catch (ObjectDisposedException)
        {
            // Closed by its owner: ended, as for every later call.
        }
        finally
        {
            if (isHeld) _socket.SafeHandle.DangerousRelease();
        }

        Abort();
        return 0;
    }

    private void SetWriteTimeout(long left)
    {
        // 0 would be for ever. What a call may wait longer for this is one step.
        long steps = Math.Clamp(left, 0, LongestPollMs) / WriteStepMs;
        int wanted = (int)(steps + 1) * WriteStepMs;
        if (wanted == _writeMs) return;
        _socket.SendTimeout = wanted;
        _writeMs = wanted;
    }

    private bool IsReadableBy(long left)
    {
        try
        {
            return HasEnded || _socket.Poll((int)Math.Clamp(left, 0, LongestPollMs) * 1000, SelectMode.SelectRead);
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
    }
}
