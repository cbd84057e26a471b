using EdgeGuard.Modbus;

namespace EdgeGuard.Traffic;

/// <summary>One range of one function of one unit that a role is to have: of a row, or of several that were joined.</summary>
internal sealed class ProposalPiece
{
    // Wider than this no hole is bridged …
    private const int WidestHole = 8;

    // … and none that would make more than one in so many addresses of a range one that nobody asked for.
    private const int UnseenShare = 10;

    internal ProposalPiece(TrafficRow row, int role, ProposalEvidence evidence)
    {
        Role = role;
        Evidence = evidence;
        IsMarked = evidence.IsMarked;
        Unit = row.Unit;
        Function = row.Function;
        SubFunction = row.SubFunction;
        First = row.Address;
        Last = row.Address + row.Quantity - 1;
        OtherFirst = row.OtherAddress;
        OtherLast = row.OtherAddress + row.OtherQuantity - 1;
        Seen = row.Quantity;
        Values = new ValueBounds(row);
    }

    /// <summary>Index of the role.</summary>
    internal int Role { get; }

    internal bool IsMarked { get; }

    internal int Unit { get; }

    internal int Function { get; }

    internal int SubFunction { get; }

    internal int First { get; private set; }

    /// <summary>One less than <see cref="First"/> for a function without addresses.</summary>
    internal int Last { get; private set; }

    internal int OtherFirst { get; private set; }

    internal int OtherLast { get; private set; }

    /// <summary>How many from <see cref="First"/> to <see cref="Last"/> somebody asked for.</summary>
    internal int Seen { get; private set; }

    internal ValueBounds Values { get; }

    internal ProposalEvidence Evidence { get; }

    /// <summary>Below 0: this one stands before the other. Those that can be joined stand next to each other.</summary>
    internal int Compare(ProposalPiece other)
    {
        int order = CompareGroup(other);
        if (order != 0) return order;
        if (OtherFirst != other.OtherFirst) return OtherFirst - other.OtherFirst;
        if (OtherLast != other.OtherLast) return OtherLast - other.OtherLast;
        return First != other.First ? First - other.First : Last - other.Last;
    }

    /// <summary>Takes in the next one, if both are to be one range.</summary>
    internal bool TryJoin(ProposalPiece next)
    {
        bool isOther = CompareGroup(next) != 0 || next.OtherFirst != OtherFirst || next.OtherLast != OtherLast;
        if (isOther || !IsOneRange(next)) return false;
        Join(next);
        return true;
    }

    /// <summary>Takes in another one of the same role, unit and function, whatever lies between the two.</summary>
    internal void Join(ProposalPiece next)
    {
        int overlap = Last - next.First + 1;
        int added = overlap > 0 ? next.Last - Last : next.Seen;
        if (added > 0) Seen += added;
        if (next.First < First) First = next.First;
        if (next.Last > Last) Last = next.Last;
        if (next.OtherFirst < OtherFirst) OtherFirst = next.OtherFirst;
        if (next.OtherLast > OtherLast) OtherLast = next.OtherLast;
        Values.Join(next.Values);
        Evidence.Join(next.Evidence);
    }

    /// <summary>Whether the same role may do all that another piece asks for by this one alone.</summary>
    internal bool Covers(ProposalPiece other)
    {
        return Role == other.Role && Unit == other.Unit && Function == other.Function && SubFunction == other.SubFunction
            && First <= other.First && other.Last <= Last && OtherFirst <= other.OtherFirst && other.OtherLast <= OtherLast
            && Values.Covers(other.Values, Function);
    }

    /// <summary>Below 0: this one's role, unit and function stand before the other's. 0: they are the same, and both are marked or
    /// neither.</summary>
    internal int CompareGroup(ProposalPiece other)
    {
        if (Role != other.Role) return Role - other.Role;
        if (IsMarked != other.IsMarked) return IsMarked ? -1 : 1;
        if (Function != other.Function) return Function - other.Function;
        if (SubFunction != other.SubFunction) return SubFunction - other.SubFunction;
        return Unit - other.Unit;
    }

    private bool IsOneRange(ProposalPiece next)
    {
        int hole = next.First - Last - 1;
        if (hole < 0) return true;
        if (FunctionTable.IsWrite(Function)) return hole == 0 && Values.Clause(Function) == next.Values.Clause(Function);
        int width = next.Last - First + 1;
        int unseen = width - Seen - next.Seen;
        return hole <= WidestHole && unseen * UnseenShare <= width;
    }
}
