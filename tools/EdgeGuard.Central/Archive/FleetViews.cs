using System;
using System.Collections.Generic;
using System.Linq;

namespace EdgeGuard.Central;

/// <summary>What of the fleet leaves its lock: copies.</summary>
internal static class FleetViews
{
    internal static IReadOnlyList<ModuleView> Modules(Fleet fleet)
    {
        lock (fleet.Gate)
        {
            return [.. fleet.Modules.Select(module => Of(fleet, module))
                .OrderBy(view => view.Site, StringComparer.Ordinal).ThenBy(view => view.Name, StringComparer.Ordinal)];
        }
    }

    internal static ModuleView? Module(Fleet fleet, string site, string name)
    {
        lock (fleet.Gate) return fleet.Find(site, name) is { } module ? Of(fleet, module) : null;
    }

    internal static IReadOnlyList<Finding> Findings(Fleet fleet)
    {
        lock (fleet.Gate) return [.. fleet.Findings.OrderByDescending(finding => finding.LastAt)];
    }

    internal static IReadOnlyList<Gap> Gaps(Fleet fleet, SiteScope sites, string? site, string? name)
    {
        lock (fleet.Gate)
        {
            return [.. fleet.Gaps()
                .Where(gap => sites.Has(gap.Site) && (site == null || gap.Site == site) && (name == null || gap.Module == name))
                .OrderByDescending(gap => gap.Batch)];
        }
    }

    private static ModuleView Of(Fleet fleet, FleetModule module) => new(module.Site, module.Name)
    {
        FirstHeardAt = module.FirstHeardAt,
        HeardAt = module.HeardAt,
        State = module.State,
        StateAt = module.StateAt,
        Inventory = module.Inventory,
        InventoryAt = module.InventoryAt,
        Metrics = module.Metrics,
        MetricsAt = module.MetricsAt,
        Seal = module.Seal,
        Events = module.Events,
        Missing = Gap.Total(fleet.Gaps(module)),
    };
}
