using System;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using System.Threading;
using EdgeGuard.Core;
using EdgeGuard.Policy;

namespace EdgeGuard.Host;

/// <summary>A connected socket with deadlines: the one place that reads and writes TCP. Never throws.</summary>
/// <remarks>
/// A deadline covers a whole call however slowly bytes trickle. On Linux a wait is one blocking call with the kernel's own
/// time-out, instead of a try, a poll and another try: a third of a request's system calls. One that a <see cref="LinkPoller"/> watches
/// asks the system only for what that has told of, and never waits with a write. One thread at a time reads, writes and
/// closes; <see cref="Abort"/> may come from any thread.
/// </remarks>
internal sealed class DeadlineSocket
{
    // Socket.Poll takes microseconds in an int: longer waits are made of several.
    private const int LongestPollMs = 1_000_000;

    // Longer waits are made of blocking reads of this length, the rest is waited for with poll, to the millisecond.
    private const int BlockingReadMs = 250;

    // Likewise, of one that a poller watches, whose waits are short.
    private const int PolledReadMs = GuardLimits.AloneMs / 2;

    // The kernel's time-out for writes is set in these steps, so that equal waits do not set it again every time.
    private const int WriteStepMs = 100;

    private readonly IClock _clock;
    private readonly Socket _socket;
    private int _ended;
    private int _writeMs;

    // Elsewhere a read that has timed out leaves a socket that should not be used any more (Winsock, SO_RCVTIMEO).
    private long _blockingReadsFrom = OperatingSystem.IsLinux() ? BlockingReadMs : long.MaxValue;

    // What the poller has told of, and no look has found yet.
    private volatile bool _mayHaveBytes;
    private volatile bool _isEnding;

    // What could not leave at once. Guarded, but for a look whether there is any: who ends a session says goodbye from another thread.
    private readonly Lock _sending = new();
    private byte[] _unsent = [];
    private int _unsentStart;
    private int _unsentEnd;

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

    /// <summary>What watches it; null: nobody.</summary>
    internal LinkPoller? Poller { get; private set; }

    /// <summary>The system's number for it; while it is open.</summary>
    internal int File
    {
        get { return (int)_socket.SafeHandle.DangerousGetHandle(); }
    }

    /// <summary>Whether something that was written has not left yet.</summary>
    internal bool HasRest
    {
        get { return _unsentEnd > _unsentStart; }
    }

    /// <summary>The same, after one more try.</summary>
    internal bool HasUnsent
    {
        get
        {
            if (HasRest) SendRest();
            return HasRest && !HasEnded;
        }
    }

    /// <summary>From here on a poller tells when something has come.</summary>
    internal void BePolledBy(LinkPoller poller)
    {
        bool isFirst = Poller == null;
        Poller = poller;
        _mayHaveBytes = true;
        if (!isFirst) return;
        try
        {
            _socket.ReceiveTimeout = PolledReadMs;
            _blockingReadsFrom = PolledReadMs;
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // It has ended: the first look says so.
        }
    }

    /// <summary>Something has happened, the end perhaps. The poller's thread.</summary>
    internal void Happened(bool isEnd)
    {
        // Behind the last bytes the end is told of with them, and not again.
        if (isEnd) _isEnding = true;
        _mayHaveBytes = true;
    }

    /// <summary>Has the next look ask the system.</summary>
    internal void Doubt()
    {
        _mayHaveBytes = true;
    }

    /// <summary>Reads what comes until the time has passed, and leaves the stream as it is when nothing does.</summary>
    /// <returns>How many bytes, at least one. 0: the stream has ended. -1: nothing came.</returns>
    internal int Receive(Span<byte> buffer, long until)
    {
        while (!HasEnded)
        {
            if (HasRest) SendRest();
            long left = until - _clock.Now;
            int read = left <= 0 && OperatingSystem.IsLinux() ? Look(buffer)
                : left >= _blockingReadsFrom || IsReadableBy(left) ? Receive(buffer) : -1;
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
        if (Poller != null) return WriteOrKeep(buffer);
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
        Poller?.Drop(this);
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
        if (Poller != null && !_mayHaveBytes) return -1;
        // Before the call: what comes behind it is told of behind it.
        _mayHaveBytes = _isEnding;
        try
        {
            ref byte first = ref MemoryMarshal.GetReference(buffer);
            int read = Outcome(SystemCalls.Receive(_socket.SafeHandle, ref first, buffer.Length, SystemCalls.WithoutWaiting));
            // A stream that gave less than was asked for has no more (epoll(7)).
            if (read == buffer.Length) _mayHaveBytes = true;
            return read;
        }
        catch (ObjectDisposedException)
        {
            return Outcome(0);
        }
    }

    private bool WriteOrKeep(ReadOnlySpan<byte> buffer)
    {
        lock (_sending)
        {
            int sent = _unsentEnd == _unsentStart ? Send(buffer) : 0;
            if (sent > 0) buffer = buffer[sent..];
            if (buffer.Length > 0 && !HasEnded) Keep(buffer);
        }

        return !HasEnded;
    }

    private void SendRest()
    {
        lock (_sending)
        {
            if (_unsentEnd == _unsentStart) return;
            int sent = Send(_unsent.AsSpan(_unsentStart, _unsentEnd - _unsentStart));
            if (sent > 0) _unsentStart += sent;
        }
    }

    private void Keep(ReadOnlySpan<byte> rest)
    {
        int kept = _unsentEnd - _unsentStart;
        byte[] into = kept + rest.Length <= _unsent.Length ? _unsent : new byte[kept + rest.Length];
        _unsent.AsSpan(_unsentStart, kept).CopyTo(into);
        rest.CopyTo(into.AsSpan(kept));
        _unsent = into;
        _unsentStart = 0;
        _unsentEnd = kept + rest.Length;
    }

    private int Send(ReadOnlySpan<byte> buffer)
    {
        try
        {
            const int how = SystemCalls.WithoutWaiting | SystemCalls.WithoutSignal;
            return Outcome(SystemCalls.Send(_socket.SafeHandle, in MemoryMarshal.GetReference(buffer), buffer.Length, how));
        }
        catch (ObjectDisposedException)
        {
            return Outcome(0);
        }
    }

    // -1: nothing can be received or sent now; 0: the stream has ended, or was closed by its owner.
    private int Outcome(nint count)
    {
        if (count > 0) return (int)count;
        if (count < 0 && Marshal.GetLastPInvokeError() is SystemCalls.TryAgain or SystemCalls.Interrupted) return -1;
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
