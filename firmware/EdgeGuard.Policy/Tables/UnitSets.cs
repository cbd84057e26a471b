namespace EdgeGuard.Policy;

/// <summary>Sets of unit ids as 256 bits. Equal sets become one object, which is how the compiler tells them apart.</summary>
internal sealed class UnitSets
{
    private byte[][] _sets = new byte[8][];
    private int _count;

    internal byte[] Intern(RangeList units)
    {
        var set = new byte[32];
        for (int i = 0; i < units.Count; i++)
            for (long unit = units.Lo(i); unit <= units.Hi(i); unit++) set[(int)unit >> 3] |= (byte)(1 << ((int)unit & 7));
        for (int i = 0; i < _count; i++)
            if (AreEqual(_sets[i], set)) return _sets[i];
        if (_count == _sets.Length) Grow();
        _sets[_count++] = set;
        return set;
    }

    private static bool AreEqual(byte[] a, byte[] b)
    {
        for (int i = 0; i < a.Length; i++)
            if (a[i] != b[i]) return false;
        return true;
    }

    private void Grow()
    {
        var larger = new byte[_count * 2][];
        for (int i = 0; i < _count; i++) larger[i] = _sets[i];
        _sets = larger;
    }
}
