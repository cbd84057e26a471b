namespace EdgeGuard.Traffic;

/// <summary>How much a <see cref="TrafficTable"/> holds, and what it could not tell apart. Not thread-safe.</summary>
public sealed class TrafficStatus
{
    /// <summary>Rows in use.</summary>
    public int Rows { get; internal set; }

    /// <summary>Rows that there is room for.</summary>
    public int RowLimit { get; internal set; }

    /// <summary>Clients that are told apart.</summary>
    public int Clients { get; internal set; }

    /// <summary>How often a row was merged with another one, or with a new poll, because there was no row left.</summary>
    public long Merges { get; internal set; }

    /// <summary>Requests that are in no row: there was none left, and no two that could be merged.</summary>
    public long Unlisted { get; internal set; }

    /// <summary>UTC milliseconds since when it records; 0: the clock was not set.</summary>
    public long Began { get; internal set; }
}
