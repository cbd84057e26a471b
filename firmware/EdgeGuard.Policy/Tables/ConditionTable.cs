using EdgeGuard.Modbus;

namespace EdgeGuard.Policy;

/// <summary>The conditions of all lines that have some, as flat tables. Immutable once built.</summary>
internal sealed class ConditionTable
{
    internal const int Quantities = 0;

    /// <summary>What 23 must read within.</summary>
    internal const int Reads = 1;
    internal const int Files = 2;
    internal const int Records = 3;
    internal const int Values = 4;

    /// <summary>Where pairs are counted from: the ranges written.</summary>
    internal const int Written = 5;
    internal const int Kinds = 6;

    /// <summary>Line numbers in the text.</summary>
    internal readonly int[] Line;

    /// <summary>The clauses of a line (<see cref="PolicyLine.Clauses"/>): the judge must have looked at every one.</summary>
    internal readonly int[] Clauses;

    internal readonly byte[] Type;

    internal readonly bool[] IsLowFirst;

    internal readonly ushort[] Mask;

    internal readonly long[] Step;

    /// <summary>By line: its first <c>when</c>. One more at the end.</summary>
    internal readonly ushort[] WhenStart;

    internal readonly WhenClause[] Whens;

    /// <summary>By line: its first window. One more at the end.</summary>
    internal readonly ushort[] WindowStart;

    internal readonly byte[] WindowDays;

    internal readonly ushort[] WindowFrom;

    internal readonly ushort[] WindowTo;

    // By line × kind: the first of its ranges, and one more at the end.
    private readonly int[] _rangeStart;
    private readonly long[] _lo;
    private readonly long[] _hi;

    internal ConditionTable(PolicyLine[] lines, int count)
    {
        Line = new int[count];
        Clauses = new int[count];
        Type = new byte[count];
        IsLowFirst = new bool[count];
        Mask = new ushort[count];
        Step = new long[count];
        WhenStart = new ushort[count + 1];
        WindowStart = new ushort[count + 1];
        _rangeStart = new int[count * Kinds + 1];
        CountLists(lines, count);
        Whens = new WhenClause[WhenStart[count]];
        WindowDays = new byte[WindowStart[count]];
        WindowFrom = new ushort[WindowStart[count]];
        WindowTo = new ushort[WindowStart[count]];
        _lo = new long[_rangeStart[count * Kinds]];
        _hi = new long[_rangeStart[count * Kinds]];
        for (int i = 0; i < count; i++) Fill(lines[i], i);
    }

    /// <summary>Bytes in the device's memory.</summary>
    internal int Bytes
    {
        get
        {
            int lines = 2 * Footprint.Array(Line.Length, 4) + 2 * Footprint.Array(Type.Length, 1);
            lines += Footprint.Array(Mask.Length, 2) + Footprint.Array(Step.Length, 8);
            int lists = Footprint.Array(WhenStart.Length, 2) + Footprint.References(Whens.Length) + Footprint.Array(WindowStart.Length, 2);
            lists += Footprint.Array(WindowDays.Length, 1) + Footprint.Array(WindowFrom.Length, 2) + Footprint.Array(WindowTo.Length, 2);
            return Footprint.Instance(15) + lines + lists + Footprint.Array(_rangeStart.Length, 4) + 2 * Footprint.Array(_lo.Length, 8);
        }
    }

    /// <summary>Whether a line has ranges of a kind at all; one that has none does not bind it.</summary>
    internal bool Has(int line, int kind)
    {
        int at = line * Kinds + kind;
        return _rangeStart[at] < _rangeStart[at + 1];
    }

    /// <summary>Index of the range of a kind that holds all of <paramref name="lo"/> … <paramref name="hi"/>; -1 for none.</summary>
    internal int Find(int line, int kind, long lo, long hi)
    {
        int at = line * Kinds + kind;
        int end = _rangeStart[at + 1];
        for (int i = _rangeStart[at]; i < end; i++)
        {
            if (lo >= _lo[i] && hi <= _hi[i]) return i;
        }
        return -1;
    }

    /// <summary>Where a range found begins.</summary>
    internal long Lo(int range)
    {
        return _lo[range];
    }

    /// <summary>Where a range found ends.</summary>
    internal long Hi(int range)
    {
        return _hi[range];
    }

    /// <summary>Whether a line needs to be looked at beyond its range, for this function.</summary>
    internal static bool IsConditional(PolicyLine line, int code)
    {
        // 08/0 carries one word unless a line says more: see ConditionCheck.
        return Conditions(line.Clauses, code) != 0
            || (code == FunctionCode.Diagnostics && line.Names(code, DiagnosticsCode.ReturnQueryData));
    }

    /// <summary>The clauses among those of a line that are conditions, for this function: all but the few that the rule tables hold whole.
    /// So a clause that nobody thought of is a condition.</summary>
    internal static int Conditions(int clauses, int code)
    {
        int axis = FunctionTable.HasAddress(code) ? 1 << (int)Clause.Address : 0;
        // Of 23 the axis is what it writes: `address` binds what it reads too.
        if (code == FunctionCode.ReadWriteMultipleRegisters) axis = 1 << (int)Clause.Write;
        return clauses & ~(1 << (int)Clause.Unit) & ~axis;
    }

    private static RangeList? Ranges(PolicyLine line, int kind)
    {
        switch (kind)
        {
            case Quantities: return line.Quantities;
            case Reads: return line.HasCode(FunctionCode.ReadWriteMultipleRegisters) ? line.ReadRanges : null;
            case Files: return line.Files;
            case Records: return line.Records;
            case Values: return line.Values;
            default: return line.IsPaired ? line.WrittenRanges : null;
        }
    }

    private void CountLists(PolicyLine[] lines, int count)
    {
        for (int i = 0; i < count; i++)
        {
            WhenClause[]? whens = lines[i].Whens;
            TimeWindow[]? windows = lines[i].Windows;
            WhenStart[i + 1] = (ushort)(WhenStart[i] + (whens == null ? 0 : whens.Length));
            WindowStart[i + 1] = (ushort)(WindowStart[i] + (windows == null ? 0 : windows.Length));
            for (int kind = 0; kind < Kinds; kind++)
            {
                RangeList? ranges = Ranges(lines[i], kind);
                int at = i * Kinds + kind;
                _rangeStart[at + 1] = _rangeStart[at] + (ranges == null ? 0 : ranges.Count);
            }
        }
    }

    private void Fill(PolicyLine line, int index)
    {
        Line[index] = line.Line;
        Clauses[index] = line.Clauses;
        Type[index] = (byte)line.ValueType;
        IsLowFirst[index] = line.IsLowFirst;
        Mask[index] = (ushort)line.Mask;
        Step[index] = line.Step;
        for (int i = WhenStart[index]; i < WhenStart[index + 1]; i++) Whens[i] = line.Whens![i - WhenStart[index]];
        for (int i = WindowStart[index]; i < WindowStart[index + 1]; i++)
        {
            TimeWindow window = line.Windows![i - WindowStart[index]];
            WindowDays[i] = window.Days;
            WindowFrom[i] = (ushort)window.From;
            WindowTo[i] = (ushort)window.To;
        }
        for (int kind = 0; kind < Kinds; kind++)
        {
            int start = _rangeStart[index * Kinds + kind];
            int end = _rangeStart[index * Kinds + kind + 1];
            RangeList? ranges = Ranges(line, kind);
            for (int i = start; i < end; i++)
            {
                _lo[i] = ranges!.Lo(i - start);
                _hi[i] = ranges.Hi(i - start);
            }
        }
    }
}
