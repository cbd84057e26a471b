using System.Collections.Generic;

namespace EdgeGuard.Central;

/// <summary>Somebody as a provider names them, verified.</summary>
/// <param name="Issuer">The provider.</param>
/// <param name="Subject">Who, for that provider: this and no name or address is who it is.</param>
/// <param name="Name">What the provider calls them: strangers' text.</param>
/// <param name="Roles">What they may, by site.</param>
/// <param name="AuthenticatedAt">When they last showed the provider who they are, milliseconds since 1970; 0: it did not say.</param>
internal sealed record ProviderIdentity(
    string Issuer, string Subject, string Name, IReadOnlyDictionary<string, SiteRole> Roles, long AuthenticatedAt);
