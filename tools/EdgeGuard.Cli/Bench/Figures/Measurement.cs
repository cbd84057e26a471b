using System;
using System.Collections.Generic;
using System.Linq;

namespace EdgeGuard.Cli;

/// <summary>What one measurement gave, or the median of several, or the ratio of two. NaN: not measured.</summary>
internal sealed class Measurement
{
    private readonly double[] _figures = new double[FigureTable.Count];

    public Measurement() => Array.Fill(_figures, double.NaN);

    private Measurement(Func<int, double> figure)
    {
        for (int i = 0; i < _figures.Length; i++) _figures[i] = figure(i);
    }

    public double this[Figure figure]
    {
        get => _figures[(int)figure];
        init => _figures[(int)figure] = value;
    }

    /// <param name="latencies">Of all requests.</param>
    /// <param name="seconds">For how long they were asked.</param>
    /// <param name="used">By the proxy meanwhile.</param>
    /// <returns>Where nobody was answered, no more than that: none of it was measured.</returns>
    public static Measurement Of(LatencyHistogram latencies, double seconds, ThreadUse used) =>
        latencies.Count == 0 ? new() { [Figure.Rps] = 0 } : OfSome(latencies, seconds, used);

    /// <summary>The median of each figure by itself, of those that measured it.</summary>
    public static Measurement Median(IEnumerable<Measurement> all)
    {
        Measurement[] list = [.. all];
        return new(i => Middle([.. list.Select(m => m._figures[i]).Where(value => !double.IsNaN(value)).Order()]));
    }

    /// <summary>The same, and what is measured now.</summary>
    public Measurement With(Figure figure, double value) => new(i => i == (int)figure ? value : _figures[i]);

    /// <summary>Each figure as a multiple of another's.</summary>
    public Measurement Over(Measurement other) => new(i => _figures[i] / other._figures[i]);

    private static Measurement OfSome(LatencyHistogram latencies, double seconds, ThreadUse used) => new()
    {
        [Figure.Rps] = latencies.Count / seconds,
        [Figure.P50] = latencies.Percentile(0.5),
        [Figure.P99] = latencies.Percentile(0.99),
        [Figure.P999] = latencies.Percentile(0.999),
        [Figure.Mean] = latencies.Mean,
        [Figure.Longest] = latencies.Longest,
        [Figure.LongestByMean] = latencies.Longest / latencies.Mean,
        [Figure.Cpu] = used.CpuSeconds * 1e6 / latencies.Count,
        [Figure.Switches] = used.Switches / latencies.Count,
        [Figure.VoluntarySwitches] = used.Voluntary / latencies.Count,
        [Figure.InvoluntarySwitches] = used.Involuntary / latencies.Count,
    };

    private static double Middle(double[] sorted)
    {
        if (sorted.Length == 0) return double.NaN;
        int half = sorted.Length / 2;
        return sorted.Length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
    }
}
