namespace EdgeGuard.Central;

/// <summary>How many within the last minute, in steps of ten seconds. What is older than that when it comes counts for itself.</summary>
internal sealed class MinuteSum
{
    private const int Steps = 6;
    private const long StepMs = 10_000;

    private readonly long[] _counts = new long[Steps];
    private long _newest;

    /// <summary>Adds, and gives the sum of the minute that this belongs to.</summary>
    internal long Add(long at, long count)
    {
        long step = at / StepMs;
        if (step <= _newest - Steps) return count;
        for (long next = System.Math.Max(_newest + 1, step - Steps + 1); next <= step; next++) _counts[next % Steps] = 0;
        if (step > _newest) _newest = step;
        _counts[step % Steps] += count;
        long sum = 0;
        foreach (long each in _counts) sum += each;
        return sum;
    }
}
