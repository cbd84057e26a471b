using System.Collections.Generic;
using System.Linq;
using EdgeGuard.Core;
using EdgeGuard.Telemetry;

namespace EdgeGuard.Central;

/// <summary>What is known of one module. Guarded by the fleet's lock.</summary>
internal sealed class FleetModule(string site, string name)
{
    private ModuleView? _view;
    private List<Gap>? _gaps;

    internal string Site { get; } = site;

    internal string Name { get; } = name;

    internal long FirstHeardAt { get; set; }

    internal long HeardAt { get; set; }

    internal StateReport? State { get; set; }

    internal byte[]? StateBytes { get; set; }

    internal long StateAt { get; set; }

    internal InventoryReport? Inventory { get; set; }

    internal byte[]? InventoryBytes { get; set; }

    internal long InventoryAt { get; set; }

    internal MetricsReport? Metrics { get; set; }

    internal byte[]? MetricsBytes { get; set; }

    internal long MetricsAt { get; set; }

    /// <summary>What the seal of its last batch proves; null before the first.</summary>
    internal SealProof? Seal { get; set; }

    /// <summary>How many events of it are stored.</summary>
    internal long Events { get; set; }

    internal Dictionary<(string Stream, int Boot), BootCoverage> Boots { get; } = [];

    /// <summary>The highest start of each stream.</summary>
    internal Dictionary<string, int> LastBoot { get; } = [];

    internal bool IsDirty { get; set; }

    /// <summary>What happened by the hour and is not in the catalog yet. Of the archive's thread.</summary>
    internal Dictionary<(long Hour, int Code, int Reason), long> Hours { get; } = [];

    /// <summary>Counts an event that is stored.</summary>
    internal void Count(EventRecord record, long receivedAt)
    {
        Events++;
        if (!HourSum.IsKept(record.Code)) return;
        var key = (HourSum.Of(record, receivedAt), (int)record.Code, (int)record.Reason);
        Hours[key] = Hours.GetValueOrDefault(key) + record.Repeats;
    }

    /// <summary>What is known of it, as one copy: made anew when something has changed since the last one.</summary>
    internal ModuleView View => _view ??= MakeView();

    /// <summary>What is missing of it; likewise.</summary>
    internal IReadOnlyList<Gap> Gaps => _gaps ??= FindGaps();

    /// <summary>Something has changed.</summary>
    internal void ForgetView()
    {
        _view = null;
        _gaps = null;
    }

    internal void AddBoot(string stream, int boot, BootCoverage coverage)
    {
        Boots[(stream, boot)] = coverage;
        if (!LastBoot.TryGetValue(stream, out int last) || boot > last) LastBoot[stream] = boot;
    }

    /// <summary>Takes a state. One that comes late, of a connection that is no longer the last, changes nothing.</summary>
    internal void Take(StateReport state, byte[] bytes, long at)
    {
        bool isLate = State is { } now && now.Stream == state.Stream
            && (state.Boot < now.Boot || (state.Boot == now.Boot && state.Connection < now.Connection));
        if (isLate) return;
        State = state;
        StateBytes = bytes;
        StateAt = at;
    }

    internal void Take(InventoryReport inventory, byte[] bytes, long at)
    {
        Inventory = inventory;
        InventoryBytes = bytes;
        InventoryAt = at;
    }

    internal void Take(MetricsReport metrics, byte[] bytes, long at)
    {
        Metrics = metrics;
        MetricsBytes = bytes;
        MetricsAt = at;
    }

    private ModuleView MakeView() => new(Site, Name)
    {
        FirstHeardAt = FirstHeardAt,
        HeardAt = HeardAt,
        State = State,
        StateAt = StateAt,
        Inventory = Inventory,
        InventoryAt = InventoryAt,
        Metrics = Metrics,
        MetricsAt = MetricsAt,
        Seal = Seal,
        Events = Events,
        Missing = Gap.Total(Gaps),
    };

    private List<Gap> FindGaps()
    {
        var gaps = new List<Gap>();
        foreach (((string stream, int boot), BootCoverage coverage) in Boots)
        {
            gaps.AddRange(coverage.Holes().Select(
                hole => new Gap(Site, Name, stream, boot, hole.First, hole.Last, hole.Before.Opened, hole.Before.OpenedAt)));
        }
        return gaps;
    }
}
