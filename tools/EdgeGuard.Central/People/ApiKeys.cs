using System;
using System.Collections.Generic;
using System.Linq;
using System.Security.Cryptography;
using System.Text;
using EdgeGuard.Core;

namespace EdgeGuard.Central;

/// <summary>The keys by which programs read. Whoever makes and revokes them has been let in to do so. Any thread.</summary>
/// <remarks>A key is shown once, when it is made; what is stored of it is its hash. It may what a viewer may, of one site or of all, and
/// changes nothing. That it was used is in the audit log when it is used from another address than before.</remarks>
public sealed class ApiKeys
{
    /// <summary>For so many days a key is good unless somebody says otherwise.</summary>
    public const int UsualDays = 365;

    /// <summary>Most days that can be asked for.</summary>
    public const int MostDays = 730;

    /// <summary>So many keys are kept, revoked ones too.</summary>
    public const int Most = 200;

    /// <summary>Every key begins with it, so that a lost one can be searched for.</summary>
    public const string Prefix = "egk_";

    // How a program is called where people are: no account's name has a colon.
    internal const string CallerPrefix = "key:";

    private const int Bytes = 32;
    private const long NoteUseEveryMs = 60_000;

    private readonly PeopleFile _file;
    private readonly TimeProvider _time;

    internal ApiKeys(PeopleFile file, TimeProvider time)
    {
        _file = file;
        _time = time;
    }

    private long Now => _time.GetUtcNow().ToUnixTimeMilliseconds();

    /// <summary>All of them, revoked ones too, by name.</summary>
    public IReadOnlyList<ApiKey> All()
    {
        lock (_file.Gate) return _file.ApiKeys.All();
    }

    /// <summary>Makes a key.</summary>
    /// <param name="by">Who makes it.</param>
    /// <param name="name">What it is called.</param>
    /// <param name="site">Of which site, or <see cref="SiteRoles.Everywhere"/>.</param>
    /// <param name="days">For how many days, from 1; null: until it is revoked.</param>
    /// <param name="key">The key, to be shown once; empty for none.</param>
    /// <returns>What is wrong, with its remedy; empty when it was made.</returns>
    public string Make(Caller by, string name, string site, int? days, out string key)
    {
        key = "";
        string problem = PeopleAdministration.NameProblem(name);
        if (problem.Length == 0) problem = PeopleAdministration.RoleProblem(site, SiteRole.Viewer);
        if (problem.Length == 0 && days is < 1 or > MostDays) problem = $"A key is good for 1 to {MostDays} days, or until it is revoked.";
        if (problem.Length > 0) return problem;
        string made = Prefix + Base64Url(RandomNumberGenerator.GetBytes(Bytes));
        problem = _file.Change(() =>
        {
            List<ApiKey> all = _file.ApiKeys.All();
            if (all.Any(one => one.Name == name)) return "There is, or was, a key of that name: choose another.";
            if (all.Count >= Most) return $"There are {Most} keys: use one of them.";
            long ends = days is { } count ? Now + (long)TimeSpan.FromDays(count).TotalMilliseconds : 0;
            _file.ApiKeys.Add(name, Hash(made), site, Now, by.Who, ends);
            string until = ends > 0 ? $"until {ShownTime.At(ends)}" : "until it is revoked";
            _file.Log.Add(by, AuditDeed.ApiKeyMade, name, $"{(site == SiteRoles.Everywhere ? "all sites" : site)}, {until}");
            return "";
        });
        if (problem.Length == 0) key = made;
        return problem;
    }

    /// <summary>Makes a key void.</summary>
    /// <returns>What is wrong; empty when it was done, or had been.</returns>
    public string Revoke(Caller by, long id) => _file.Change(() =>
    {
        if (_file.ApiKeys.Find(id) is not { } key) return "There is no such key.";
        if (key.RevokedAt > 0) return "";
        _file.ApiKeys.Revoke(id, Now);
        _file.Log.Add(by, AuditDeed.ApiKeyRevoked, key.Name);
        return "";
    });

    /// <summary>The key that a program shows; null: it is none that is good now. That is noted.</summary>
    /// <param name="shown">What it shows.</param>
    /// <param name="caller">From where.</param>
    internal ApiKey? Use(string shown, Caller caller)
    {
        ApiKey? key;
        lock (_file.Gate) key = _file.ApiKeys.Find(Hash(shown));
        if (key == null || !key.IsGood(Now)) return Refuse(key, caller);
        if (key.UsedFrom != caller.Address || Math.Abs(Now - key.UsedAt) >= NoteUseEveryMs) Note(key, caller);
        return key;
    }

    private ApiKey? Refuse(ApiKey? key, Caller caller)
    {
        string why = key == null ? "no such key" : key.RevokedAt > 0 ? "it is revoked" : "it has run out";
        _file.Change(() =>
        {
            _file.Log.Add(caller, AuditDeed.ApiKeyRefused, key?.Name ?? "", why);
            return "";
        });
        return null;
    }

    private void Note(ApiKey key, Caller caller) => _file.Change(() =>
    {
        _file.ApiKeys.SaveUse(key.Id, Now, caller.Address);
        if (key.UsedFrom == caller.Address) return "";
        _file.Log.Add(
            caller with { Who = CallerPrefix + key.Name }, AuditDeed.ApiKeyUsed, key.Name,
            key.UsedFrom.Length > 0 ? $"before from {PeerText.Clean(key.UsedFrom)}" : "for the first time");
        return "";
    });

    // A key is drawn from 2^256: nothing slower is needed against guessing.
    private static byte[] Hash(string key) => SHA256.HashData(Encoding.UTF8.GetBytes(key));

    private static string Base64Url(byte[] bytes) => Convert.ToBase64String(bytes).TrimEnd('=').Replace('+', '-').Replace('/', '_');
}
