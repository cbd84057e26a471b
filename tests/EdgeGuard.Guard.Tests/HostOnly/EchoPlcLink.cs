using System;
using EdgeGuard.Core;

namespace EdgeGuard.Guard.Tests;

/// <summary>A PLC that answers reads with zeros and writes with their echo, at once, and allocates nothing.</summary>
internal sealed class EchoPlcLink : ILink
{
    private readonly byte[] _answer = new byte[260];
    private int _length;

    public bool Ready(long until)
    {
        return _length > 0;
    }

    public int Read(byte[] buffer, int offset, int count, long deadline)
    {
        int length = _length;
        _answer.AsSpan(0, length).CopyTo(buffer.AsSpan(offset, count));
        _length = 0;
        return length;
    }

    public bool Write(byte[] buffer, int offset, int count, long deadline)
    {
        ReadOnlySpan<byte> request = buffer.AsSpan(offset, count);
        request[..12].CopyTo(_answer);
        _length = 12;
        if (request[7] <= 4)
        {
            int bytes = request[7] <= 2 ? (request[11] + 7) / 8 : 2 * request[11];
            _length = 9 + bytes;
            _answer[8] = (byte)bytes;
            _answer.AsSpan(9, bytes).Clear();
        }
        _answer[4] = 0;
        _answer[5] = (byte)(_length - 6);
        return true;
    }

    public void Abort()
    {
    }

    public void Close()
    {
    }
}
