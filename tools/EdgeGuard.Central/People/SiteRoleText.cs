using System;
using System.Linq;

namespace EdgeGuard.Central;

/// <summary>The names of roles.</summary>
public static class SiteRoleText
{
    /// <summary>The roles that can be given, the least first.</summary>
    public static SiteRole[] All => [.. Enum.GetValues<SiteRole>().Where(role => role != SiteRole.None)];

    /// <summary>A role's name.</summary>
    public static string Of(SiteRole role) => role switch
    {
        SiteRole.Viewer => "viewer",
        SiteRole.Operator => "operator",
        SiteRole.Engineer => "engineer",
        SiteRole.Administrator => "administrator",
        _ => "none",
    };

    /// <summary>What it may, beyond what the one before it may.</summary>
    public static string May(SiteRole role) => role switch
    {
        SiteRole.Viewer => "sees modules, events, refusals and findings of the site",
        SiteRole.Operator => "acknowledges alerts of the site",
        SiteRole.Engineer => "nothing more yet: settings of a site will be an engineer's",
        SiteRole.Administrator => "invites people, gives them roles, ends their sessions, and reads the audit log; for all sites only",
        _ => "sees nothing",
    };

    /// <summary>The role of that name; <see cref="SiteRole.None"/> for any other text.</summary>
    public static SiteRole Parse(string name) => Array.Find(All, role => Of(role) == name);
}
