using System;
using System.Collections.Generic;
using System.Linq;

namespace EdgeGuard.Central;

/// <summary>The roles of somebody, by site. Immutable.</summary>
public sealed class SiteRoles
{
    /// <summary>Stands for all sites, those too that are not there yet.</summary>
    public const string Everywhere = "*";

    private readonly Dictionary<string, SiteRole> _roles;

    /// <param name="roles">By site; <see cref="Everywhere"/> for all.</param>
    public SiteRoles(IEnumerable<KeyValuePair<string, SiteRole>> roles)
    {
        _roles = new Dictionary<string, SiteRole>(roles.Where(pair => pair.Value != SiteRole.None), StringComparer.Ordinal);
        Sites = At(Everywhere) != SiteRole.None ? SiteScope.All : SiteScope.Of(_roles.Keys);
        Highest = _roles.Count == 0 ? SiteRole.None : _roles.Values.Max();
    }

    /// <summary>Nobody's.</summary>
    public static SiteRoles None { get; } = new([]);

    /// <summary>The sites that are seen.</summary>
    public SiteScope Sites { get; }

    /// <summary>The highest role anywhere.</summary>
    public SiteRole Highest { get; }

    /// <summary>As they were given, by site.</summary>
    public IReadOnlyList<KeyValuePair<string, SiteRole>> Given => [.. _roles.OrderBy(pair => pair.Key, StringComparer.Ordinal)];

    /// <summary>The role at a site; an empty name, or <see cref="Everywhere"/>, is the console itself.</summary>
    public SiteRole At(string site)
    {
        SiteRole everywhere = _roles.GetValueOrDefault(Everywhere);
        SiteRole here = _roles.GetValueOrDefault(site);
        return here > everywhere ? here : everywhere;
    }
}
