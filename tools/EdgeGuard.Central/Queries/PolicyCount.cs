using System.Collections.Generic;
using System.Linq;

namespace EdgeGuard.Central;

/// <summary>How many modules have one policy in force, as they say.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Version">Its version.</param>
/// <param name="Hash">SHA-256 of its canonical form, hex: what tells apart two that are called alike.</param>
/// <param name="Modules">How many.</param>
internal sealed record PolicyCount(string Name, int Version, string Hash, int Modules)
{
    /// <summary>All that are in force at some modules, the most frequent first.</summary>
    internal static List<PolicyCount> Of(IEnumerable<ModuleView> modules) =>
    [
        .. modules.Where(view => view.State is { IsWhole: true, PolicyHash.Length: > 0 })
            .GroupBy(view => (view.State!.PolicyName, view.State.PolicyVersion, view.State.PolicyHash))
            .Select(group => new PolicyCount(group.Key.PolicyName, group.Key.PolicyVersion, group.Key.PolicyHash, group.Count()))
            .OrderByDescending(count => count.Modules).ThenBy(count => count.Name, System.StringComparer.Ordinal)
            .ThenByDescending(count => count.Version).ThenBy(count => count.Hash, System.StringComparer.Ordinal),
    ];
}
