using System;
using System.Net.Security;
using System.Net.Sockets;
using System.Threading;
using EdgeGuard.Core;

namespace EdgeGuard.Device;

/// <summary>A client's connection after its handshake.</summary>
/// <remarks>
/// The library's stream waits for the rest of a record that has begun, and for room to write, with the whole interpreter: so it is
/// read only when a whole record is here, and written only what there is room for. A record without data in it, from a client that
/// was let in, can still make it wait; only the next image can change that. Allocates nothing.
/// </remarks>
internal sealed class TlsLink : IUpstreamLink
{
    /// <summary>Longest record that is taken, bytes: a receive window holds it, and dozens of Modbus frames fit.</summary>
    internal const int LongestRecord = 4096;

    // Milliseconds until a record that has begun is looked at again: a wait for bytes would not wait, there are some.
    private const int RestMs = 10;

    private const int Header = 5;
    private const byte ApplicationData = 23;

    // lwIP calls a socket writable when it has more room than this and what TLS adds.
    private const int PieceBytes = 1024;

    private readonly Socket _socket;
    private readonly SslStream _stream;
    private readonly IClock _clock;
    private readonly ISignal _rest;
    private readonly byte[] _header = new byte[Header];
    private int _isEnded;
    private int _isClosed;

    internal TlsLink(Socket socket, SslStream stream, Peer peer, IClock clock)
    {
        _socket = socket;
        _stream = stream;
        _clock = clock;
        _rest = clock.CreateSignal();
        Peer = peer;
    }

    /// <inheritdoc/>
    public Peer Peer { get; }

    private bool HasEnded
    {
        get { return Interlocked.CompareExchange(ref _isEnded, 0, 0) != 0; }
    }

    /// <inheritdoc/>
    public bool Ready(long until)
    {
        while (!HasEnded)
        {
            int missing = Missing();
            if (missing == 0) return true;
            long now = _clock.Now;
            if (now >= until && !HasEnded) return false;
            // Nothing has come: wait for it. A record has begun: waiting for bytes would return at once.
            if (missing == Header) Poll(SelectMode.SelectRead, until - now);
            else _rest.Wait(now + RestMs < until ? now + RestMs : until);
        }
        return true;
    }

    /// <inheritdoc/>
    public int Read(byte[] buffer, int offset, int count, long deadline)
    {
        if (!Ready(deadline)) Abort();
        if (HasEnded) return 0;
        try
        {
            int read = _stream.Read(buffer, offset, count);
            if (read > 0) return read;
        }
        catch (Exception)
        {
            // A bad record, an alert, a reset: ended, as for every later call.
        }
        Abort();
        return 0;
    }

    /// <inheritdoc/>
    public bool Write(byte[] buffer, int offset, int count, long deadline)
    {
        while (count > 0)
        {
            if (!CanWrite(deadline)) Abort();
            if (HasEnded) return false;
            int piece = count < PieceBytes ? count : PieceBytes;
            if (!Send(buffer, offset, piece)) return false;
            offset += piece;
            count -= piece;
        }
        return !HasEnded;
    }

    /// <inheritdoc/>
    public void Abort()
    {
        Interlocked.Exchange(ref _isEnded, 1);
        _rest.Set();
    }

    /// <inheritdoc/>
    public void Close()
    {
        Abort();
        if (Interlocked.Exchange(ref _isClosed, 1) == 0) SocketGate.Close(_stream);
    }

    // Bytes that are missing until something can be read: the header's when nothing has come. 0: none, or the link has ended.
    private int Missing()
    {
        try
        {
            if (_stream.DataAvailable) return 0;
            if (!_socket.Poll(0, SelectMode.SelectRead)) return Header;
            int seen = _socket.Receive(_header, 0, Header, SocketFlags.Peek);
            int missing = seen <= 0 ? -1 : Missing(seen, _socket.Available);
            if (missing >= 0) return missing;
        }
        catch (Exception)
        {
            // Reset.
        }
        Abort();
        return 0;
    }

    // -1: this must not be read. Renegotiation and alerts end the link, as the end of the stream does.
    private int Missing(int seen, int received)
    {
        if (_header[0] != ApplicationData) return -1;
        if (received < seen) received = seen;
        if (seen < Header) return received < Header ? 1 : 0;
        int length = _header[3] << 8 | _header[4];
        if (length == 0 || length > LongestRecord) return -1;
        int missing = Header + length - received;
        // Never the number that stands for nothing.
        return missing <= 0 ? 0 : 1;
    }

    private bool CanWrite(long deadline)
    {
        while (!HasEnded)
        {
            long left = deadline - _clock.Now;
            if (Poll(SelectMode.SelectWrite, left)) return true;
            if (left <= 0) return false;
        }
        return false;
    }

    private bool Poll(SelectMode mode, long left)
    {
        try
        {
            return _socket.Poll(SocketLink.SliceUs(left), mode);
        }
        catch (Exception)
        {
            // The connection is in error.
            Abort();
            return false;
        }
    }

    private bool Send(byte[] buffer, int offset, int count)
    {
        try
        {
            _stream.Write(buffer, offset, count);
            return true;
        }
        catch (Exception)
        {
            // As for reading.
            Abort();
            return false;
        }
    }
}
