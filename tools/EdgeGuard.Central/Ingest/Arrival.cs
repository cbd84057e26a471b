using System;
using EdgeGuard.Core;
using EdgeGuard.Telemetry;

namespace EdgeGuard.Central;

/// <summary>A message of a module that was read and found sound. Immutable.</summary>
/// <param name="Site">The module's site.</param>
/// <param name="Module">The module.</param>
/// <param name="Kind">What it tells.</param>
/// <param name="Bytes">As it came; of a batch in parts, put together.</param>
public sealed record Arrival(string Site, string Module, ArrivalKind Kind, byte[] Bytes)
{
    /// <summary>When it came, milliseconds since 1970 by this computer's clock.</summary>
    public long ReceivedAt { get; init; }

    /// <summary>Of <see cref="ArrivalKind.Events"/>: what it holds.</summary>
    public EventBatch? Batch { get; init; }

    /// <summary>Of <see cref="ArrivalKind.Events"/>: what its seal proves.</summary>
    public SealProof Seal { get; init; }

    /// <summary>Of <see cref="ArrivalKind.State"/>.</summary>
    public StateReport? State { get; init; }

    /// <summary>Of <see cref="ArrivalKind.Inventory"/>.</summary>
    public InventoryReport? Inventory { get; init; }

    /// <summary>Of <see cref="ArrivalKind.Metrics"/>.</summary>
    public MetricsReport? Metrics { get; init; }

    /// <summary>The batch, of an arrival that is one.</summary>
    internal EventBatch Events => Batch ?? throw new InvalidOperationException("not a batch");
}
