extern alias Real;

using System;
using System.IO;
using RealFlags = Real::System.Net.Sockets.SocketFlags;
using RealSocket = Real::System.Net.Sockets.Socket;

namespace EdgeGuard.Device.Tests.Libraries;

/// <summary>Reads from a socket no further than the record that is wanted,
/// as Mbed TLS does: what comes after it stays to be looked at.</summary>
internal sealed class RecordByRecord(RealSocket socket) : Stream
{
    private const int Header = 5;

    private readonly byte[] _header = new byte[Header];
    private int _headerLeft;
    private int _left;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <summary>Whether a whole record, or the end, stands in the socket.</summary>
    internal bool HasWholeRecord
    {
        get
        {
            var header = new byte[Header];
            if (!socket.Poll(0, Real::System.Net.Sockets.SelectMode.SelectRead)) return false;
            int count = socket.Receive(header, 0, Header, RealFlags.Peek);
            return count == 0 || (count == Header && socket.Available >= Header + (header[3] << 8 | header[4]));
        }
    }

    public override int Read(byte[] buffer, int offset, int count)
    {
        ArgumentNullException.ThrowIfNull(buffer);
        if (_headerLeft == 0 && _left == 0 && !Begin()) return 0;
        int wanted = Math.Min(count, _headerLeft > 0 ? _headerLeft : _left);
        if (_headerLeft > 0)
        {
            Array.Copy(_header, Header - _headerLeft, buffer, offset, wanted);
            _headerLeft -= wanted;
            return wanted;
        }
        int read = Receive(buffer, offset, wanted);
        _left -= read;
        return read;
    }

    public override void Write(byte[] buffer, int offset, int count)
    {
        ArgumentNullException.ThrowIfNull(buffer);
        socket.Send(buffer, offset, count, RealFlags.None);
    }

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin)
    {
        throw new NotSupportedException();
    }

    public override void SetLength(long value)
    {
        throw new NotSupportedException();
    }

    private bool Begin()
    {
        int have = 0;
        while (have < Header)
        {
            int read = Receive(_header, have, Header - have);
            if (read == 0) return false;
            have += read;
        }
        _headerLeft = Header;
        _left = _header[3] << 8 | _header[4];
        return true;
    }

    private int Receive(byte[] buffer, int offset, int count)
    {
        try
        {
            return socket.Receive(buffer, offset, count, RealFlags.None);
        }
        catch (System.Net.Sockets.SocketException e)
        {
            throw new IOException("the connection has ended", e);
        }
    }
}
