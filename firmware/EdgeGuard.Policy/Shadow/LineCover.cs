using EdgeGuard.Modbus;

namespace EdgeGuard.Policy;

/// <summary>Whether one line allows all that another one allows of a function, over one of its ranges.</summary>
internal static class LineCover
{
    // What Covers looks at, or the rule tables. Of a line with any other clause nobody can say that it allows all that another one does.
    private const int Compared = 1 << (int)Clause.Unit | 1 << (int)Clause.Address | 1 << (int)Clause.Read | 1 << (int)Clause.Write
        | 1 << (int)Clause.File | 1 << (int)Clause.Record | 1 << (int)Clause.Quantity | 1 << (int)Clause.Value | 1 << (int)Clause.Step
        | 1 << (int)Clause.As | 1 << (int)Clause.Mask | 1 << (int)Clause.When | 1 << (int)Clause.During;

    /// <summary>Whether no request of a function can meet a line over a range of it: its <c>quantity</c> is none that the function has
    /// there, or its <c>when</c> contradict each other.</summary>
    internal static bool IsEmpty(PolicyLine line, int code, int lo, int hi)
    {
        if (StateCover.IsNever(line, WhenClause.RequestUnit)) return true;
        int most = Most(code, hi - lo + 1);
        bool hasQuantity = most == 0;
        for (int quantity = 1; quantity <= most && !hasQuantity; quantity++) hasQuantity = Takes(line, code, quantity);
        if (!hasQuantity) return true;
        if (code == FunctionCode.ReadWriteMultipleRegisters)
        {
            return Widest(line, line.ReadRanges, ModbusLimits.AddressSpace - 1, ModbusLimits.MaxReadRegisters) == 0;
        }
        return FunctionTable.HasFiles(code) && Widest(line, line.Records, ModbusLimits.MaxRecord, FunctionTable.MostQuantity(code)) == 0;
    }

    /// <summary>Whether a line allows all that another one allows; that its own range holds the other's is known.</summary>
    /// <param name="wide">The one that may cover.</param>
    /// <param name="narrow">The one that may be covered; not empty there.</param>
    /// <param name="code">The function.</param>
    /// <param name="lo">Where the range of the narrow line begins on the function's axis.</param>
    /// <param name="hi">Where it ends.</param>
    internal static bool Covers(PolicyLine wide, PolicyLine narrow, int code, int lo, int hi)
    {
        return (wide.Clauses & ~Compared) == 0
            && Quantities(wide, narrow, code, Most(code, hi - lo + 1))
            && ValueCover.Masks(wide, narrow)
            && StateCover.Windows(wide, narrow)
            && Ranges(wide, narrow, code)
            && IsAligned(wide, narrow, code, lo, hi)
            && ValueCover.Steps(wide, narrow)
            && ValueCover.Values(wide, narrow);
    }

    /// <summary>Whether a line takes a quantity. Pairs are written whole; 08/0 carries one word unless the line says more.</summary>
    internal static bool Takes(PolicyLine line, int code, int quantity)
    {
        if (line.IsPaired && quantity % 2 != 0) return false;
        if (line.Quantities != null) return line.Quantities.Covers(quantity, quantity);
        return code != FunctionCode.Diagnostics || quantity == 1;
    }

    /// <summary>Where the range of a line begins that holds a place of the function's axis.</summary>
    internal static int Start(PolicyLine line, int code, int place)
    {
        int ranges = line.AxisCount(code);
        for (int i = 0; i < ranges; i++)
        {
            line.Axis(code, i, out int lo, out int hi);
            if (place >= lo && place <= hi) return lo;
        }
        return 0;
    }

    // The most that one request can take of a range; 0 for a function without
    // quantity. The axis of 20 and 21 is the file: what it takes are records.
    private static int Most(int code, int width)
    {
        int most = FunctionTable.MostQuantity(code);
        return most < width || FunctionTable.HasFiles(code) || code == FunctionCode.Diagnostics ? most : width;
    }

    private static bool Quantities(PolicyLine wide, PolicyLine narrow, int code, int most)
    {
        // Of files it is the records that count: Ranges.
        if (FunctionTable.HasFiles(code)) return true;
        if (wide.Quantities == null && !wide.IsPaired && code != FunctionCode.Diagnostics) return true;
        for (int quantity = 1; quantity <= most; quantity++)
        {
            if (Takes(narrow, code, quantity) && !Takes(wide, code, quantity)) return false;
        }
        return true;
    }

    private static bool Ranges(PolicyLine wide, PolicyLine narrow, int code)
    {
        if (code == FunctionCode.ReadWriteMultipleRegisters)
        {
            return Spans(wide, narrow, wide.ReadRanges, narrow.ReadRanges, ModbusLimits.AddressSpace - 1, ModbusLimits.MaxReadRegisters);
        }
        if (!FunctionTable.HasFiles(code)) return true;
        // Every sub-request is held against the same line: all files of the one must be files of the other, not only the range in question.
        return Holds(wide.Files, narrow.Files, 1, ModbusLimits.AddressSpace - 1)
            && Spans(wide, narrow, wide.Records, narrow.Records, ModbusLimits.MaxRecord, FunctionTable.MostQuantity(code));
    }

    private static bool Holds(RangeList? outer, RangeList? inner, int least, int most)
    {
        if (outer == null) return true;
        if (inner == null) return outer.Covers(least, most);
        for (int i = 0; i < inner.Count; i++)
        {
            if (!outer.Covers(inner.Lo(i), inner.Hi(i))) return false;
        }
        return true;
    }

    // What is read by 23, or the records of a file: ranges, and how many at once.
    private static bool Spans(PolicyLine wide, PolicyLine narrow, RangeList? outer, RangeList? inner, int last, int most)
    {
        int count = inner == null ? 1 : inner.Count;
        for (int i = 0; i < count && outer != null; i++)
        {
            long lo = inner == null ? 0 : inner.Lo(i);
            long hi = inner == null ? last : inner.Hi(i);
            if (HasQuantity(narrow, hi - lo + 1 < most ? (int)(hi - lo + 1) : most) && !outer.Covers(lo, hi)) return false;
        }
        int widest = wide.Quantities == null ? 0 : Widest(narrow, inner, last, most);
        for (int quantity = 1; quantity <= widest; quantity++)
        {
            if (Admits(narrow, quantity) && !Admits(wide, quantity)) return false;
        }
        return true;
    }

    // The most of what a line can read at once, or of records; 0 where its quantities fit none of its ranges.
    private static int Widest(PolicyLine line, RangeList? ranges, int last, int most)
    {
        long widest = ranges == null ? last + 1 : 0;
        for (int i = 0; ranges != null && i < ranges.Count; i++)
        {
            if (ranges.Hi(i) - ranges.Lo(i) + 1 > widest) widest = ranges.Hi(i) - ranges.Lo(i) + 1;
        }
        int bound = widest < most ? (int)widest : most;
        return HasQuantity(line, bound) ? bound : 0;
    }

    private static bool HasQuantity(PolicyLine line, int most)
    {
        for (int quantity = 1; quantity <= most; quantity++)
        {
            if (Admits(line, quantity)) return true;
        }
        return false;
    }

    private static bool Admits(PolicyLine line, int quantity)
    {
        return line.Quantities == null || line.Quantities.Covers(quantity, quantity);
    }

    // Pairs count from the first register of a range: where those of two lines
    // begin apart, what one takes for a pair is two halves for the other.
    private static bool IsAligned(PolicyLine wide, PolicyLine narrow, int code, int lo, int hi)
    {
        if (!wide.IsPaired) return true;
        if ((lo - Start(wide, code, lo)) % 2 != 0) return false;
        if (narrow.IsPaired) return true;
        // A line of single registers begins anywhere, unless it must take the whole range.
        for (int quantity = 1; quantity <= hi - lo && quantity <= FunctionTable.MostQuantity(code); quantity++)
        {
            if (Takes(narrow, code, quantity)) return false;
        }
        return true;
    }
}
