namespace EdgeGuard.Cli;

/// <summary>The words for every figure, in the order of <see cref="Figure"/>.</summary>
internal static class FigureTable
{
    private static readonly FigureRow[] Rows =
    [
        new(Figure.Rps, "rps", "rps", "req/s", 9, 0),
        new(Figure.P50, "p50_us", "p50", "p50 us", 9, 0),
        new(Figure.P99, "p99_us", "p99", "p99 us", 9, 0),
        new(Figure.P999, "p999_us", "p999", "p99.9 us", 9, 0),
        new(Figure.Mean, "mean_us", "mean", "mean us", 9, 0),
        new(Figure.Longest, "longest_us", "longest", "longest us", 12, 0),
        new(Figure.LongestByMean, "longest_by_mean", "longest_by_mean", "longest/mean", 14, 2),
        new(Figure.Cpu, "cpu_s_per_million", "cpu", "CPU us", 8, 1),
        new(Figure.SystemCalls, "system_calls_per_request", "system_calls", "calls", 8, 2),
        new(Figure.Switches, "context_switches_per_request", "context_switches", "switches", 9, 2),
        new(Figure.VoluntarySwitches, "voluntary_switches_per_request", "voluntary_switches", "vol.", 8, 2),
        new(Figure.InvoluntarySwitches, "involuntary_switches_per_request", "involuntary_switches", "invol.", 8, 2),
        new(Figure.Megabytes, "rss_now_mb", "rss_now", "MB", 8, 1),
        new(Figure.PeakMegabytes, "rss_mb", "rss", "peak MB", 9, 1),
        new(Figure.Threads, "threads", "threads", "threads", 9, 0),
        new(Figure.SystemCallsPerSecond, "system_calls_per_second", "system_calls_per_second", "calls/s", 9, 0),
        new(Figure.SwitchesPerSecond, "context_switches_per_second", "context_switches_per_second", "switches/s", 12, 0),
        new(Figure.AdmitMs, "admit_ms", "admit", "admit ms", 10, 0),
    ];

    public static int Count => Rows.Length;

    public static FigureRow Of(Figure figure) => Rows[(int)figure];
}
