using System;
using System.Collections.Generic;

namespace EdgeGuard.Central;

/// <summary>Which alerts a page shows, as it stands in its address. Immutable.</summary>
/// <param name="State">One of <see cref="States"/>.</param>
/// <param name="Site">Of this site; empty for all.</param>
/// <param name="Kind">The name of a kind; empty for all.</param>
/// <param name="Below">Of history: of lower numbers than this.</param>
public sealed record AlertFilter(string State, string Site, string Kind, long Below = long.MaxValue)
{
    /// <summary>What can be asked for, and how it is called.</summary>
    public static readonly IReadOnlyList<(string Name, string Words)> States =
    [
        ("open", "open"),
        ("waiting", "waiting for somebody"),
        ("shelved", "shelved"),
        ("history", "history"),
    ];

    public bool IsHistory => State == "history";

    /// <summary>Whether it leaves out what others would show.</summary>
    public bool IsNarrow => Site.Length > 0 || Kind.Length > 0;

    /// <summary>The address of the page that shows it.</summary>
    public string Address => $"/alerts?state={State}&site={Uri.EscapeDataString(Site)}&kind={Uri.EscapeDataString(Kind)}";

    /// <summary>Reads what stands in an address; what is not there, or nonsense, is as if it were not.</summary>
    public static AlertFilter Of(string? state, string? site, string? kind, long? below)
    {
        bool isState = false;
        foreach ((string name, string _) in States) isState |= name == state;
        string known = AlertRules.Named(kind ?? "")?.Name ?? "";
        return new AlertFilter(isState ? state! : States[0].Name, (site ?? "").Trim(), known, below ?? long.MaxValue);
    }

    /// <summary>Whether an alert is asked for.</summary>
    public bool Fits(Alert alert, long now)
    {
        bool isAsked = State switch
        {
            "waiting" => alert.Waits(now),
            "shelved" => alert.IsShelved(now),
            "open" => !alert.IsShelved(now),
            _ => true,
        };
        bool isOfSite = Site.Length == 0 || alert.Key.Site == Site;
        return isAsked && isOfSite && (Kind.Length == 0 || AlertRules.Of(alert.Key.Kind).Name == Kind);
    }
}
