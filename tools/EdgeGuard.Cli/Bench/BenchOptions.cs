using System;

namespace EdgeGuard.Cli;

/// <summary>What is to be measured.</summary>
internal sealed record BenchOptions
{
    /// <summary>Of one measurement: one path in one round.</summary>
    public required TimeSpan Time { get; init; }

    public required int[] Clients { get; init; }

    public required string[] Against { get; init; }

    public required BenchScenarios Scenarios { get; init; }

    /// <summary>How often all of it is measured, each time with new processes.</summary>
    public required int Runs { get; init; }

    /// <summary>How many endless loops take processor time meanwhile.</summary>
    public required int Busy { get; init; }

    /// <summary>The module's executable; null: published from the checkout.</summary>
    public required string? ModulePath { get; init; }

    public required bool IsJson { get; init; }
}
