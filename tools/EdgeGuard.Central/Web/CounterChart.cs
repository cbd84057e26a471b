using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;

namespace EdgeGuard.Central;

/// <summary>Counters over time as the path of an SVG, 100 high: a bar for each interval between two messages.</summary>
public static class CounterChart
{
    private const int Height = 100;

    /// <summary>How much a counter grew from one message to the next; 0 where a start lies between.</summary>
    public static IReadOnlyList<long> Steps(IReadOnlyList<MetricsView> metrics, string counter)
    {
        var steps = new List<long>();
        for (int i = 1; i < metrics.Count; i++) steps.Add(Step(metrics[i - 1].Metrics, metrics[i].Metrics, counter));
        return steps;
    }

    /// <summary>The path of one counter, to the scale of another.</summary>
    public static string Path(IReadOnlyList<MetricsView> metrics, string counter, string scale)
    {
        long most = Math.Max(Steps(metrics, scale).DefaultIfEmpty().Max(), 1);
        var path = new StringBuilder();
        IReadOnlyList<long> steps = Steps(metrics, counter);
        for (int i = 0; i < steps.Count; i++)
        {
            long height = Math.Min(steps[i] * Height / most, Height);
            path.Append(CultureInfo.InvariantCulture, $"M{i} {Height}v-{height}h1v{height}z");
        }
        return path.ToString();
    }

    // 32 bits, wrapping.
    private static long Step(MetricsReport before, MetricsReport now, string counter)
    {
        bool isKnown = before.Counters.TryGetValue(counter, out long old) & now.Counters.TryGetValue(counter, out long value);
        return isKnown && before.Boot == now.Boot && now.UptimeMs >= before.UptimeMs ? (value - old) & uint.MaxValue : 0;
    }
}
