using System.Collections.Generic;
using System.Collections.Immutable;
using System.Text.Json;

namespace EdgeGuard.Central;

/// <summary>The sites that somebody sees. Immutable.</summary>
public sealed class SiteScope
{
    private readonly ImmutableHashSet<string> _sites;

    private SiteScope(bool isAll, IEnumerable<string> sites)
    {
        IsAll = isAll;
        _sites = [.. sites];
    }

    /// <summary>No site.</summary>
    public static SiteScope None { get; } = new(false, []);

    /// <summary>All sites, those too that are not there yet, and the console itself.</summary>
    public static SiteScope All { get; } = new(true, []);

    /// <summary>Whether these are all.</summary>
    public bool IsAll { get; }

    /// <summary>Some sites.</summary>
    public static SiteScope Of(IEnumerable<string> sites) => new(false, sites);

    /// <summary>Whether a site is among them; an empty name is the console itself.</summary>
    public bool Has(string site) => IsAll || (site.Length > 0 && _sites.Contains(site));

    /// <summary>The names as SQLite's <c>json_each</c> takes them; null for all.</summary>
    internal string? Json => IsAll ? null : JsonSerializer.Serialize(_sites);
}
