using System;
using System.Collections.Generic;
using System.Linq;

namespace EdgeGuard.Central;

/// <summary>What rows can be sorted by, the largest first.</summary>
/// <param name="Name">As it stands in an address.</param>
/// <param name="Words">As people choose it.</param>
/// <param name="Sql">A whole number.</param>
internal sealed record SortOrder(string Name, string Words, string Sql)
{
    /// <summary>The one that an address names; the first where it names none, or one that is not there, which is a problem.</summary>
    internal static SortOrder Of(string? name, SortOrder[] orders, List<string> problems)
    {
        if (string.IsNullOrEmpty(name)) return orders[0];
        SortOrder? order = Array.Find(orders, one => one.Name == name);
        if (order == null) problems.Add($"there is no order '{name}': {string.Join(", ", orders.Select(one => one.Name))}");
        return order ?? orders[0];
    }
}
