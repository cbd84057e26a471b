namespace EdgeGuard.Cli;

/// <summary>What is measured. The words for each are in <see cref="FigureTable"/>.</summary>
internal enum Figure
{
    /// <summary>Requests a second, all clients together.</summary>
    Rps,

    /// <summary>Median latency, microseconds.</summary>
    P50,

    /// <summary>99 of 100 are no slower, microseconds.</summary>
    P99,

    /// <summary>999 of 1,000 are no slower, microseconds.</summary>
    P999,

    /// <summary>Mean latency, microseconds.</summary>
    Mean,

    /// <summary>The longest latency of any client, microseconds.</summary>
    Longest,

    /// <summary>The longest latency as a multiple of the mean.</summary>
    LongestByMean,

    /// <summary>Microseconds of CPU that the proxy takes for a request.</summary>
    Cpu,

    /// <summary>System calls of the proxy for a request.</summary>
    SystemCalls,

    /// <summary>Context switches of the proxy for a request, of both kinds.</summary>
    Switches,

    /// <summary>Those of them that a thread wanted: it went to sleep.</summary>
    VoluntarySwitches,

    /// <summary>Those that it did not want.</summary>
    InvoluntarySwitches,

    /// <summary>Memory of the proxy at the end, MB.</summary>
    Megabytes,

    /// <summary>The most memory that it ever had, MB.</summary>
    PeakMegabytes,

    /// <summary>Threads of the proxy at the end.</summary>
    Threads,

    /// <summary>System calls of the proxy a second, whatever they are for.</summary>
    SystemCallsPerSecond,

    /// <summary>Context switches of the proxy a second, whatever they are for.</summary>
    SwitchesPerSecond,

    /// <summary>How long one more client takes to be let in and answered, milliseconds.</summary>
    AdmitMs,
}
