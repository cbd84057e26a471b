namespace EdgeGuard.Policy;

/// <summary>Sets of unit ids as 256 bits. Equal sets become one object, which is how the compiler tells them apart.</summary>
internal sealed class UnitSets
{
    private readonly InternedBytes _sets = new InternedBytes();

    internal byte[] Intern(RangeList units)
    {
        var set = new byte[32];
        for (int i = 0; i < units.Count; i++)
        {
            for (long unit = units.Lo(i); unit <= units.Hi(i); unit++) set[(int)unit >> 3] |= (byte)(1 << ((int)unit & 7));
        }
        return _sets[_sets.Intern(set)];
    }
}
