using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace EdgeGuard.Central;

/// <summary>Who makes a request. One for each.</summary>
internal sealed class CurrentPerson
{
    /// <summary>Who is signed in; null for nobody.</summary>
    internal SignedInPerson? Person { get; set; }

    /// <summary>The sites that are seen.</summary>
    internal SiteScope Sites => Person?.Roles.Sites ?? SiteScope.None;

    /// <summary>Whether it is an administrator.</summary>
    internal bool IsAdministrator => Person?.Roles.At(SiteRoles.Everywhere) >= SiteRole.Administrator;

    internal static CurrentPerson Of(HttpContext context) => context.RequestServices.GetRequiredService<CurrentPerson>();
}
