using System;

namespace EdgeGuard.Central;

/// <summary>Which refusals are asked for.</summary>
/// <param name="Site">Of this site; null for all.</param>
/// <param name="Module">Of modules of this name; null for all.</param>
/// <param name="Days">Of so many of the newest days on which something arrived, from 1.</param>
/// <param name="Most">Most rows.</param>
public sealed record RefusalQuery(string? Site = null, string? Module = null, int Days = 7, int Most = 200)
{
    /// <summary>Most rows of an export.</summary>
    public const int MostOfExport = 100_000;

    /// <summary>As an address asks for them: nothing for all; too few or too many days are as few or many as there can be.</summary>
    public static RefusalQuery Of(string? site, string? module, int days) => new(
        string.IsNullOrEmpty(site) ? null : site, string.IsNullOrEmpty(module) ? null : module, Math.Clamp(days, 1, 400));

    /// <summary>Of these sites.</summary>
    public SiteScope Sites { get; init; } = SiteScope.All;
}
