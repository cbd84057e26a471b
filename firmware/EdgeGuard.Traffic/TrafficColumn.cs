namespace EdgeGuard.Traffic;

/// <summary>The numbers of a row, in the order in which they stand in the table.</summary>
internal static class TrafficColumn
{
    // First what every request that is answered touches: two lines of a cache.
    internal const int Requests = 0;
    internal const int Answered = 1;

    // Of a row that a restart has outlasted: UTC. Of this run: the time that requests were noted with. So is First.
    internal const int Last = 2;

    internal const int LargestQuantity = 3;

    internal const int Gaps = 4;
    internal const int ShortestGap = 5;
    internal const int LongestGap = 6;
    internal const int GapSum = 7;
    internal const int GapSquares = 8;

    internal const int Responses = 9;
    internal const int ShortestResponse = 10;
    internal const int LongestResponse = 11;
    internal const int ResponseSum = 12;

    internal const int Refused = 13;
    internal const int Observed = 14;
    internal const int Limited = 15;
    internal const int Broadcasts = 16;

    internal const int First = 17;

    internal const int Values = 18;
    internal const int SmallestValue = 19;
    internal const int LargestValue = 20;
    internal const int LastValue = 21;

    internal const int MergedRows = 22;

    // One column an exception code; the first is for all codes that have none.
    internal const int Exceptions = 23;
    internal const int ExceptionCodes = 12;

    internal const int Count = Exceptions + ExceptionCodes;

    /// <summary>The largest of the columns that hold what is the smallest so far of nothing yet.</summary>
    internal const long NothingYet = long.MaxValue;

    /// <summary>A row that has counted nothing.</summary>
    internal static void Clear(long[] numbers, int at)
    {
        for (int i = 0; i < Count; i++) numbers[at + i] = 0;
        numbers[at + ShortestGap] = NothingYet;
        numbers[at + ShortestResponse] = NothingYet;
        numbers[at + SmallestValue] = NothingYet;
        numbers[at + MergedRows] = 1;
    }

    /// <summary>Two rows become one: all but their times and the value written last, which depend on which row is the later one.</summary>
    internal static void Merge(long[] numbers, int into, int from)
    {
        MergeFrom(numbers, into, numbers, from);
    }

    /// <summary>As <see cref="Merge"/>, with a row that stands elsewhere.</summary>
    internal static void MergeFrom(long[] numbers, int into, long[] others, int from)
    {
        for (int i = 0; i < Count; i++)
        {
            long a = numbers[into + i];
            long b = others[from + i];
            switch (i)
            {
                case First:
                case Last:
                case LastValue:
                    break;
                case ShortestGap:
                case ShortestResponse:
                case SmallestValue:
                    numbers[into + i] = a < b ? a : b;
                    break;
                case LongestGap:
                case LongestResponse:
                case LargestValue:
                case LargestQuantity:
                    numbers[into + i] = a > b ? a : b;
                    break;
                default:
                    numbers[into + i] = Sum(a, b);
                    break;
            }
        }
    }

    /// <summary>The sum of two numbers that are not negative; long.MaxValue when it is more than that.</summary>
    internal static long Sum(long a, long b)
    {
        return a > long.MaxValue - b ? long.MaxValue : a + b;
    }
}
