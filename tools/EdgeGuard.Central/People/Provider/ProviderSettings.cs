using System;
using System.Collections.Generic;
using System.Linq;
using System.Security.Cryptography.X509Certificates;

namespace EdgeGuard.Central;

/// <summary>Who else may say who somebody is, as <c>oidc.conf</c> says: lines of a key and a value. Immutable.</summary>
/// <remarks>In a file and not on a page: whoever takes over an account of the pages must not be able to let in others by another
/// provider.</remarks>
internal sealed class ProviderSettings
{
    internal const string FileName = "oidc.conf";

    /// <summary>The key that stands there once for each role.</summary>
    internal const string RoleKey = "oidc.role";

    /// <summary>Every key, and what stands behind it.</summary>
    internal static readonly IReadOnlyDictionary<string, string> Keys = new Dictionary<string, string>
    {
        ["oidc.issuer"] = "https://… of the provider, exactly as its tokens name it",
        ["oidc.client"] = "the client_id that the provider has for this console",
        ["oidc.secret"] = "a file that only its owner may read: the client's secret; without it PKCE alone",
        ["oidc.ca"] = "CA certificates, PEM, that sign the provider's certificate; without it those of this computer count",
        ["oidc.button"] = "what the link on the login page says",
        ["oidc.scope"] = "what is asked for besides openid and profile, with spaces between them",
        ["oidc.name"] = "the claim that an account is named after; preferred_username unless set",
        ["oidc.claim"] = "the claim whose values give roles; groups unless set",
        [RoleKey] = "SITE ROLE VALUE, for each value of that claim; * is all sites",
        ["oidc.acr"] = "what acr has to be: one of these, with spaces between them",
        ["oidc.amr"] = "what amr has to have: one of these, such as mfa",
    };

    private readonly Dictionary<string, string> _values = [];
    private readonly List<(string Site, SiteRole Role, string Value)> _roles = [];

    /// <summary>The value of a key; empty where it is not set.</summary>
    internal string this[string key] => _values.GetValueOrDefault(key, "");

    internal string Issuer => this["oidc.issuer"];

    internal string Button => _values.GetValueOrDefault("oidc.button", "Sign in with the plant's account");

    internal string NameClaim => _values.GetValueOrDefault("oidc.name", "preferred_username");

    internal string RoleClaim => _values.GetValueOrDefault("oidc.claim", "groups");

    /// <summary>The words of a key.</summary>
    internal string[] Words(string key) => this[key].Split((char[])[' ', '\t'], StringSplitOptions.RemoveEmptyEntries);

    /// <summary>The roles that values of the claim give: at a site the highest of them.</summary>
    internal IReadOnlyDictionary<string, SiteRole> RolesOf(IEnumerable<string> values)
    {
        HashSet<string> given = [.. values];
        return _roles.Where(role => given.Contains(role.Value))
            .GroupBy(role => role.Site, role => role.Role)
            .ToDictionary(site => site.Key, site => site.Max());
    }

    /// <summary>Reads the file; null where there is none: then there is no provider.</summary>
    /// <exception cref="CentralException">All that is wrong in it, with places and remedies.</exception>
    internal static ProviderSettings? Load(string path)
    {
        if (ConfLine.Load(path) is not { } text) return null;
        ProviderSettings settings = Parse(text, out IReadOnlyList<string> problems);
        ConfLine.Refuse(path, [.. problems, .. settings.FileProblems()]);
        return settings;
    }

    /// <summary>Reads text. Where <paramref name="problems"/> has something, it cannot be used.</summary>
    internal static ProviderSettings Parse(string text, out IReadOnlyList<string> problems)
    {
        var found = new List<string>();
        var settings = new ProviderSettings();
        foreach (ConfLine line in ConfLine.Of(text, Keys, found))
        {
            if (line.Key == RoleKey) settings.TakeRole(line, found);
            else line.AddTo(settings._values, found);
        }
        settings.Check(found);
        problems = found;
        return settings;
    }

    /// <summary>The client's secret; empty where it has none.</summary>
    /// <exception cref="CentralException">It cannot be read, or others may read it.</exception>
    internal string Secret() => this["oidc.secret"].Length > 0 ? SecretFile.Read("oidc.secret", this["oidc.secret"]) : "";

    /// <summary>The CAs that may sign the provider's certificate; null: those of this computer.</summary>
    internal X509Certificate2Collection? Authorities() => TrustedChain.Authorities(this["oidc.ca"]);

    private void TakeRole(ConfLine line, List<string> problems)
    {
        string[] parts = ConfLine.Words(line.Value, 3);
        SiteRole role = parts.Length == 3 ? SiteRoleText.Parse(parts[1]) : SiteRole.None;
        string problem = role == SiteRole.None
            ? $"'{SecretFile.Short(line.Value)}': write {Keys[RoleKey]}, with one of "
                + string.Join(", ", SiteRoleText.All.Select(SiteRoleText.Of))
            : PeopleAdministration.RoleProblem(parts[0], role);
        if (problem.Length > 0) problems.Add($"line {line.Number}: {RoleKey}: {problem}");
        else _roles.Add((parts[0], role, parts[2]));
    }

    private void Check(List<string> problems)
    {
        foreach (string key in new[] { "oidc.issuer", "oidc.client" })
        {
            if (this[key].Length == 0) problems.Add($"{key} is not set: write {Keys[key]}");
        }
        if (Issuer.Length > 0 && !IsIssuer(Issuer)) problems.Add($"oidc.issuer '{SecretFile.Short(Issuer)}': write {Keys["oidc.issuer"]}");
        if (_roles.Count == 0) problems.Add($"{RoleKey} is not set, so that nobody would come in: write {Keys[RoleKey]}");
    }

    // OpenID Connect Discovery, section 3: https, and neither query nor fragment.
    private static bool IsIssuer(string text) => Uri.TryCreate(text, UriKind.Absolute, out Uri? uri)
        && uri.Scheme == Uri.UriSchemeHttps && uri.Query.Length == 0 && uri.Fragment.Length == 0 && uri.UserInfo.Length == 0;

    private IEnumerable<string> FileProblems()
    {
        if (this["oidc.secret"].Length > 0 && SecretFile.Problem("oidc.secret", this["oidc.secret"]) is { } secret) yield return secret;
        if (TrustedChain.Problem("oidc.ca", this["oidc.ca"], Keys["oidc.ca"]) is { } authorities) yield return authorities;
    }
}
