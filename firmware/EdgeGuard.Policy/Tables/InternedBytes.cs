using System;

namespace EdgeGuard.Policy;

/// <summary>Arrays of one length, equal ones kept once: equal arrays become one object with one number.</summary>
internal sealed class InternedBytes
{
    private byte[][] _items = new byte[8][];

    internal int Count { get; private set; }

    internal byte[] this[int number]
    {
        get { return _items[number]; }
    }

    /// <summary>The number of the array that is equal to this one: this one itself, if there was none.</summary>
    internal int Intern(byte[] bytes)
    {
        for (int i = 0; i < Count; i++)
        {
            if (AreEqual(_items[i], bytes)) return i;
        }
        if (Count == _items.Length) Grow();
        _items[Count] = bytes;
        return Count++;
    }

    private static bool AreEqual(byte[] a, byte[] b)
    {
        for (int i = 0; i < a.Length; i++)
        {
            if (a[i] != b[i]) return false;
        }
        return true;
    }

    private void Grow()
    {
        var larger = new byte[Count * 2][];
        Array.Copy(_items, larger, Count);
        _items = larger;
    }
}
