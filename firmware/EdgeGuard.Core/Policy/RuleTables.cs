namespace EdgeGuard.Core.Policy;

/// <summary>Which line covers what, as flat tables: role and function → class of units → ranges. Immutable.</summary>
/// <remarks>
/// Each function has one axis: the first address written (else read), the file, the sub-function; 0 where there is none.
/// A class is the set of units that the same lines admit. Of a class there are
/// <list type="bullet">
/// <item>open ranges, of lines without condition: both ends ascend, for what another range covers was left out, so one
/// binary search tells whether a line covers a request whole;</item>
/// <item>cuts, of lines with a condition: the axis is cut wherever one begins or ends, and each piece lists
/// the lines over it, at most <see cref="GuardLimits.MaxConditionalLines"/>.</item>
/// </list>
/// So a decision costs two binary searches and a bounded list, however many lines the policy has.
/// </remarks>
internal sealed class RuleTables
{
    /// <summary>By function code: its slot + 1, or 0 where no line names it.</summary>
    internal readonly byte[] SlotOf = new byte[256];

    /// <summary>Slots a role.</summary>
    internal int SlotCount;

    /// <summary>By role × slot: number of its unit map + 1, or 0 where the role has no line for the function.</summary>
    internal ushort[] MapOf = new ushort[0];

    /// <summary>256 bytes a map: the unit's class, from 1, or 0 where no line admits the unit.</summary>
    internal byte[] Maps = new byte[0];

    /// <summary>By role × slot: number of its first class.</summary>
    internal int[] FirstClass = new int[0];

    /// <summary>By class: its first open range. One more at the end.</summary>
    internal int[] OpenStart = new int[0];

    internal ushort[] OpenLo = new ushort[0];

    internal ushort[] OpenHi = new ushort[0];

    /// <summary>Line numbers in the text.</summary>
    internal int[] OpenLine = new int[0];

    /// <summary>By class: its first cut. One more at the end.</summary>
    internal int[] CutStart = new int[0];

    internal ushort[] CutLo = new ushort[0];

    /// <summary>By cut: its first entry. One more at the end.</summary>
    internal int[] CutEntry = new int[0];

    /// <summary>By entry: where the line's range ends.</summary>
    internal ushort[] EntryHi = new ushort[0];

    /// <summary>By entry: index into <see cref="ConditionTable"/>.</summary>
    internal ushort[] EntryCondition = new ushort[0];

    /// <summary>What <see cref="ClassOf"/> answers where no line of the role names the function.</summary>
    internal const int NoFunction = -1;

    /// <summary>What <see cref="ClassOf"/> answers where no such line admits the unit.</summary>
    internal const int NoUnit = -2;

    internal int ClassOf(int role, int function, int unit)
    {
        int slot = SlotOf[function] - 1;
        if (slot < 0) return NoFunction;
        int key = role * SlotCount + slot;
        int map = MapOf[key] - 1;
        if (map < 0) return NoFunction;
        int inRole = Maps[(map << 8) + unit] - 1;
        return inRole < 0 ? NoUnit : FirstClass[key] + inRole;
    }

    /// <summary>The last open range of a class that begins at or before an address; -1 for none.</summary>
    internal int FindOpen(int inClass, int address)
    {
        return Find(OpenLo, OpenStart[inClass], OpenStart[inClass + 1], address);
    }

    /// <summary>The cut of a class that holds an address; -1 for none.</summary>
    internal int FindCut(int inClass, int address)
    {
        return Find(CutLo, CutStart[inClass], CutStart[inClass + 1], address);
    }

    // The halving has no branch that depends on data: what a processor mispredicts costs more than a step too many.
    private static int Find(ushort[] lows, int start, int end, int address)
    {
        int count = end - start;
        if (count == 0 || lows[start] > address) return -1;
        while (count > 1)
        {
            int half = count >> 1;
            start = lows[start + half] <= address ? start + half : start;
            count -= half;
        }
        return start;
    }
}
