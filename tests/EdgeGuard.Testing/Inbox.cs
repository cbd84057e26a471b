using System;

namespace EdgeGuard.Testing;

/// <summary>Bytes on their way to one end of a link, some of which arrive later. Used under the clock's lock.</summary>
/// <remarks>Once it has grown to what a test needs it allocates nothing: tests count what the guard allocates.</remarks>
internal sealed class Inbox : IWaitable
{
    private readonly FakeClock _clock;
    private byte[] _bytes = new byte[1024];
    private long[] _at = new long[1024];
    private int _first;
    private int _count;

    internal Inbox(FakeClock clock)
    {
        _clock = clock;
    }

    /// <summary>No more will come.</summary>
    internal bool IsEnded
    {
        get { return _clock.Now >= EndsAt; }
        set { EndsAt = value ? long.MinValue : long.MaxValue; }
    }

    /// <summary>From when on no more will come, milliseconds; long.MaxValue while nobody has said so.</summary>
    internal long EndsAt { get; set; } = long.MaxValue;

    /// <summary>Bytes that have arrived or will.</summary>
    internal int Count
    {
        get { return _count; }
    }

    public bool IsReady
    {
        get { return IsEnded || Arrived > 0; }
    }

    public long ReadyAt
    {
        get
        {
            long next = _count > 0 && _at[_first] < EndsAt ? _at[_first] : EndsAt;
            return next > long.MaxValue / 1000 ? long.MaxValue : Math.Max(next, 0) * 1000;
        }
    }

    private int Arrived
    {
        get
        {
            int arrived = 0;
            while (arrived < _count && _at[Index(arrived)] <= _clock.Now) arrived++;
            return arrived;
        }
    }

    internal void Add(ReadOnlySpan<byte> bytes, long at)
    {
        while (_count + bytes.Length > _bytes.Length) Grow();
        foreach (byte value in bytes)
        {
            int index = Index(_count);
            _bytes[index] = value;
            _at[index] = at;
            _count++;
        }
    }

    /// <summary>Takes what has arrived, at most <paramref name="into"/>'s length.</summary>
    internal int Take(Span<byte> into)
    {
        int count = Math.Min(into.Length, Arrived);
        for (int i = 0; i < count; i++) into[i] = _bytes[Index(i)];
        _first = Index(count);
        _count -= count;
        return count;
    }

    private int Index(int offset)
    {
        return (_first + offset) % _bytes.Length;
    }

    private void Grow()
    {
        var bytes = new byte[_bytes.Length * 2];
        var at = new long[bytes.Length];
        for (int i = 0; i < _count; i++)
        {
            bytes[i] = _bytes[Index(i)];
            at[i] = _at[Index(i)];
        }
        _bytes = bytes;
        _at = at;
        _first = 0;
    }
}
