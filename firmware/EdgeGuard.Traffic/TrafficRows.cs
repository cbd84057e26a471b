using System;

namespace EdgeGuard.Traffic;

/// <summary>The rows of a table: found by their key at once, and in the order of their keys.</summary>
/// <remarks>A row has a place, which it keeps until it is merged into another; its position in the order changes with its neighbours. Not
/// thread-safe; allocates nothing once made.</remarks>
internal sealed class TrafficRows
{
    private const short None = -1;

    private readonly long[] _groups;
    private readonly long[] _ranges;
    private readonly long[] _others;

    // Rows whose keys have the same hash, and places without a row, hang together.
    private readonly short[] _heads;
    private readonly short[] _next;
    private readonly short[] _order;
    private short _free;

    internal TrafficRows(int most)
    {
        _groups = new long[most];
        _ranges = new long[most];
        _others = new long[most];
        _next = new short[most];
        _order = new short[most];
        int heads = 16;
        while (heads < 2 * most) heads *= 2;
        _heads = new short[heads];
        Clear();
    }

    internal int Count { get; private set; }

    internal bool IsFull
    {
        get { return Count == _order.Length; }
    }

    internal void Clear()
    {
        Count = 0;
        for (int i = 0; i < _heads.Length; i++) _heads[i] = None;
        for (int i = 0; i < _next.Length; i++) _next[i] = (short)(i + 1);
        _next[_next.Length - 1] = None;
        _free = 0;
    }

    internal long Group(int place)
    {
        return _groups[place];
    }

    internal long Range(int place)
    {
        return _ranges[place];
    }

    internal long Other(int place)
    {
        return _others[place];
    }

    /// <summary>The place of the row at a position of the order.</summary>
    internal int At(int position)
    {
        return _order[position];
    }

    /// <summary>The place of the row with this very key; -1: none.</summary>
    internal int Find(TrafficKey key)
    {
        int place = _heads[Hash(key.Group, key.Range, key.Other)];
        while (place >= 0 && !HasKey(place, key)) place = _next[place];
        return place;
    }

    /// <summary>Whether the row at a place has this very key.</summary>
    internal bool HasKey(int place, TrafficKey key)
    {
        return _ranges[place] == key.Range && _groups[place] == key.Group && _others[place] == key.Other;
    }

    /// <summary>Where in the order the key stands, or would stand.</summary>
    internal int Position(TrafficKey key)
    {
        int low = 0;
        int high = Count;
        while (low < high)
        {
            int middle = (low + high) / 2;
            if (IsBefore(_order[middle], key))
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }
        return low;
    }

    /// <summary>A new row; there must be a place for it.</summary>
    internal int Add(TrafficKey key)
    {
        short place = _free;
        _free = _next[place];
        int position = Position(key);
        Array.Copy(_order, position, _order, position + 1, Count - position);
        _order[position] = place;
        Count++;
        _groups[place] = key.Group;
        _ranges[place] = key.Range;
        _others[place] = key.Other;
        int hash = Hash(key.Group, key.Range, key.Other);
        _next[place] = _heads[hash];
        _heads[hash] = place;
        return place;
    }

    /// <summary>Takes a row out; its place is free.</summary>
    internal void Remove(int place, int position)
    {
        int hash = Hash(_groups[place], _ranges[place], _others[place]);
        if (_heads[hash] == place)
        {
            _heads[hash] = _next[place];
        }
        else
        {
            int before = _heads[hash];
            while (_next[before] != place) before = _next[before];
            _next[before] = _next[place];
        }
        Count--;
        Array.Copy(_order, position + 1, _order, position, Count - position);
        _next[place] = _free;
        _free = (short)place;
    }

    private bool IsBefore(int place, TrafficKey key)
    {
        if (_groups[place] != key.Group) return _groups[place] < key.Group;
        if (_ranges[place] != key.Range) return _ranges[place] < key.Range;
        return _others[place] < key.Other;
    }

    private int Hash(long group, long range, long other)
    {
        long mixed = unchecked((group * 31 + range) * 31 + other);
        mixed ^= mixed >> 34;
        mixed ^= mixed >> 17;
        return (int)(mixed & (_heads.Length - 1));
    }
}
