using System;

namespace EdgeGuard.Cli;

/// <summary>What is to be measured of the central console.</summary>
internal sealed record CentralBenchOptions
{
    /// <summary>How many simulated modules report at once.</summary>
    public required int Modules { get; init; }

    /// <summary>Events of one batch; each number is a measurement.</summary>
    public required int[] Batches { get; init; }

    /// <summary>Events a second of all modules together; 0: as fast as they are acknowledged.</summary>
    public required int Rate { get; init; }

    /// <summary>Of one measurement.</summary>
    public required TimeSpan Time { get; init; }

    /// <summary>Load before a measurement, which is not counted.</summary>
    public required TimeSpan Warmth { get; init; }

    /// <summary>So many events are in the archive before anything is measured.</summary>
    public required int Stored { get; init; }

    /// <summary>Whether modules tell events; else they only are there.</summary>
    public required bool IsLoad { get; init; }

    /// <summary>How many people look at pages meanwhile, one page after the other.</summary>
    public required int Viewers { get; init; }

    /// <summary>The console's executable; null: built from the checkout.</summary>
    public required string? CentralPath { get; init; }

    public required bool IsJson { get; init; }
}
