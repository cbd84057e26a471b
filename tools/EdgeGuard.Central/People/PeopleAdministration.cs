using System;
using System.Collections.Generic;
using System.Linq;
using System.Security.Cryptography;
using EdgeGuard.Core;
using EdgeGuard.Store;

namespace EdgeGuard.Central;

/// <summary>What administrators do with accounts. Whoever calls has made sure that one does. Any thread.</summary>
/// <remarks>Each method gives what is wrong, with its remedy, or an empty text when it was done. None leaves the console without an
/// administrator who can sign in.</remarks>
public sealed class PeopleAdministration
{
    /// <summary>For so long an invitation is good.</summary>
    public static readonly TimeSpan InvitationLasts = TimeSpan.FromDays(7);

    private const string Nobody = "There is no such account.";
    private const string ProviderHasIt =
        "The person signs in by the provider: there is no password or authenticator here. Give a code to an account of this console.";
    private const string LastAdministrator =
        "That would leave nobody who may say who may do what: make somebody else administrator of all sites first.";

    private readonly PeopleFile _file;
    private readonly IRandom _random;
    private readonly TimeProvider _time;

    internal PeopleAdministration(PeopleFile file, IRandom random, TimeProvider time)
    {
        _file = file;
        _random = random;
        _time = time;
    }

    private long Now => _time.GetUtcNow().ToUnixTimeMilliseconds();

    /// <summary>All accounts, by name.</summary>
    public IReadOnlyList<PersonView> All()
    {
        lock (_file.Gate) return _file.Views(null);
    }

    /// <summary>One of them; null for none.</summary>
    public PersonView? Find(string name)
    {
        lock (_file.Gate) return _file.Views(name).FirstOrDefault();
    }

    /// <summary>Sessions of an account, the last used first.</summary>
    public IReadOnlyList<SessionView> Sessions(string name)
    {
        lock (_file.Gate) return _file.Find(name) is { } person ? _file.SessionsOf(person.Id) : [];
    }

    /// <summary>What is wrong with the name of an account; empty for nothing.</summary>
    public static string NameProblem(string name) => AccountLimits.IsName(name)
        ? ""
        : $"A name is up to {AccountLimits.MaxName} lower-case letters, digits, '.', '_' and '-', and begins with a letter.";

    /// <summary>What is wrong with a role at a site; empty for nothing.</summary>
    public static string RoleProblem(string site, SiteRole role)
    {
        bool isSite = site == SiteRoles.Everywhere || ReportTopics.IsName(site);
        if (!isSite) return $"'{PeerText.Clean(site)}' is no site: write its name as modules have it, or {SiteRoles.Everywhere} for all.";
        bool isPart = role == SiteRole.Administrator && site != SiteRoles.Everywhere;
        return isPart ? $"An administrator is one of all sites: write {SiteRoles.Everywhere}." : "";
    }

    /// <summary>Makes an account with a role, and a code by which its person comes in.</summary>
    public string Invite(Caller by, string name, string site, SiteRole role, out string code)
    {
        string made = ClaimCode.Create(_random);
        code = "";
        string problem = NameProblem(name);
        if (problem.Length == 0) problem = RoleProblem(site, role);
        if (problem.Length == 0 && role == SiteRole.None) problem = "Choose a role.";
        bool isTaken = name.StartsWith(ProviderPeople.NamePrefix, StringComparison.Ordinal);
        if (isTaken) problem = $"Names that begin with '{ProviderPeople.NamePrefix}' are of people whom the provider names.";
        if (problem.Length > 0) return problem;
        problem = _file.Change(() =>
        {
            if (_file.Find(name) != null) return "There is an account of that name.";
            _file.Add(name, Now);
            long person = _file.Find(name)!.Id;
            _file.SaveRole(person, site, role);
            SaveInvitation(person, made);
            _file.Log.Add(by, AuditDeed.Invited, name, RoleText(site, role));
            return "";
        });
        if (problem.Length == 0) code = made;
        return problem;
    }

    /// <summary>Gives a role at a site in place of the one before; <see cref="SiteRole.None"/> takes it.</summary>
    /// <remarks>Not to an account of the provider's: what it may is what the claims give, anew with each sign-in.</remarks>
    public string SetRole(Caller by, string name, string site, SiteRole role)
    {
        string problem = RoleProblem(site, role);
        return problem.Length > 0 ? problem : Change(name, person =>
        {
            SiteRole before = _file.RolesOf(person.Id).Given.FirstOrDefault(given => given.Key == site).Value;
            if (before == role) return;
            _file.SaveRole(person.Id, site, role);
            AuditDeed deed = role == SiteRole.None ? AuditDeed.RoleTaken : AuditDeed.RoleGiven;
            string was = before == SiteRole.None ? "" : $"; was {SiteRoleText.Of(before)}";
            _file.Log.Add(by, deed, name, RoleText(site, role) + was);
        }, ProviderDecides(site, role));
    }

    /// <summary>Shuts an account and ends its sessions.</summary>
    public string Disable(Caller by, string name) => OfAnother(by, name, person =>
    {
        _file.SaveDisabled(person.Id, true);
        _file.EndSessions(person.Id, 0);
        _file.Log.Add(by, AuditDeed.Disabled, name);
    });

    /// <summary>Opens an account again.</summary>
    public string Enable(Caller by, string name) => Change(name, person =>
    {
        _file.SaveDisabled(person.Id, false);
        _file.Log.Add(by, AuditDeed.Enabled, name);
    });

    /// <summary>Makes password, authenticator and recovery codes of an account void, and a code by which its person sets others.</summary>
    /// <remarks>An account of the provider's has nothing of that, and would be one of the console with the provider's roles.</remarks>
    public string Reset(Caller by, string name, out string code)
    {
        string made = ClaimCode.Create(_random);
        string problem = OfAnother(by, name, person => Reset(by, person, made), ProviderHasIt);
        code = problem.Length == 0 ? made : "";
        return problem;
    }

    /// <summary>The same for whoever may run commands on this computer, where nobody can sign in any more: the account is then an
    /// administrator's, and open.</summary>
    public string Rescue(string name, out string code)
    {
        string made = ClaimCode.Create(_random);
        string problem = _file.Change(() =>
        {
            if (_file.Find(name) is not { } person) return Nobody;
            if (_file.Provider.Has(person.Id)) return ProviderHasIt;
            _file.SaveDisabled(person.Id, false);
            _file.SaveRole(person.Id, SiteRoles.Everywhere, SiteRole.Administrator);
            _file.Log.Add(Caller.CommandLine, AuditDeed.RoleGiven, name, RoleText(SiteRoles.Everywhere, SiteRole.Administrator));
            Reset(Caller.CommandLine, person, made);
            return "";
        });
        code = problem.Length == 0 ? made : "";
        return problem;
    }

    /// <summary>Removes an account. What it did stays in the audit log.</summary>
    public string Remove(Caller by, string name) => OfAnother(by, name, person =>
    {
        _file.Remove(person.Id);
        _file.Log.Add(by, AuditDeed.Removed, name);
    });

    /// <summary>Ends one session of an account.</summary>
    public string EndSession(Caller by, string name, long session) => Change(name, person =>
    {
        if (_file.EndSession(person.Id, session)) _file.Log.Add(by, AuditDeed.SessionEnded, name);
    });

    internal static string RoleText(string site, SiteRole role) =>
        $"{SiteRoleText.Of(role)} of {(site == SiteRoles.Everywhere ? "all sites" : site)}";

    private static string ProviderDecides(string site, SiteRole role)
    {
        string line = role == SiteRole.None
            ? $"the line 'oidc.role {site} …' by which it has the role"
            : $"the lines of roles: 'oidc.role {site} {SiteRoleText.Of(role)} GROUP'";
        return $"The provider decides it, each time that the person signs in: change the person's groups there, or, in "
            + $"{ProviderSettings.FileName}, {line}.";
    }

    private void Reset(Caller by, PersonRecord person, string code)
    {
        _file.Empty(person.Id);
        SaveInvitation(person.Id, code);
        _file.Log.Add(by, AuditDeed.Reset, person.Name);
    }

    private void SaveInvitation(long person, string code) => _file.SaveInvitation(
        person, OneTimeCode.Hash(code), RandomNumberGenerator.GetBytes(Totp.SecretLength), Now + (long)InvitationLasts.TotalMilliseconds);

    // Whoever shuts the own account by mistake cannot open it again.
    private string OfAnother(Caller by, string name, Action<PersonRecord> act, string notOfProvider = "") =>
        by.Who == name ? "That is your own account: another administrator has to do that." : Change(name, act, notOfProvider);

    // With a text, an account of the provider's stays as it is, for that reason.
    private string Change(string name, Action<PersonRecord> act, string notOfProvider = "") => _file.Change(() =>
    {
        if (_file.Find(name) is not { } person) return Nobody;
        if (notOfProvider.Length > 0 && _file.Provider.Has(person.Id)) return notOfProvider;
        act(person);
        return _file.Administrators > 0 ? "" : LastAdministrator;
    });
}
