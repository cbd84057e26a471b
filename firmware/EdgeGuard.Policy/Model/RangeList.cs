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
            if (lo >= _lo[i] && hi <= _hi[i]) return true;
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

    /// <summary>Adds a range in order, joined with those that it overlaps or continues.</summary>
    internal void Join(long lo, long hi)
    {
        int kept = 0;
        for (int i = 0; i < Count; i++)
        {
            if (_hi[i] + 1 < lo || hi + 1 < _lo[i])
            {
                _lo[kept] = _lo[i];
                _hi[kept++] = _hi[i];
                continue;
            }
            if (_lo[i] < lo) lo = _lo[i];
            if (_hi[i] > hi) hi = _hi[i];
        }
        Count = kept;
        Add(lo, hi);
        for (int i = Count - 1; i > 0 && _lo[i - 1] > _lo[i]; i--) Swap(i, i - 1);
    }

    private void Swap(int a, int b)
    {
        long lo = _lo[a];
        long hi = _hi[a];
        _lo[a] = _lo[b];
        _hi[a] = _hi[b];
        _lo[b] = lo;
        _hi[b] = hi;
    }

    private void Grow()
    {
        var lo = new long[Count * 2];
        var hi = new long[Count * 2];
        for (int i = 0; i < Count; i++)
        {
            lo[i] = _lo[i];
            hi[i] = _hi[i];
        }
        _lo = lo;
        _hi = hi;
    }
}
