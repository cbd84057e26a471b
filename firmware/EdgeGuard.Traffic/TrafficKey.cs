using EdgeGuard.Modbus;

namespace EdgeGuard.Traffic;

/// <summary>What makes two requests the same poll, as three numbers that sort: who asks which unit for what; where; where else.</summary>
/// <remarks>One a table, reused. Only within a group (equal <see cref="Group"/>) can rows merge.</remarks>
internal sealed class TrafficKey
{
    // A range is its first address, and as many as there are from it on: 0 … 65,536.
    private const int QuantityBits = 17;
    private const long QuantityMask = (1L << QuantityBits) - 1;

    private const int SubFunctionBits = 17;
    private const long MalformedFlag = 1L << SubFunctionBits;
    private const int FunctionShift = SubFunctionBits + 1;
    private const int UnitShift = FunctionShift + 8;
    private const int ClientShift = UnitShift + 8;

    /// <summary>Client, unit, function and sub-function, and whether it is malformed.</summary>
    internal long Group { get; private set; }

    /// <summary>The addresses: those written where it writes; records of files.</summary>
    internal long Range { get; private set; }

    /// <summary>What 23 reads; the file numbers of 20 and 21; 0 for all others.</summary>
    internal long Other { get; private set; }

    /// <summary>As <see cref="Group"/>, with all three put together again.</summary>
    internal void Set(long group, long range, long other)
    {
        Group = group;
        Range = range;
        Other = other;
    }

    /// <summary>The poll of a request that was decoded; what is malformed has no addresses that mean anything.</summary>
    internal void Set(int client, Request request)
    {
        bool isMalformed = request.Fault != RequestFault.None;
        Group = GroupOf(client, request.Unit, request.Function, isMalformed ? -1 : request.SubFunction, isMalformed);
        Range = 0;
        Other = 0;
        if (isMalformed) return;
        if (request.GroupCount > 0)
        {
            SetFiles(request);
        }
        else if (request.IsWrite)
        {
            Range = RangeOf(request.WriteAddress, request.WriteQuantity);
            if (request.ReadTable != AddressTable.None) Other = RangeOf(request.ReadAddress, request.ReadQuantity);
        }
        else
        {
            // Of 08/0 the words that it brings.
            Range = RangeOf(request.ReadAddress, request.ReadQuantity);
        }
    }

    /// <summary>Whether it stands before another one.</summary>
    internal bool IsBefore(TrafficKey other)
    {
        if (Group != other.Group) return Group < other.Group;
        return Range != other.Range ? Range < other.Range : Other < other.Other;
    }

    internal static long GroupOf(int client, int unit, int function, int subFunction, bool isMalformed)
    {
        return (long)client << ClientShift | (long)unit << UnitShift | (long)function << FunctionShift
            | (isMalformed ? MalformedFlag : 0L) | (long)(subFunction + 1);
    }

    internal static int ClientOf(long group)
    {
        return (int)(group >> ClientShift);
    }

    internal static int UnitOf(long group)
    {
        return (int)(group >> UnitShift) & 0xFF;
    }

    internal static int FunctionOf(long group)
    {
        return (int)(group >> FunctionShift) & 0xFF;
    }

    internal static int SubFunctionOf(long group)
    {
        return (int)(group & (MalformedFlag - 1)) - 1;
    }

    internal static bool IsMalformed(long group)
    {
        return (group & MalformedFlag) != 0;
    }

    internal static long RangeOf(int first, int quantity)
    {
        return (long)first << QuantityBits | (long)quantity;
    }

    internal static int FirstOf(long range)
    {
        return (int)(range >> QuantityBits);
    }

    internal static int QuantityOf(long range)
    {
        return (int)(range & QuantityMask);
    }

    /// <summary>How many addresses lie between two ranges and in neither; 0 where they touch or overlap.</summary>
    internal static int Hole(long a, long b)
    {
        int after = FirstOf(b) - FirstOf(a) - QuantityOf(a);
        int before = FirstOf(a) - FirstOf(b) - QuantityOf(b);
        int hole = after > before ? after : before;
        return hole > 0 ? hole : 0;
    }

    /// <summary>The range from the first address of both to the last one of both.</summary>
    internal static long Union(long a, long b)
    {
        int first = FirstOf(a) < FirstOf(b) ? FirstOf(a) : FirstOf(b);
        int endA = FirstOf(a) + QuantityOf(a);
        int endB = FirstOf(b) + QuantityOf(b);
        return RangeOf(first, (endA > endB ? endA : endB) - first);
    }

    private void SetFiles(Request request)
    {
        Range = RangeOf(request.GroupRecord(0), request.GroupLength(0));
        Other = RangeOf(request.GroupFile(0), 1);
        for (int i = 1; i < request.GroupCount; i++)
        {
            Range = Union(Range, RangeOf(request.GroupRecord(i), request.GroupLength(i)));
            Other = Union(Other, RangeOf(request.GroupFile(i), 1));
        }
    }
}
