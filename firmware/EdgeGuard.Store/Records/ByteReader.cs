using System;
using EdgeGuard.Core;

namespace EdgeGuard.Store;

/// <summary>Reads what <see cref="ByteWriter"/> wrote. The first thing that does not fit makes all that follows empty: ask
/// <see cref="IsWhole"/> at the end. Any bytes; never throws; allocates no more than is there.</summary>
internal sealed class ByteReader
{
    private readonly byte[] _buffer;
    private int _at;
    private bool _hasFailed;

    public ByteReader(byte[] buffer)
    {
        _buffer = buffer;
    }

    /// <summary>Whether everything fitted, and nothing is left.</summary>
    public bool IsWhole
    {
        get { return !_hasFailed && _at == _buffer.Length; }
    }

    /// <summary>Whether everything fitted so far.</summary>
    public bool IsSound
    {
        get { return !_hasFailed; }
    }

    public int Byte()
    {
        return Has(1) ? _buffer[_at++] : 0;
    }

    public int Int()
    {
        if (!Has(4)) return 0;
        _at += 4;
        return BigEndian.Get32(_buffer, _at - 4);
    }

    public long Long()
    {
        if (!Has(8)) return 0;
        _at += 8;
        return BigEndian.Get64(_buffer, _at - 8);
    }

    /// <summary>Bytes with their length before them, at most <paramref name="max"/>.</summary>
    public byte[] Bytes(int max)
    {
        int length = Int();
        if (length < 0 || length > max) Fail();
        return Raw(length);
    }

    /// <summary>So many bytes.</summary>
    public byte[] Raw(int length)
    {
        if (_hasFailed || !Has(length)) return new byte[0];
        var value = new byte[length];
        Array.Copy(_buffer, _at, value, 0, length);
        _at += length;
        return value;
    }

    /// <summary>Text of at most <paramref name="max"/> bytes of exact UTF-8, without U+0000.</summary>
    public string Text(int max)
    {
        byte[] bytes = Bytes(max);
        string? text = Utf8Text.Read(bytes);
        if (text == null) Fail();
        return text ?? "";
    }

    /// <summary>Refuses what was read.</summary>
    public void Fail()
    {
        _hasFailed = true;
    }

    private bool Has(int count)
    {
        if (!_hasFailed && count >= 0 && count <= _buffer.Length - _at) return true;
        _hasFailed = true;
        return false;
    }
}
