using System;
using System.Collections.Generic;
using System.Linq;

namespace EdgeGuard.Central;

/// <summary>Which modules are there, by what they said and when they were heard. Immutable.</summary>
internal sealed class FleetPresence
{
    /// <summary>A module that reports counters, and is not heard for so long, is silent, whatever it said.</summary>
    internal const long UnheardMs = 180_000;

    /// <summary>One that said goodbye is missed after this.</summary>
    internal const long StoppedMs = 600_000;

    // Of all modules so many percent have to be silent before it is the broker, or our own network.
    private const int BrokerPercent = 95;
    private const int LeastForBroker = 3;

    private readonly Dictionary<(string Site, string Module), long> _silentSince = [];
    private readonly HashSet<(string Site, string Module)> _unknown = [];
    private readonly Dictionary<string, (int Silent, int All)> _sites = [];

    internal FleetPresence(IReadOnlyList<ModuleView> modules, long now, long startedAt)
    {
        foreach (ModuleView module in modules) Judge(module, now, startedAt);
        foreach (IGrouping<string, ModuleView> site in modules.GroupBy(module => module.Site))
        {
            _sites[site.Key] = (site.Count(IsSilent), site.Count());
        }
        int silent = _sites.Values.Sum(site => site.Silent);
        bool isEverywhere = _sites.Count > 1 && _sites.Values.All(site => site.Silent > 0);
        IsBrokerAway = isEverywhere && silent >= LeastForBroker && silent * 100 >= modules.Count * BrokerPercent;
    }

    /// <summary>Whether as good as nobody is there, of several sites.</summary>
    internal bool IsBrokerAway { get; }

    internal IEnumerable<string> Sites => _sites.Keys;

    /// <summary>Whether it is not there.</summary>
    internal bool IsSilent(ModuleView module) => _silentSince.ContainsKey((module.Site, module.Name));

    /// <summary>Whether nobody can say: this console has not run for long enough to have heard it.</summary>
    internal bool IsUnknown(ModuleView module) => _unknown.Contains((module.Site, module.Name));

    /// <summary>Whether what it said last of itself can be believed to be so still.</summary>
    internal bool IsPresent(ModuleView module) => module.IsOnline && !IsSilent(module) && !IsUnknown(module);

    internal long SilentSince(ModuleView module) => _silentSince.GetValueOrDefault((module.Site, module.Name));

    /// <summary>Whether more than half of a site is silent, and not one module alone.</summary>
    internal bool IsSiteSilent(string site) => _sites[site] is { Silent: > 1 } counts && counts.Silent * 2 > counts.All;

    internal (int Silent, int All) CountsOf(string site) => _sites[site];

    private void Judge(ModuleView module, long now, long startedAt)
    {
        bool isHeardByUs = module.HeardAt >= startedAt;
        long unheardSince = Math.Max(module.HeardAt, startedAt);
        long since = 0;
        if (module.State is not { IsOnline: false } away)
        {
            if (now - unheardSince > UnheardMs) since = Math.Max(module.HeardAt, 1);
            else if (!isHeardByUs) _unknown.Add((module.Site, module.Name));
        }
        else if (!isHeardByUs && now - startedAt <= UnheardMs)
        {
            _unknown.Add((module.Site, module.Name));
        }
        else if (!away.IsStopped || now - module.StateAt > StoppedMs)
        {
            since = Math.Max(module.StateAt, 1);
        }
        if (since > 0) _silentSince[(module.Site, module.Name)] = since;
    }
}
