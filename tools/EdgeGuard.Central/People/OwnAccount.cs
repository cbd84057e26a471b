using System;
using System.Collections.Generic;
using System.Linq;
using System.Security.Cryptography;
using EdgeGuard.Core;
using EdgeGuard.Store;

namespace EdgeGuard.Central;

/// <summary>What somebody who is signed in does with the own account. Any thread.</summary>
public sealed class OwnAccount
{
    /// <summary>Recovery codes that somebody has.</summary>
    public const int RecoveryCodes = 10;

    private static readonly TimeSpan ShownFor = TimeSpan.FromMinutes(10);

    private readonly PeopleFile _file;
    private readonly IHmac _hmac;
    private readonly IRandom _random;
    private readonly TimeProvider _time;
    private readonly Passwords _passwords;
    private readonly SessionHeld<string[]> _codes;
    private readonly SessionHeld<byte[]> _secrets;

    internal OwnAccount(PeopleFile file, IHmac hmac, IRandom random, TimeProvider time, Passwords passwords)
    {
        _file = file;
        _hmac = hmac;
        _random = random;
        _time = time;
        _passwords = passwords;
        _codes = new SessionHeld<string[]>(time, ShownFor);
        _secrets = new SessionHeld<byte[]>(time, ShownFor);
    }

    /// <summary>The account.</summary>
    public PersonView View(SignedInPerson person)
    {
        lock (_file.Gate) return _file.Views(person.Name)[0];
    }

    /// <summary>Recovery codes that were made in this session and not noted yet; none after ten minutes.</summary>
    public IReadOnlyList<string> NewCodes(SignedInPerson person) => _codes.Of(person.Session) ?? [];

    /// <summary>The person has written them down: they are not shown again.</summary>
    public void NoteCodes(SignedInPerson person) => _codes.Drop(person.Session);

    /// <summary>Makes ten recovery codes; those before are not good any more.</summary>
    public void MakeCodes(SignedInPerson person, Caller by) => Change(person, record => MakeCodes(record, person.Session, by));

    /// <summary>Sets another password. Other sessions end.</summary>
    /// <returns>What is wrong, with its remedy; empty when it was done.</returns>
    public string SetPassword(SignedInPerson person, string password, string again, Caller by)
    {
        string problem = Passwords.Problem(person.Name, password, again);
        if (problem.Length > 0) return problem;
        (byte[] salt, byte[] hash) = _passwords.New(password);
        return Change(person, record =>
        {
            _file.SavePassword(record.Id, salt, _passwords.Iterations, hash);
            _file.EndSessions(record.Id, person.Session);
            _file.Log.Add(by, AuditDeed.PasswordChanged, person.Name);
        });
    }

    /// <summary>Makes a secret for another authenticator; it counts when the authenticator has shown that it has it.</summary>
    public void OfferSecret(SignedInPerson person) => _secrets.Put(person.Session, RandomNumberGenerator.GetBytes(Totp.SecretLength));

    /// <summary>The secret that was made in this session; null for none, and after ten minutes.</summary>
    public byte[]? OfferedSecret(SignedInPerson person) => _secrets.Of(person.Session);

    /// <summary>Takes the authenticator that has the offered secret. Other sessions end.</summary>
    /// <returns>What is wrong, with its remedy; empty when it was done.</returns>
    public string SetAuthenticator(SignedInPerson person, string digits, Caller by)
    {
        if (OfferedSecret(person) is not { } secret) return "That took more than ten minutes: begin again.";
        long step = Totp.Find(_hmac, secret, digits, _time.GetUtcNow().ToUnixTimeMilliseconds(), 0);
        if (step == 0) return "The six digits are not those of now: take the next ones.";
        _secrets.Drop(person.Session);
        return Change(person, record =>
        {
            _file.SaveSecret(record.Id, secret, step);
            _file.EndSessions(record.Id, person.Session);
            _file.Log.Add(by, AuditDeed.AuthenticatorChanged, person.Name);
        });
    }

    /// <summary>The sessions of the account, the last used first.</summary>
    public IReadOnlyList<SessionView> Sessions(SignedInPerson person)
    {
        lock (_file.Gate) return _file.Find(person.Name) is { } record ? _file.SessionsOf(record.Id) : [];
    }

    /// <summary>Ends one of the own sessions; nothing for a number that is none of theirs.</summary>
    public void EndSession(SignedInPerson person, long session, Caller by) => Change(person, record =>
    {
        if (_file.EndSession(record.Id, session)) _file.Log.Add(by, AuditDeed.SessionEnded, person.Name);
    }, isOfProvidersToo: true);

    /// <summary>Ends all sessions but this one.</summary>
    public void EndOthers(SignedInPerson person, Caller by) => Change(person, record =>
    {
        int ended = _file.EndSessions(record.Id, person.Session);
        _file.Log.Add(by, AuditDeed.SessionEnded, person.Name, $"{ended} others");
    }, isOfProvidersToo: true);

    internal void MakeCodes(PersonRecord person, long session, Caller by)
    {
        string[] codes = [.. Enumerable.Range(0, RecoveryCodes).Select(_ => ClaimCode.Create(_random))];
        _file.SaveRecovery(person.Id, codes.Select(OneTimeCode.Hash));
        _file.Log.Add(by, AuditDeed.RecoveryCodesMade, person.Name);
        _codes.Put(session, codes);
    }

    private string Change(SignedInPerson person, Action<PersonRecord> act, bool isOfProvidersToo = false) => _file.Change(() =>
    {
        if (_file.Find(person.Name) is not { } record) return "The account was removed.";
        if (_file.Provider.Has(record.Id) && !isOfProvidersToo) return "You sign in by the provider: there is nothing of that here.";
        act(record);
        return "";
    });
}
