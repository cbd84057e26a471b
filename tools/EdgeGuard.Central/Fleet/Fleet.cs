using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Threading;
using EdgeGuard.Core;
using EdgeGuard.Telemetry;

namespace EdgeGuard.Central;

/// <summary>All modules: what they said last, and which of their events are stored. Derived from the archive, row by row, when things
/// arrive and in the same way when it is opened: so nothing in it has to outlast a kill.</summary>
/// <remarks>Changed by the archive's thread alone, which reads it as it likes; <see cref="Gate"/> is held for each change, and by whoever
/// else reads.</remarks>
internal sealed class Fleet
{
    // One that invents findings must not fill memory with them.
    private const int MaxFindings = 10_000;

    private readonly Dictionary<(string Site, string Module), FleetModule> _modules = [];
    private readonly Dictionary<string, FleetModule> _streams = [];
    private readonly Dictionary<(FindingKind, string, string, string), Finding> _findings = [];
    private readonly HashSet<(FindingKind, string, string, string)> _dirtyFindings = [];
    private FleetModule[]? _sorted;

    internal Lock Gate { get; } = new();

    internal IReadOnlyCollection<FleetModule> Modules => _modules.Values;

    /// <summary>Likewise, by site and name.</summary>
    internal IReadOnlyList<FleetModule> Sorted => _sorted ??= [.. _modules.Values
        .OrderBy(module => module.Site, StringComparer.Ordinal).ThenBy(module => module.Name, StringComparer.Ordinal)];

    internal IReadOnlyCollection<Finding> Findings => _findings.Values;

    internal FleetModule? Find(string site, string module) => _modules.GetValueOrDefault((site, module));

    /// <summary>A module, which is there from now on.</summary>
    internal FleetModule Module(string site, string name, long at)
    {
        if (_modules.TryGetValue((site, name), out FleetModule? module)) return module;
        module = new FleetModule(site, name) { FirstHeardAt = at, IsDirty = true };
        _modules[(site, name)] = module;
        _sorted = null;
        return module;
    }

    /// <summary>Says what becomes of a batch, and changes nothing but findings.</summary>
    /// <param name="arrival">The batch.</param>
    /// <param name="stored">Whether a batch with this first number is stored with other bytes.</param>
    internal BatchVerdict Judge(Arrival arrival, Func<Arrival, bool> stored)
    {
        EventBatch batch = arrival.Events;
        string stream = EventText.Hex(batch.Stream);
        if (arrival.Seal == SealProof.Wrong) return Reject(FindingKind.SealWrong, arrival);
        BootCoverage? coverage = Find(arrival.Site, arrival.Module)?.Boots.GetValueOrDefault((stream, batch.Boot));
        BatchVerdict verdict = BatchVerdict.Of(batch, coverage);
        if (verdict.Receipt == Receipt.Known && stored(arrival)) return Reject(FindingKind.Conflict, arrival);
        int spans = (coverage?.Spans.Count ?? 0) + BootCoverage.RangesOf(batch).Count;
        bool isScattered = verdict.Receipt == Receipt.Stored && spans > BootCoverage.MaxSpans;
        return isScattered ? Reject(FindingKind.Scattered, arrival) : verdict;
    }

    /// <summary>Takes what was stored.</summary>
    internal void Take(Arrival arrival, Place place)
    {
        lock (Gate) TakeLocked(arrival, place);
    }

    /// <summary>Notes that something is wrong.</summary>
    internal void Found(FindingKind kind, string site, string module, string subject, string detail, long at)
    {
        lock (Gate) FoundLocked((kind, site, module, subject), detail, at);
    }

    /// <summary>Notes that a batch was rejected.</summary>
    internal void NoteRejected(FindingKind kind, Arrival arrival) =>
        Found(kind, arrival.Site, arrival.Module, EventText.Hex(arrival.Events.Stream), Numbers(arrival.Events), arrival.ReceivedAt);

    /// <summary>Takes what the catalog has.</summary>
    internal void Restore(FleetModule module)
    {
        _modules[(module.Site, module.Name)] = module;
        _sorted = null;
        foreach ((string stream, int _) in module.Boots.Keys) _streams.TryAdd(stream, module);
    }

    /// <summary>Likewise.</summary>
    internal void Restore(Finding finding) => _findings[(finding.Kind, finding.Site, finding.Module, finding.Subject)] = finding;

    /// <summary>The findings that changed since the last time.</summary>
    internal List<Finding> TakeDirtyFindings()
    {
        List<Finding> dirty = [.. _dirtyFindings.Select(key => _findings[key])];
        _dirtyFindings.Clear();
        return dirty;
    }

    private void TakeLocked(Arrival arrival, Place place)
    {
        FleetModule module = Module(arrival.Site, arrival.Module, arrival.ReceivedAt);
        module.HeardAt = Math.Max(module.HeardAt, arrival.ReceivedAt);
        module.IsDirty = true;
        if (arrival.Batch != null) TakeBatch(module, arrival, place);
        if (arrival.State is { } state) module.Take(state, arrival.Bytes, arrival.ReceivedAt);
        if (arrival.Inventory is { } inventory) module.Take(inventory, arrival.Bytes, arrival.ReceivedAt);
        if (arrival.Metrics is { } metrics) module.Take(metrics, arrival.Bytes, arrival.ReceivedAt);
        module.ForgetView();
    }

    private void FoundLocked((FindingKind Kind, string Site, string Module, string Subject) key, string detail, long at)
    {
        if (_findings.TryGetValue(key, out Finding? known))
        {
            _findings[key] = known with { Detail = detail, LastAt = at, Count = known.Count + 1 };
        }
        else if (_findings.Count < MaxFindings)
        {
            _findings[key] = new Finding(key.Kind, key.Site, key.Module, key.Subject, detail, at, at, 1);
        }
        else
        {
            return;
        }
        _dirtyFindings.Add(key);
    }

    private void TakeBatch(FleetModule module, Arrival arrival, Place place)
    {
        EventBatch batch = arrival.Events;
        string stream = EventText.Hex(batch.Stream);
        NoteStream(module, stream, arrival.ReceivedAt);
        BootCoverage coverage = Coverage(module, stream, batch, arrival.ReceivedAt);
        foreach (int i in BatchVerdict.Of(batch, coverage).New) module.Count(batch.Records[i], arrival.ReceivedAt);
        module.Seal = arrival.Seal;
        foreach (long sequence in coverage.Add(batch, place, arrival.ReceivedAt))
        {
            Found(FindingKind.ChainBroken, module.Site, module.Name, Boot(stream, batch.Boot),
                $"event {sequence} of start {batch.Boot} does not follow what came before it", arrival.ReceivedAt);
        }
    }

    private void NoteStream(FleetModule module, string stream, long at)
    {
        FleetModule owner = _streams.TryGetValue(stream, out FleetModule? known) ? known : _streams[stream] = module;
        if (owner == module) return;
        Found(FindingKind.StreamTwice, module.Site, module.Name, stream, $"it is the stream of {owner.Site}/{owner.Name}", at);
    }

    private BootCoverage Coverage(FleetModule module, string stream, EventBatch batch, long at)
    {
        bool hasStream = module.LastBoot.TryGetValue(stream, out int last);
        if (hasStream && batch.Boot < last) NoteEarlier(module, stream, batch, last, at);
        if (module.Boots.TryGetValue((stream, batch.Boot), out BootCoverage? coverage)) return coverage;
        if (hasStream && batch.Boot > last + 1L)
        {
            Found(FindingKind.BootsMissing, module.Site, module.Name, Boot(stream, batch.Boot),
                $"nothing arrived of starts {last + 1} to {batch.Boot - 1}", at);
        }
        // What came before the first batch ever seen is not missing: nobody was looking.
        long since = module.Boots.Count == 0 ? BootCoverage.RangesOf(batch)[0].First : 1;
        coverage = new BootCoverage(since, []);
        module.AddBoot(stream, batch.Boot, coverage);
        return coverage;
    }

    private void NoteEarlier(FleetModule module, string stream, EventBatch batch, int last, long at) =>
        Found(FindingKind.BootWentBack, module.Site, module.Name, Boot(stream, last),
            $"new events {Numbers(batch)} after start {last} had told", at);

    private BatchVerdict Reject(FindingKind kind, Arrival arrival)
    {
        NoteRejected(kind, arrival);
        return BatchVerdict.Rejected(kind);
    }

    private static string Boot(string stream, int boot) => string.Create(CultureInfo.InvariantCulture, $"{stream}/{boot}");

    private static string Numbers(EventBatch batch) => string.Create(
        CultureInfo.InvariantCulture, $"{batch.Records[0].Sequence} to {batch.Records[^1].Sequence} of start {batch.Boot}");
}
