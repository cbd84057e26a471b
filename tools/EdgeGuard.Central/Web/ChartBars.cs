using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;

namespace EdgeGuard.Central;

/// <summary>Bars of charts, one for each interval of time, and as the paths of an SVG that is 100 high and a bar a unit wide.</summary>
public static class ChartBars
{
    /// <summary>Milliseconds of the bars of counters.</summary>
    public const long QuarterMs = 900_000;

    /// <summary>Hours of a chart of hours.</summary>
    public const int Hours = 48;

    private const int Height = 100;

    // Also of a day by whose clock a module's first message lies far back.
    private const int MostBars = 96;

    /// <summary>The last hours up to now, each with what happened in it.</summary>
    /// <param name="sums">What happened.</param>
    /// <param name="nowMs">Now, milliseconds since 1970.</param>
    public static IReadOnlyList<ChartBar> OfHours(IEnumerable<HourSum> sums, long nowMs)
    {
        Dictionary<long, long> counts = sums.GroupBy(sum => sum.Hour).ToDictionary(hour => hour.Key, hour => hour.Sum(sum => sum.Count));
        long last = nowMs / HourSum.Ms;
        return [.. Enumerable.Range(0, Hours).Select(i => last - Hours + 1 + i)
            .Select(hour => new ChartBar(hour * HourSum.Ms, counts.GetValueOrDefault(hour)))];
    }

    /// <summary>How much counters grew in each quarter of an hour, from the first message on.</summary>
    /// <param name="metrics">The messages, oldest first.</param>
    /// <param name="all">The counter.</param>
    /// <param name="some">A counter of which the other has all; empty for none.</param>
    public static IReadOnlyList<ChartBar> OfCounters(IReadOnlyList<MetricsView> metrics, string all, string some = "") =>
        [.. Quarters(metrics, all, some).Select(quarter => new ChartBar(quarter.At, quarter.One, Math.Min(quarter.Other, quarter.One)))];

    /// <summary>What one took on average in each quarter of an hour, from the first message on: a whole number, 1 for less than that, and 0
    /// for a quarter in which there was none.</summary>
    /// <param name="metrics">The messages, oldest first.</param>
    /// <param name="count">The counter of how many there were.</param>
    /// <param name="sum">The counter of what all of them took.</param>
    public static IReadOnlyList<ChartBar> OfMeans(IReadOnlyList<MetricsView> metrics, string count, string sum) =>
        [.. Quarters(metrics, count, sum).Select(quarter => new ChartBar(quarter.At, Mean(quarter.One, quarter.Other)))];

    /// <summary>What the top of the chart stands for: a round number that is not below any bar.</summary>
    public static long Top(IReadOnlyList<ChartBar> bars)
    {
        long most = bars.Select(bar => bar.All).DefaultIfEmpty().Max();
        long top = 1;
        while (top < most && top <= long.MaxValue / 10)
        {
            if (2 * top >= most) return 2 * top;
            if (5 * top >= most) return 5 * top;
            top *= 10;
        }
        return Math.Max(top, most);
    }

    /// <summary>The path of all bars.</summary>
    /// <param name="bars">The bars.</param>
    /// <param name="value">Their heights.</param>
    public static string Path(IReadOnlyList<ChartBar> bars, Func<ChartBar, long> value)
    {
        long top = Top(bars);
        var path = new StringBuilder();
        for (int i = 0; i < bars.Count; i++)
        {
            // What is there is seen, however little it is.
            double height = value(bars[i]) == 0 ? 0 : Math.Max((double)value(bars[i]) / top * Height, 1);
            if (height > 0) path.Append(CultureInfo.InvariantCulture, $"M{i}.1 {Height}v-{height:0.##}h.8v{height:0.##}z");
        }
        return path.ToString();
    }

    private static long Mean(long count, long sum) => count == 0 ? 0 : Math.Max((sum + count / 2) / count, 1);

    private static (long At, long One, long Other)[] Quarters(IReadOnlyList<MetricsView> metrics, string one, string other)
    {
        if (metrics.Count < 2) return [];
        long last = metrics[^1].ReceivedAt / QuarterMs;
        long first = Math.Clamp(metrics[0].ReceivedAt / QuarterMs, last - MostBars + 1, last);
        var grown = new (long At, long One, long Other)[last - first + 1];
        for (int i = 0; i < grown.Length; i++) grown[i].At = (first + i) * QuarterMs;
        for (int i = 1; i < metrics.Count; i++)
        {
            long at = metrics[i].ReceivedAt / QuarterMs - first;
            if (at < 0 || at >= grown.Length) continue;
            grown[at].One += Step(metrics[i - 1].Metrics, metrics[i].Metrics, one);
            grown[at].Other += Step(metrics[i - 1].Metrics, metrics[i].Metrics, other);
        }
        return grown;
    }

    // 32 bits, wrapping; 0 where a start lies between.
    private static long Step(MetricsReport before, MetricsReport now, string counter)
    {
        bool isKnown = before.Counters.TryGetValue(counter, out long old) & now.Counters.TryGetValue(counter, out long value);
        return isKnown && before.Boot == now.Boot && now.UptimeMs >= before.UptimeMs ? (value - old) & uint.MaxValue : 0;
    }
}
