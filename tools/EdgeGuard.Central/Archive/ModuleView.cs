using EdgeGuard.Telemetry;

namespace EdgeGuard.Central;

/// <summary>What is known of a module at a moment.</summary>
/// <param name="Site">Its site.</param>
/// <param name="Name">Its name.</param>
public sealed record ModuleView(string Site, string Name)
{
    /// <summary>When it was first heard of, milliseconds since 1970.</summary>
    public long FirstHeardAt { get; init; }

    /// <summary>When it was heard of last.</summary>
    public long HeardAt { get; init; }

    /// <summary>What it said last of itself; null for nothing.</summary>
    public StateReport? State { get; init; }

    public long StateAt { get; init; }

    public InventoryReport? Inventory { get; init; }

    public long InventoryAt { get; init; }

    public MetricsReport? Metrics { get; init; }

    public long MetricsAt { get; init; }

    /// <summary>What the seal of its last batch proves; null before the first.</summary>
    public SealProof? Seal { get; init; }

    /// <summary>How many events of it ever came.</summary>
    public long Events { get; init; }

    /// <summary>How many events never came.</summary>
    public long Missing { get; init; }

    /// <summary>Whether it is there, as far as it said.</summary>
    public bool IsOnline => State?.IsOnline == true;

    /// <summary>Whether it lets through what its policy refuses.</summary>
    public bool IsObserving => IsOnline && State!.IsWhole && State.Mode != "enforce";
}
