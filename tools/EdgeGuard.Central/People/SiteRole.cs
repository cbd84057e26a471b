namespace EdgeGuard.Central;

/// <summary>What somebody may do at a site. Each may what those before it may; the zero value may nothing. Stored: appended to, never
/// renumbered.</summary>
public enum SiteRole : byte
{
    None = 0,

    /// <summary>Sees what the site's modules told.</summary>
    Viewer = 1,

    /// <summary>Takes notice of it for others too.</summary>
    Operator = 2,

    /// <summary>Settles how the site is watched.</summary>
    Engineer = 3,

    /// <summary>Says who may do what. Of all sites, or of none.</summary>
    Administrator = 4,
}
