using System;
using EdgeGuard.Modbus;

namespace EdgeGuard.Cli;

/// <summary>What is to be measured of a serial line.</summary>
internal sealed record SerialBenchOptions
{
    /// <summary>Each of them is a module of its own.</summary>
    public required SerialFormat[] Formats { get; init; }

    /// <summary>How many registers the clients read; each number is a measurement.</summary>
    public required int[] Registers { get; init; }

    public required int Clients { get; init; }

    /// <summary>Of one measurement.</summary>
    public required TimeSpan Time { get; init; }

    /// <summary>The module's executable; null: published from the checkout.</summary>
    public required string? ModulePath { get; init; }

    public required bool IsJson { get; init; }
}
