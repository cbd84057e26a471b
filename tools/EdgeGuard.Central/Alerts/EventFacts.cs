using System.Collections.Generic;
using System.Linq;
using EdgeGuard.Core;

namespace EdgeGuard.Central;

/// <summary>What follows from events, one after the other: what lasts, and what happened since the last round. Of one thread.</summary>
/// <remarks>Time is the module's, as far as it can be believed: what was kept back over a weekend and comes at once happened over a
/// weekend.</remarks>
internal sealed class EventFacts
{
    // Above it a module's time is not that of now, whatever it says of its clock.
    private const long MostAheadMs = 60_000;

    // A module that nothing happens to for so long need not be watched.
    private const long ForgetMs = 600_000;

    private readonly Dictionary<AlertKey, Latch> _latches = [];
    private readonly Dictionary<AlertKey, Occurrence> _occurrences = [];
    private readonly HashSet<AlertKey> _begun = [];
    private readonly Dictionary<(string Site, string Module), RefusalWatch> _watches = [];

    internal IReadOnlyCollection<Latch> Latches => _latches.Values;

    internal IReadOnlyCollection<Occurrence> Occurrences => _occurrences.Values;

    internal void Restore(Latch latch) => _latches[latch.Key] = latch;

    /// <summary>Takes one event.</summary>
    internal void Take(StoredEvent stored)
    {
        long at = TimeOf(stored);
        foreach (LatchRule rule in LatchRule.All) Latch(rule, stored, at);
        if (stored.Peer is { Transport: PeerTransport.Plain } plain)
        {
            Happen(AlertKind.UnsafeListener, stored, at, $"by {PeerText.Text(plain)}", 1);
        }
        if (EventTable.IsRefusal(stored.Record.Code)) Watch(stored, at);
    }

    /// <summary>A round is over.</summary>
    internal void EndRound(long now)
    {
        _occurrences.Clear();
        _begun.Clear();
        foreach (((string, string) module, RefusalWatch watch) in _watches.ToList())
        {
            if (now - watch.LastTakenAt > ForgetMs) _watches.Remove(module);
        }
    }

    private void Latch(LatchRule rule, StoredEvent stored, long at)
    {
        if (rule.Begins(stored.Record))
        {
            var key = new AlertKey(rule.Kind, stored.Site, stored.Module, rule.Subject(stored.Record));
            bool isOn = _latches.TryGetValue(key, out Latch? before);
            if (!isOn) _begun.Add(key);
            _latches[key] = new Latch(key, isOn ? before!.Since : at, EventText.Text(stored.Record, stored.Peer));
        }
        else if (rule.Ends(stored.Record))
        {
            foreach (AlertKey ended in _latches.Keys.Where(
                latch => latch.Kind == rule.Kind && latch.Site == stored.Site && latch.Module == stored.Module).ToList())
            {
                End(ended);
            }
        }
    }

    private void End(AlertKey key)
    {
        // Begun and ended before anybody looked, it happened all the same.
        if (_begun.Remove(key)) _occurrences[key] = new Occurrence(key, _latches[key].Since, _latches[key].Detail, 0);
        _latches.Remove(key);
    }

    private void Watch(StoredEvent stored, long at)
    {
        var module = (stored.Site, stored.Module);
        if (!_watches.TryGetValue(module, out RefusalWatch? watch)) watch = _watches[module] = new RefusalWatch();
        foreach ((AlertKind kind, string detail) in watch.Take(stored, at)) Happen(kind, stored, at, detail, 0);
    }

    private void Happen(AlertKind kind, StoredEvent stored, long at, string detail, long times)
    {
        var key = new AlertKey(kind, stored.Site, stored.Module, "");
        bool isKnown = _occurrences.TryGetValue(key, out Occurrence? before);
        _occurrences[key] = new Occurrence(key, isKnown ? before!.At : at, detail, (isKnown ? before!.Times : 0) + times);
    }

    private static long TimeOf(StoredEvent stored)
    {
        bool isTold = stored.Record.Trust == ClockTrust.Trusted && stored.Record.Utc > 0;
        return isTold && stored.Record.Utc <= stored.ReceivedAt + MostAheadMs ? stored.Record.Utc : stored.ReceivedAt;
    }
}
