namespace EdgeGuard.Policy;

/// <summary>Whether one line allows every value, and every change of a value, that another one allows.</summary>
internal static class ValueCover
{
    private const int HalfBits = 16;
    private const long Half = 0xFFFF;

    /// <summary>Of <c>value</c>: exact for every two types and word orders.</summary>
    internal static bool Values(PolicyLine wide, PolicyLine narrow)
    {
        if (wide.Values == null) return true;
        if (wide.ValueType == ValueType.Coil) return Admits(wide, narrow, 0) && Admits(wide, narrow, 1);
        if (!ValueSpans.AreComparable(wide) || !ValueSpans.AreComparable(narrow)) return false;
        for (int i = 0; i < ValueSpans.Count(narrow); i++)
        {
            if (ValueSpans.TryGet(narrow, i, out long lo, out long hi) && !Holds(wide, narrow, lo, hi)) return false;
        }
        return true;
    }

    /// <summary>Of <c>step</c>: exact for lines of one type. Of another type only a step covers any that no change to a value of its own
    /// line exceeds; that those are all values of the narrow line is <see cref="Values"/>' business.</summary>
    internal static bool Steps(PolicyLine wide, PolicyLine narrow)
    {
        if (!wide.HasStep) return true;
        if (!narrow.HasStep) return false;
        bool isSame = wide.ValueType == narrow.ValueType && (!wide.IsPaired || wide.IsLowFirst == narrow.IsLowFirst);
        if (isSame) return narrow.Step <= wide.Step || Farthest(narrow) <= wide.Step;
        // Halves of a pair may come from two reads, a pair may not.
        bool hasPresent = !wide.IsPaired || narrow.IsPaired;
        return hasPresent && Farthest(wide) <= wide.Step;
    }

    /// <summary>Of <c>mask</c>.</summary>
    internal static bool Masks(PolicyLine wide, PolicyLine narrow)
    {
        int changed = narrow.HasMask ? narrow.Mask : ushort.MaxValue;
        return !wide.HasMask || (changed & ~wide.Mask) == 0;
    }

    private static bool Admits(PolicyLine wide, PolicyLine narrow, int coil)
    {
        return (narrow.Values != null && !narrow.Values.Covers(coil, coil)) || wide.Values!.Covers(coil, coil);
    }

    private static bool Holds(PolicyLine wide, PolicyLine narrow, long lo, long hi)
    {
        if (narrow.IsPaired) return HoldsPairs(wide, narrow, lo, hi);
        if (!wide.IsPaired) return ValueSpans.Reach(wide, lo) >= hi;
        // Registers by themselves make any pair of what each of them may be.
        for (int i = 0; i < ValueSpans.Count(narrow); i++)
        {
            if (ValueSpans.TryGet(narrow, i, out long from, out long to) && !HoldsRows(wide, lo, hi, from, to)) return false;
        }
        return true;
    }

    // A span of pairs is up to three rectangles of a high and a low half: the row that it begins in, whole rows, the row that it ends in.
    private static bool HoldsPairs(PolicyLine wide, PolicyLine narrow, long lo, long hi)
    {
        long first = lo >> HalfBits;
        long last = hi >> HalfBits;
        if (first == last) return HoldsHalves(wide, narrow, first, first, lo & Half, hi & Half);
        return HoldsHalves(wide, narrow, first, first, lo & Half, Half)
            && (last == first + 1 || HoldsHalves(wide, narrow, first + 1, last - 1, 0, Half))
            && HoldsHalves(wide, narrow, last, last, 0, hi & Half);
    }

    private static bool HoldsHalves(PolicyLine wide, PolicyLine narrow, long highLo, long highHi, long lowLo, long lowHi)
    {
        if (!wide.IsPaired) return ValueSpans.Reach(wide, highLo) >= highHi && ValueSpans.Reach(wide, lowLo) >= lowHi;
        return wide.IsLowFirst == narrow.IsLowFirst
            ? HoldsRows(wide, highLo, highHi, lowLo, lowHi) : HoldsRows(wide, lowLo, lowHi, highLo, highHi);
    }

    // Every pair whose high half is one of the rows and whose low half lies within the columns.
    private static bool HoldsRows(PolicyLine wide, long row, long lastRow, long from, long to)
    {
        while (row <= lastRow)
        {
            long reach = ValueSpans.Reach(wide, (row << HalfBits) + from);
            if (reach < (row << HalfBits) + to) return false;
            row = ((reach - to) >> HalfBits) + 1;
        }
        return true;
    }

    // The largest change that can end at a value of a line. That of f32 is a number's bits, which order as the numbers do: no step is too
    // large for it.
    private static long Farthest(PolicyLine line)
    {
        if (line.ValueType == ValueType.F32) return long.MaxValue;
        long least = ValueReader.Least(line.ValueType);
        long most = ValueReader.Most(line.ValueType);
        if (line.Values == null) return most - least;
        long farthest = 0;
        for (int i = 0; i < line.Values.Count; i++)
        {
            if (most - line.Values.Lo(i) > farthest) farthest = most - line.Values.Lo(i);
            if (line.Values.Hi(i) - least > farthest) farthest = line.Values.Hi(i) - least;
        }
        return farthest;
    }
}
