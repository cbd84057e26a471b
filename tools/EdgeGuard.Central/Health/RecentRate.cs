using System;
using System.Linq;
using System.Threading;

namespace EdgeGuard.Central;

/// <summary>How often something happened of late. Any thread.</summary>
internal sealed class RecentRate
{
    private const int Seconds = 60;

    private readonly Lock _lock = new();
    private readonly (long Second, long Count)[] _ring = new (long, long)[Seconds];

    internal void Add(long count, DateTimeOffset now)
    {
        long second = now.ToUnixTimeSeconds();
        lock (_lock)
        {
            ref (long Second, long Count) slot = ref _ring[second % Seconds];
            slot = slot.Second == second ? (second, slot.Count + count) : (second, count);
        }
    }

    /// <summary>A second, over the last minute that is over.</summary>
    internal double ASecond(DateTimeOffset now)
    {
        long second = now.ToUnixTimeSeconds();
        lock (_lock)
        {
            long sum = _ring.Where(slot => slot.Second < second && slot.Second >= second - Seconds).Sum(slot => slot.Count);
            return sum / (double)Seconds;
        }
    }
}
