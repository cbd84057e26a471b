using EdgeGuard.Telemetry;

namespace EdgeGuard.Central;

/// <summary>What is known of what a module told of one stream. Immutable.</summary>
/// <param name="Stream">The stream's name, hex.</param>
/// <param name="IsPresent">Whether it is the one that it told of last.</param>
/// <param name="Seal">What the seal of its last report proves.</param>
internal sealed record RecordingView(string Stream, bool IsPresent, SealProof Seal)
{
    /// <summary>Since when the module records, milliseconds since 1970; 0: its clock was not set.</summary>
    internal long Began { get; init; }

    /// <summary>When its last report was made, by its clock; 0: that is not set.</summary>
    internal long Utc { get; init; }

    /// <summary>When that came, by ours.</summary>
    internal long At { get; init; }

    /// <summary>Rows that the module has, and that are here.</summary>
    internal long Rows { get; init; }

    internal long Known { get; init; }

    /// <summary>Reports that never came.</summary>
    internal long Missing { get; init; }

    /// <summary>How often the module made one row of several, and requests that are in none.</summary>
    internal long Merges { get; init; }

    internal long Unlisted { get; init; }

    /// <summary>Rows and clients that were left out here.</summary>
    internal long LeftOut { get; init; }
}
