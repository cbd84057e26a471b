using System;

namespace EdgeGuard.Policy;

/// <summary>A growing list of numbers, for building tables.</summary>
internal sealed class IntList
{
    private int[] _items = new int[16];

    internal int Count { get; private set; }

    internal int this[int index]
    {
        get { return _items[index]; }
        set { _items[index] = value; }
    }

    internal void Add(int value)
    {
        if (Count == _items.Length)
        {
            var larger = new int[Count * 2];
            Array.Copy(_items, larger, Count);
            _items = larger;
        }
        _items[Count++] = value;
    }

    internal void Clear()
    {
        Count = 0;
    }

    internal int[] ToArray()
    {
        var result = new int[Count];
        Array.Copy(_items, result, Count);
        return result;
    }

    /// <summary>The numbers, each 0…65535, in half the room.</summary>
    internal ushort[] ToUShorts()
    {
        var result = new ushort[Count];
        for (int i = 0; i < Count; i++) result[i] = (ushort)_items[i];
        return result;
    }
}
