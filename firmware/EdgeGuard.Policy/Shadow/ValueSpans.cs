namespace EdgeGuard.Policy;

/// <summary>The register values that a line allows, as spans of bits: what lets lines of different types be compared.</summary>
/// <remarks>A span is inclusive, 16 bits wide for a register, 32 for a pair, the high half first whatever the line's word order.</remarks>
internal static class ValueSpans
{
    /// <summary>Longer lists are not compared: that would take as long as both lengths multiplied.</summary>
    internal const int MostRanges = 64;

    // A range of signed or single-precision numbers is several spans: above zero, below it, and the two zeros of f32.
    private const int SpansPerRange = 4;

    private const long SignOfPair = 0x8000_0000;

    // Of a register and of a pair. From an array: as a constant the larger one is unsigned to the interpreter.
    private static readonly long[] Last = { ushort.MaxValue, uint.MaxValue };

    internal static bool AreComparable(PolicyLine line)
    {
        return line.Values == null || line.Values.Count <= MostRanges;
    }

    /// <summary>Numbers of spans; some of them may be empty.</summary>
    internal static int Count(PolicyLine line)
    {
        return line.Values == null ? 1 : line.Values.Count * SpansPerRange;
    }

    /// <summary>Span number <paramref name="index"/>; false for an empty one. A line without <c>value</c> has one of everything.</summary>
    internal static bool TryGet(PolicyLine line, int index, out long lo, out long hi)
    {
        lo = 0;
        hi = Most(line);
        if (line.Values == null) return true;
        long first = line.Values.Lo(index / SpansPerRange);
        long last = line.Values.Hi(index / SpansPerRange);
        int part = index % SpansPerRange;
        if (line.ValueType == ValueType.F32) return TryGetSingle(first, last, part, out lo, out hi);
        bool isNegative = part == 1;
        long modulus = isNegative ? Most(line) + 1 : 0;
        lo = (isNegative || first >= 0 ? first : 0) + modulus;
        hi = (isNegative && last >= 0 ? -1 : last) + modulus;
        return part <= 1 && (isNegative ? first < 0 : last >= 0);
    }

    /// <summary>Where a run of values that a line allows ends; one below <paramref name="from"/> where it does not begin.</summary>
    internal static long Reach(PolicyLine line, long from)
    {
        long reach = from - 1;
        int count = Count(line);
        for (bool grows = true; grows;)
        {
            grows = false;
            for (int i = 0; i < count; i++)
            {
                if (!TryGet(line, i, out long lo, out long hi) || lo > reach + 1 || hi <= reach) continue;
                reach = hi;
                grows = true;
            }
        }
        return reach;
    }

    private static long Most(PolicyLine line)
    {
        return Last[line.IsPaired ? 1 : 0];
    }

    // Between zero and the smallest normal number there is nothing that a line allows (ValueKey).
    private static bool TryGetSingle(long first, long last, int part, out long lo, out long hi)
    {
        long least = ValueKey.SmallestNormal;
        switch (part)
        {
            case 0:
                lo = first > least ? first : least;
                hi = last;
                return hi >= lo;
            case 1:
                lo = SignOfPair + (-last > least ? -last : least);
                hi = SignOfPair - first;
                return hi >= lo;
            default:
                lo = part == 2 ? 0 : SignOfPair;
                hi = lo;
                return first <= 0 && last >= 0;
        }
    }
}
