using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using EdgeGuard.Store;

namespace EdgeGuard.Central;

/// <summary>Who comes in by a provider: the account is theirs by issuer and subject, and its roles are what the provider's claims give each
/// time. Any thread.</summary>
/// <remarks>Such an account has no password here, so that it does not count as one who can let others in when the provider is
/// away.</remarks>
internal sealed class ProviderPeople(People people, TimeProvider time)
{
    // Names of accounts that are a provider's begin with it: none can be taken for one that was invited here.
    internal const string NamePrefix = "oidc.";

    // What a provider's clock may be ahead or behind.
    private static readonly TimeSpan Skew = TimeSpan.FromMinutes(1);

    private readonly PeopleFile _file = people.File;

    private long Now => time.GetUtcNow().ToUnixTimeMilliseconds();

    /// <summary>Signs somebody in.</summary>
    /// <param name="identity">Who, verified.</param>
    /// <param name="caller">From where.</param>
    /// <param name="session">The session that began; empty for none.</param>
    /// <returns>Why not; empty when it was done.</returns>
    internal string SignIn(ProviderIdentity identity, Caller caller, out string session)
    {
        string begun = "";
        string name = "";
        string problem = _file.Change(() =>
        {
            PersonRecord? person = _file.Find(_file.Provider.PersonOf(identity));
            name = person?.Name ?? "";
            if (person == null && identity.Roles.Count == 0) return "no role for it here";
            person ??= Add(identity, caller);
            name = person.Name;
            SaveRoles(person, identity.Roles, caller);
            if (person.IsDisabled) return "the account is disabled";
            if (identity.Roles.Count == 0) return "";
            begun = people.Begin(person, caller, out long id);
            // It may be long ago that the provider asked: a proof is as old as that.
            _file.SaveProved(id, Math.Min(identity.AuthenticatedAt, Now));
            _file.Log.Add(caller with { Who = person.Name }, AuditDeed.SignedIn, "", "by " + identity.Issuer);
            return "";
        });
        if (problem.Length == 0 && begun.Length == 0) problem = "no role for it here";
        if (problem.Length > 0) people.Trail.Add(caller, AuditDeed.SignInFailed, name, "provider: " + problem);
        session = problem.Length == 0 ? begun : "";
        return problem;
    }

    /// <summary>Shows once more who a session belongs to.</summary>
    /// <param name="session">Its number.</param>
    /// <param name="identity">Who the provider says that it is.</param>
    /// <param name="asked">When the provider was asked, milliseconds since 1970.</param>
    /// <param name="caller">From where.</param>
    /// <returns>Why not; empty when it was done.</returns>
    internal string Prove(long session, ProviderIdentity identity, long asked, Caller caller)
    {
        SignedInPerson? person = people.Look(session);
        Caller who = caller with { Who = person?.Name ?? "" };
        return _file.Change(
            () =>
            {
                if (person == null || _file.Find(person.Name) is not { } record) return "the session is over";
                if (_file.Provider.PersonOf(identity) != record.Id) return "the provider named somebody else";
                if (identity.AuthenticatedAt < asked - (long)Skew.TotalMilliseconds) return "the provider did not ask again";
                _file.SaveProved(session, Now);
                _file.Log.Add(who, AuditDeed.Proved, "", "by " + identity.Issuer);
                return "";
            },
            why => _file.Log.Add(who, AuditDeed.ProofFailed, person?.Name ?? "", "provider: " + why));
    }

    /// <summary>Whether somebody's account is a provider's.</summary>
    internal bool Has(SignedInPerson person)
    {
        lock (_file.Gate) return _file.Find(person.Name) is { } record && _file.Provider.Has(record.Id);
    }

    private PersonRecord Add(ProviderIdentity identity, Caller caller)
    {
        string name = FreeName(identity.Name);
        _file.Add(name, Now);
        PersonRecord person = _file.Find(name)!;
        _file.Provider.Add(person.Id, identity);
        _file.Log.Add(caller, AuditDeed.ProviderAccountMade, name, $"{identity.Subject} of {identity.Issuer}");
        return person;
    }

    private void SaveRoles(PersonRecord person, IReadOnlyDictionary<string, SiteRole> roles, Caller caller)
    {
        Dictionary<string, SiteRole> before = new(_file.RolesOf(person.Id).Given);
        foreach (string site in before.Keys.Union(roles.Keys).Order(StringComparer.Ordinal))
        {
            SiteRole role = roles.GetValueOrDefault(site);
            if (before.GetValueOrDefault(site) == role) continue;
            _file.SaveRole(person.Id, site, role);
            AuditDeed deed = role == SiteRole.None ? AuditDeed.RoleTaken : AuditDeed.RoleGiven;
            SiteRole told = role == SiteRole.None ? before[site] : role;
            _file.Log.Add(caller, deed, person.Name, PeopleAdministration.RoleText(site, told) + ", by the provider");
        }
        if (roles.Count == 0) _file.EndSessions(person.Id, 0);
    }

    private string FreeName(string wanted)
    {
        string letters = string.Concat(wanted.ToLowerInvariant().Where(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '_' or '-'));
        string name = NamePrefix + (letters.Length > 0 ? letters : "somebody");
        if (name.Length > AccountLimits.MaxName) name = name[..AccountLimits.MaxName];
        for (int i = 2; _file.Find(name) != null; i++)
        {
            string suffix = "-" + i.ToString(CultureInfo.InvariantCulture);
            name = string.Concat(name.AsSpan(0, Math.Min(BaseLength(name, i), AccountLimits.MaxName - suffix.Length)), suffix);
        }
        return name;
    }

    // Without the suffix of the try before.
    private static int BaseLength(string name, int next)
    {
        string before = "-" + (next - 1).ToString(CultureInfo.InvariantCulture);
        return next > 2 && name.EndsWith(before, StringComparison.Ordinal) ? name.Length - before.Length : name.Length;
    }
}
