using System;
using System.Collections.Generic;
using System.Linq;
using EdgeGuard.Core;

namespace EdgeGuard.Central;

/// <summary>Policies of modules as the person sees them who makes a request: those of the own sites. Pages have no others.</summary>
internal sealed class SeenPolicies(PolicyTextFile file, KnownPolicies known, SeenArchive archive, CurrentPerson current)
{
    private const int MostEvents = 500;

    /// <summary>All texts that a module told, the one that came last first.</summary>
    internal IReadOnlyList<ShownPolicy> Of(string site, string module) =>
        current.Sites.Has(site) ? [.. file.Of(site, module).Select(Shown)] : [];

    /// <summary>The one with a hash: as the module told it, else as somebody took it in here; null: it is not known.</summary>
    internal ShownPolicy? Find(string site, string module, string hash)
    {
        if (hash.Length == 0 || !current.Sites.Has(site)) return null;
        if (file.Find(site, module, hash) is { } told) return Shown(told);
        return known.Find(hash) is { } text ? new ShownPolicy(hash, text, null) : null;
    }

    /// <summary>The one of a configuration, by its number; null: it is not known.</summary>
    internal ShownPolicy? OfGeneration(string site, string module, int generation) =>
        current.Sites.Has(site) && file.HashOf(site, module, generation) is { } hash ? Find(site, module, hash) : null;

    /// <summary>Which was in force from when to when, the last first, as the newest events say.</summary>
    internal IReadOnlyList<PolicyTurn> History(string site, string module)
    {
        EventQuery query = EventQuery.Parse($"site:{site} module:{module} event:configuration", out _);
        EventRow[] events = [.. archive.Events(query, null, MostEvents).Items.Select(item => item.Event).OfType<EventRow>()];
        IReadOnlyList<ShownPolicy> texts = Of(site, module);
        var turns = new List<PolicyTurn>();
        for (int i = 0; i < events.Length; i++)
        {
            if (events[i].Record.Code != EventCode.ConfigurationActive) continue;
            long ended = turns.Count > 0 ? turns[^1].Began.Record.Utc : 0;
            string start = PolicyTurn.StartOf(events[i].Record);
            ShownPolicy? text = texts.FirstOrDefault(each => each.Hash.StartsWith(start, StringComparison.Ordinal));
            turns.Add(new PolicyTurn(events[i], ended, Who(events, i), text));
        }
        return turns;
    }

    // A configuration is put in force first, and then stored; one on trial has an event of its own.
    private static string Who(EventRow[] events, int active)
    {
        int generation = events[active].Record.A;
        EventRow? commit = Array.Find(events, row => row.Boot == events[active].Boot && row.Record.A == generation && row.Peer != null
            && row.Record.Code is EventCode.ConfigurationCommitted or EventCode.ConfigurationTried);
        return commit?.Peer is { } peer ? PeerText.Text(peer) : "";
    }

    private static ShownPolicy Shown(KeptPolicy kept) => new(kept.Hash, kept.Text, kept.Seal);
}
