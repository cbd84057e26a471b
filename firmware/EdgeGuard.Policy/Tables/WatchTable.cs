using EdgeGuard.Modbus;

namespace EdgeGuard.Policy;

/// <summary>The PLC's values that rules need, each with a slot. Immutable once built.</summary>
internal sealed class WatchTable
{
    internal const int NoSlot = -1;

    private const int Tables = 5;

    // By address table: its first range. One more at the end.
    private readonly int[] _start = new int[Tables + 1];
    private readonly ushort[] _lo;
    private readonly ushort[] _hi;
    private readonly int[] _slot;

    /// <param name="watched">The addresses of each table.</param>
    /// <param name="unitsOfAddress">How many units' values of one address a line needs at once, at least 1.</param>
    internal WatchTable(RangeList[] watched, int unitsOfAddress)
    {
        UnitsOfAddress = unitsOfAddress;
        for (int table = 0; table < Tables; table++) _start[table + 1] = _start[table] + watched[table].Count;
        int count = _start[Tables];
        _lo = new ushort[count];
        _hi = new ushort[count];
        _slot = new int[count];
        for (int table = 0; table < Tables; table++)
        {
            for (int i = 0; i < watched[table].Count; i++)
            {
                int at = _start[table] + i;
                _lo[at] = (ushort)watched[table].Lo(i);
                _hi[at] = (ushort)watched[table].Hi(i);
                _slot[at] = SlotCount;
                SlotCount += _hi[at] - _lo[at] + 1;
            }
        }
    }

    internal int SlotCount { get; }

    internal int UnitsOfAddress { get; }

    /// <summary>Bytes in the device's memory.</summary>
    internal int Bytes
    {
        get
        {
            int ends = Footprint.Array(_lo.Length, 2) + Footprint.Array(_hi.Length, 2);
            return Footprint.Instance(6) + Footprint.Array(_start.Length, 4) + ends + Footprint.Array(_slot.Length, 4);
        }
    }

    /// <summary>An empty range list for each address table.</summary>
    internal static RangeList[] NewLists()
    {
        var lists = new RangeList[Tables];
        for (int i = 0; i < Tables; i++) lists[i] = new RangeList();
        return lists;
    }

    /// <summary>The slot of an address; <see cref="NoSlot"/> where no rule names it.</summary>
    internal int SlotOf(AddressTable table, int address)
    {
        if ((int)table >= Tables) return NoSlot;
        int lo = _start[(int)table];
        int hi = _start[(int)table + 1] - 1;
        while (lo <= hi)
        {
            int middle = (lo + hi) >> 1;
            if (address < _lo[middle]) hi = middle - 1;
            else if (address > _hi[middle]) lo = middle + 1;
            else return _slot[middle] + address - _lo[middle];
        }
        return NoSlot;
    }
}
