using System;
using System.Text;
using EdgeGuard.Core;

namespace EdgeGuard.Store;

/// <summary>Builds the content of a record. Numbers in network byte order; texts and byte strings have their length before them.</summary>
internal sealed class ByteWriter
{
    private byte[] _buffer = new byte[256];
    private int _count;

    public void Byte(int value)
    {
        Grow(1);
        _buffer[_count++] = (byte)value;
    }

    public void Int(int value)
    {
        Grow(4);
        BigEndian.Put32(_buffer, _count, value);
        _count += 4;
    }

    public void Long(long value)
    {
        Grow(8);
        BigEndian.Put64(_buffer, _count, value);
        _count += 8;
    }

    public void Bytes(byte[] value)
    {
        Int(value.Length);
        Raw(value);
    }

    public void Text(string value)
    {
        Bytes(Encoding.UTF8.GetBytes(value));
    }

    /// <summary>Bytes without a length before them.</summary>
    public void Raw(byte[] value)
    {
        Grow(value.Length);
        Array.Copy(value, 0, _buffer, _count, value.Length);
        _count += value.Length;
    }

    /// <summary>All that was written. What the writer itself held is wiped: it may have been a secret.</summary>
    public byte[] Take()
    {
        var content = new byte[_count];
        Array.Copy(_buffer, 0, content, 0, _count);
        Array.Clear(_buffer, 0, _count);
        _count = 0;
        return content;
    }

    private void Grow(int more)
    {
        if (_count + more <= _buffer.Length) return;
        var larger = new byte[(_count + more) * 2];
        Array.Copy(_buffer, 0, larger, 0, _count);
        Array.Clear(_buffer, 0, _count);
        _buffer = larger;
    }
}
