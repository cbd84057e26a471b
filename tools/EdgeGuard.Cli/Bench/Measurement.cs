using System;
using System.Collections.Generic;
using System.Linq;

namespace EdgeGuard.Cli;

/// <summary>What one measurement gave, or the median of several, or the ratio of two.</summary>
/// <param name="Rps">Requests a second, all clients together.</param>
/// <param name="P50">Median latency, microseconds.</param>
/// <param name="P99">99 of 100 are no slower.</param>
/// <param name="P999">999 of 1,000 are no slower.</param>
/// <param name="Cpu">CPU seconds of the proxy for a million requests; NaN without one.</param>
internal sealed record Measurement(double Rps, double P50, double P99, double P999, double Cpu)
{
    public static Measurement Of(LatencyHistogram latencies, double seconds, double cpuSeconds) => new(
        latencies.Count / seconds,
        latencies.Percentile(0.5),
        latencies.Percentile(0.99),
        latencies.Percentile(0.999),
        cpuSeconds * 1e6 / latencies.Count);

    /// <summary>The median of each figure by itself.</summary>
    public static Measurement Median(IEnumerable<Measurement> all)
    {
        Measurement[] list = all.ToArray();
        return new(
            Middle(list, m => m.Rps), Middle(list, m => m.P50), Middle(list, m => m.P99), Middle(list, m => m.P999),
            Middle(list, m => m.Cpu));
    }

    /// <summary>Each figure as a multiple of another's.</summary>
    public Measurement Over(Measurement other) =>
        new(Rps / other.Rps, P50 / other.P50, P99 / other.P99, P999 / other.P999, Cpu / other.Cpu);

    private static double Middle(Measurement[] list, Func<Measurement, double> figure)
    {
        double[] sorted = list.Select(figure).Order().ToArray();
        int half = sorted.Length / 2;
        return sorted.Length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
    }
}
