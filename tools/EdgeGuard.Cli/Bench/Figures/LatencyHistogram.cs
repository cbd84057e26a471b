using System.Diagnostics;
using System.Numerics;

namespace EdgeGuard.Cli;

/// <summary>Latencies in buckets 1/64 of their size wide. One thread adds; read when it has ended.</summary>
public sealed class LatencyHistogram
{
    private const int Bits = 6;
    private const int PerPower = 1 << Bits;

    private readonly long[] _buckets = new long[64 * PerPower];
    private long _sum;
    private long _longest;

    public long Count { get; private set; }

    /// <summary>Microseconds; NaN of none.</summary>
    public double Mean => Count == 0 ? double.NaN : Microseconds(_sum) / Count;

    /// <summary>The longest of all, microseconds; 0 of none.</summary>
    public double Longest => Microseconds(_longest);

    /// <summary>Adds one, in <see cref="Stopwatch"/> ticks.</summary>
    public void Add(long ticks)
    {
        _buckets[IndexOf(ticks)]++;
        _sum += ticks;
        _longest = long.Max(_longest, ticks);
        Count++;
    }

    public void Add(LatencyHistogram other)
    {
        for (int i = 0; i < _buckets.Length; i++) _buckets[i] += other._buckets[i];
        _sum += other._sum;
        _longest = long.Max(_longest, other._longest);
        Count += other.Count;
    }

    /// <summary>The latency that this part (0…1) of all does not exceed, microseconds; 0 of none.</summary>
    public double Percentile(double part)
    {
        long left = (long)(part * Count);
        for (int i = 0; i < _buckets.Length; i++)
        {
            left -= _buckets[i];
            if (left < 0) return Microseconds(Upper(i));
        }
        return 0;
    }

    private static double Microseconds(double ticks) => ticks * 1e6 / Stopwatch.Frequency;

    private static int IndexOf(long ticks)
    {
        if (ticks < PerPower) return (int)long.Max(0, ticks);
        int power = BitOperations.Log2((ulong)ticks) - Bits;
        return (power + 1) * PerPower + (int)(ticks >> power) - PerPower;
    }

    private static double Upper(int index)
    {
        if (index < PerPower) return index;
        int power = index / PerPower - 1;
        return (double)(index % PerPower + PerPower + 1) * (1L << power);
    }
}
