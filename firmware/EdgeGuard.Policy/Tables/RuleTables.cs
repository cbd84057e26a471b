namespace EdgeGuard.Policy;

/// <summary>Which line covers what, as flat tables: role and function → class of units → ranges. Immutable.</summary>
/// <remarks>
/// Each function has one axis: the first address written (else read), the file, the sub-function; 0 where there is none.
/// A class is the set of units that the same lines admit. Of a class there are
/// <list type="bullet">
/// <item>open ranges, of lines without condition: both ends ascend, for what another range covers was left out, so the
/// last one that begins at or before a request tells whether a line covers it whole;</item>
/// <item>cuts, of lines with a condition: the axis is cut wherever one begins or ends, and each piece lists
/// the lines over it, at most <see cref="GuardLimits.MaxConditionalLines"/>.</item>
/// </list>
/// So a decision costs two look-ups and a bounded list, however many lines the policy has.
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

    /// <summary>Where open ranges begin.</summary>
    internal SortedAxis Open = new SortedAxis(new int[1], new ushort[0]);

    internal ushort[] OpenHi = new ushort[0];

    /// <summary>Line numbers in the text.</summary>
    internal int[] OpenLine = new int[0];

    /// <summary>Where cuts begin.</summary>
    internal SortedAxis Cuts = new SortedAxis(new int[1], new ushort[0]);

    /// <summary>By cut: its first entry. One more at the end.</summary>
    internal int[] CutEntry = new int[0];

    /// <summary>By entry: where the line's range ends.</summary>
    internal ushort[] EntryHi = new ushort[0];

    /// <summary>By entry: index into <see cref="ConditionTable"/>.</summary>
    internal ushort[] EntryCondition = new ushort[0];

    /// <summary>Unit ids.</summary>
    internal const int Units = 256;

    /// <summary>What <see cref="ClassOf"/> answers where no line of the role names the function.</summary>
    internal const int NoFunction = -1;

    /// <summary>What <see cref="ClassOf"/> answers where no such line admits the unit.</summary>
    internal const int NoUnit = -2;

    /// <summary>Bytes in the device's memory.</summary>
    internal int Bytes
    {
        get
        {
            int maps = Footprint.Array(SlotOf.Length, 1) + Footprint.Array(MapOf.Length, 2) + Footprint.Array(Maps.Length, 1);
            int open = Footprint.Array(FirstClass.Length, 4) + Open.Bytes + Footprint.Array(OpenHi.Length, 2)
                + Footprint.Array(OpenLine.Length, 4);
            int entries = Footprint.Array(EntryHi.Length, 2) + Footprint.Array(EntryCondition.Length, 2);
            return Footprint.Instance(12) + maps + open + Cuts.Bytes + Footprint.Array(CutEntry.Length, 4) + entries;
        }
    }

    /// <summary>One unit of each class that a role has for a function.</summary>
    internal int[] UnitsOf(int role, int function)
    {
        var units = new IntList();
        var isSeen = new bool[Units];
        for (int unit = 0; unit < Units; unit++)
        {
            int inClass = ClassOf(role, function, unit);
            if (inClass < 0) continue;
            inClass -= FirstClass[role * SlotCount + SlotOf[function] - 1];
            if (!isSeen[inClass]) units.Add(unit);
            isSeen[inClass] = true;
        }
        return units.ToArray();
    }

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
}
