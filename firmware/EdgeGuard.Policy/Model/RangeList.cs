using System;

namespace EdgeGuard.Policy;

/// <summary>A few inclusive ranges of whole numbers: addresses, files, values.</summary>
public sealed class RangeList
{
    private long[] _lo = new long[2];
    private long[] _hi = new long[2];

    public int Count { get; private set; }

    /// <summary>Bytes in the device's memory.</summary>
    internal int Bytes
    {
        get { return Footprint.Instance(3) + 2 * Footprint.Array(_lo.Length, 8); }
    }

    public long Lo(int index)
    {
        return _lo[index];
    }

    public long Hi(int index)
    {
        return _hi[index];
    }

    /// <summary>Whether one of the ranges holds all of <paramref name="lo"/> … <paramref name="hi"/>.</summary>
    public bool Covers(long lo, long hi)
    {
        for (int i = 0; i < Count; i++)
        {
            if (lo >= _lo[i] && hi <= _hi[i]) return true;
        }
        return false;
    }

    /// <summary>Adds a range at the end, as it is.</summary>
    internal void Add(long lo, long hi)
    {
        if (Count == _lo.Length) Grow();
        _lo[Count] = lo;
        _hi[Count] = hi;
        Count++;
    }

    /// <summary>Adds a range in order, joined with those that it overlaps or continues: all that were added so must have been.</summary>
    internal void Join(long lo, long hi)
    {
        int from = FirstReaching(lo);
        int to = from;
        while (to < Count && _lo[to] <= hi + 1) to++;
        if (from == to)
        {
            if (Count == _lo.Length) Grow();
        }
        else
        {
            if (_lo[from] < lo) lo = _lo[from];
            if (_hi[to - 1] > hi) hi = _hi[to - 1];
        }
        Array.Copy(_lo, to, _lo, from + 1, Count - to);
        Array.Copy(_hi, to, _hi, from + 1, Count - to);
        _lo[from] = lo;
        _hi[from] = hi;
        Count += from + 1 - to;
    }

    // The first range that ends at a number, just before it, or behind it.
    private int FirstReaching(long number)
    {
        int first = 0;
        int end = Count;
        while (first < end)
        {
            int middle = (first + end) / 2;
            if (_hi[middle] + 1 < number) first = middle + 1;
            else end = middle;
        }
        return first;
    }

    private void Grow()
    {
        var lo = new long[Count * 2];
        var hi = new long[Count * 2];
        Array.Copy(_lo, lo, Count);
        Array.Copy(_hi, hi, Count);
        _lo = lo;
        _hi = hi;
    }
}
