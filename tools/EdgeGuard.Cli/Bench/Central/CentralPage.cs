namespace EdgeGuard.Cli;

/// <summary>A page that is looked at while modules report.</summary>
/// <param name="Name">As it is told.</param>
/// <param name="Path">Its address.</param>
internal sealed record CentralPage(string Name, string Path)
{
    /// <summary>All of them. The last but one finds nothing and so looks at as much as a search may; the last has an index.</summary>
    public static readonly CentralPage[] All =
    [
        new("Now", "/"),
        new("Modules", "/modules"),
        new("Refusals", "/refusals"),
        new("Events", "/events"),
        new("Events, none fits", "/events?q=reason%3Aisolated"),
        new("Events of one module", "/events?q=site%3Asite-1%20module%3Amodule-1"),
        new("One module", "/modules/site-1/module-1"),
    ];
}
