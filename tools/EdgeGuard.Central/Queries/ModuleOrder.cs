using System;
using System.Collections.Generic;
using System.Linq;

namespace EdgeGuard.Central;

/// <summary>What modules can be sorted by, the largest first; those that are alike by name.</summary>
/// <param name="Name">As it stands in an address.</param>
/// <param name="Words">As people choose it.</param>
/// <param name="Rank">Of a module.</param>
internal sealed record ModuleOrder(string Name, string Words, Func<ModuleView, long> Rank)
{
    /// <summary>The first unless said otherwise.</summary>
    internal static readonly IReadOnlyList<ModuleOrder> All =
    [
        new("name", "name", _ => 0),
        new("silent", "longest silent", view => -view.HeardAt),
        new("events", "most events", view => view.Events),
        new("missing", "most events missing", view => view.Missing),
        new("new", "newest", view => view.FirstHeardAt),
    ];

    /// <summary>The one that an address names; the first where it names none, or one that is not there, which is a problem.</summary>
    internal static ModuleOrder Of(string? name, List<string> problems)
    {
        if (string.IsNullOrEmpty(name)) return All[0];
        ModuleOrder? order = All.FirstOrDefault(one => one.Name == name);
        if (order == null) problems.Add($"there is no order '{name}': {string.Join(", ", All.Select(one => one.Name))}");
        return order ?? All[0];
    }
}
