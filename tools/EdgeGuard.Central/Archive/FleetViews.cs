using System.Collections.Generic;
using System.Linq;

namespace EdgeGuard.Central;

/// <summary>What of the fleet leaves its lock: copies, each made once for as long as it is true.</summary>
internal static class FleetViews
{
    internal static IReadOnlyList<ModuleView> Modules(Fleet fleet)
    {
        lock (fleet.Gate) return [.. fleet.Sorted.Select(module => module.View)];
    }

    internal static ModuleView? Module(Fleet fleet, string site, string name)
    {
        lock (fleet.Gate) return fleet.Find(site, name)?.View;
    }

    internal static IReadOnlyList<Finding> Findings(Fleet fleet)
    {
        Finding[] findings;
        lock (fleet.Gate) findings = [.. fleet.Findings];
        return [.. findings.OrderByDescending(finding => finding.LastAt)];
    }

    internal static IReadOnlyList<Gap> Gaps(Fleet fleet, SiteScope sites, string? site, string? name)
    {
        lock (fleet.Gate)
        {
            return [.. ModulesOf(fleet, site, name).Where(module => sites.Has(module.Site)).SelectMany(module => module.Gaps)
                .OrderByDescending(gap => gap.Batch)];
        }
    }

    private static IEnumerable<FleetModule> ModulesOf(Fleet fleet, string? site, string? name)
    {
        if (site != null && name != null) return fleet.Find(site, name) is { } module ? [module] : [];
        return fleet.Modules.Where(module => (site == null || module.Site == site) && (name == null || module.Name == name));
    }
}
