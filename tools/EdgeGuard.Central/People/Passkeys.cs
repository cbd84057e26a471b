using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Security.Cryptography;
using System.Threading.Tasks;
using EdgeGuard.Core;
using Microsoft.AspNetCore.Identity;

namespace EdgeGuard.Central;

/// <summary>What people do with passkeys: one on a device that has verified its owner counts as password and second factor. Any
/// thread.</summary>
/// <remarks>Password and authenticator stay beside it, so that nobody is shut out by a device that is lost, or by a console that is given
/// another name.</remarks>
public sealed class Passkeys
{
    /// <summary>Passkeys that somebody may have.</summary>
    public const int Most = 20;

    /// <summary>Longest name of one.</summary>
    public const int MostCharacters = 40;

    // As hexadecimal digits the 64 bytes that a handle may have (WebAuthn section 5.4.3).
    private const int RandomBytes = 32;

    private readonly People _people;
    private readonly PeopleFile _file;
    private readonly TimeProvider _time;
    private readonly PasskeyCeremony _ceremony;

    // Apart, so that nobody who has not signed in can push out what somebody waits for who has.
    private readonly PasskeyChallenges _toAdd;
    private readonly PasskeyChallenges _toProve;
    private readonly PasskeyChallenges _toSignIn;

    /// <param name="people">Whose.</param>
    /// <param name="address">Where they are good.</param>
    /// <param name="time">The clock.</param>
    internal Passkeys(People people, ConsoleAddress address, TimeProvider time)
    {
        _people = people;
        _file = people.File;
        _time = time;
        Address = address;
        _ceremony = new PasskeyCeremony(_file, address);
        _toAdd = new PasskeyChallenges(time);
        _toProve = new PasskeyChallenges(time);
        _toSignIn = new PasskeyChallenges(time);
    }

    /// <summary>The address for which they are made: at another a browser has none of them.</summary>
    public ConsoleAddress Address { get; }

    private long Now => _time.GetUtcNow().ToUnixTimeMilliseconds();

    /// <summary>Those of somebody, the oldest first.</summary>
    public IReadOnlyList<PasskeyView> Of(SignedInPerson person)
    {
        lock (_file.Gate)
        {
            List<PasskeyRecord> found = _file.Find(person.Name) is { } record ? _file.Passkeys.Of(record.Id) : [];
            return [.. found.Select(one => new PasskeyView(
                one.Number, one.Info.Name ?? "", one.Info.CreatedAt.ToUnixTimeMilliseconds(), one.UsedAt, one.Info.IsBackupEligible))];
        }
    }

    /// <summary>What a browser needs to make another one, as JSON.</summary>
    public async Task<string> OfferToAdd(SignedInPerson person)
    {
        (string json, string state) = await _ceremony.OfferToAdd(HandleOf(person), person.Name).ConfigureAwait(false);
        _toAdd.Put(Asker(person), state);
        return json;
    }

    /// <summary>Takes a passkey that the browser made.</summary>
    /// <returns>What is wrong, with its remedy; empty when it was done.</returns>
    public async Task<string> Add(SignedInPerson person, string name, string credential, Caller by)
    {
        string shown = PeerText.Clean(name.Trim());
        if (shown.Length is 0 or > MostCharacters) return $"Name the passkey, in up to {MostCharacters} characters.";
        if (_toAdd.Take(Asker(person)) is not { } state) return "That took more than five minutes, or was done before: begin again.";
        PasskeyAttestationResult result = await _ceremony.VerifyMade(state, credential).ConfigureAwait(false);
        return _file.Change(
            () => result.Succeeded ? Save(person, shown, result.Passkey, result.UserEntity.Id, by) : result.Failure.Message,
            why => _file.Log.Add(by, AuditDeed.PasskeyRefused, person.Name, why)) is { Length: > 0 } problem
            ? "The passkey was not taken: " + PeerText.Clean(problem)
            : "";
    }

    /// <summary>Removes one of the own; nothing for a number that is none of theirs.</summary>
    public void Remove(SignedInPerson person, long number, Caller by) => _file.Change(() =>
    {
        if (_file.Find(person.Name) is not { } record) return "";
        string name = _file.Passkeys.Of(record.Id).Find(one => one.Number == number)?.Info.Name ?? "";
        if (_file.Passkeys.Remove(record.Id, number)) _file.Log.Add(by, AuditDeed.PasskeyRemoved, person.Name, name);
        return "";
    });

    /// <summary>What a browser needs to sign somebody in, whoever it is, as JSON.</summary>
    /// <param name="ticket">What the same browser has to show with the passkey.</param>
    public Task<string> OfferToSignIn(out string ticket)
    {
        ticket = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(RandomBytes));
        return OfferToShow(null, _toSignIn, ticket);
    }

    /// <summary>Signs in.</summary>
    /// <param name="ticket">What the browser was given when it asked.</param>
    /// <param name="credential">What it made of that.</param>
    /// <param name="caller">From where.</param>
    /// <returns>The session that began; null where the passkey is not known, was not asked for, or was refused.</returns>
    public async Task<string?> SignIn(string ticket, string credential, Caller caller)
    {
        string? session = null;
        await Check("", _toSignIn.Take(ticket), credential, caller, AuditDeed.SignInFailed, (person, with) =>
        {
            _file.Log.Add(caller with { Who = person.Name }, AuditDeed.SignedIn, "", with);
            session = _people.Begin(person, caller, out _);
        }).ConfigureAwait(false);
        return session;
    }

    /// <summary>What a browser needs to show once more whose a session is, as JSON.</summary>
    public Task<string> OfferToProve(SignedInPerson person)
    {
        PersonRecord? record;
        lock (_file.Gate) record = _file.Find(person.Name);
        return OfferToShow(record, _toProve, Asker(person));
    }

    /// <summary>Shows once more who a session belongs to, as <see cref="People.Prove"/> does.</summary>
    public Task<bool> Prove(SignedInPerson person, string credential, Caller caller) =>
        Check(person.Name, _toProve.Take(Asker(person)), credential, caller, AuditDeed.ProofFailed, (_, with) =>
        {
            _file.SaveProved(person.Session, Now);
            _file.Log.Add(caller, AuditDeed.Proved, "", with);
        });

    private async Task<string> OfferToShow(PersonRecord? person, PasskeyChallenges challenges, string asker)
    {
        (string json, string state) = await _ceremony.OfferToShow(person).ConfigureAwait(false);
        challenges.Put(asker, state);
        return json;
    }

    private async Task<bool> Check(
        string name, string? state, string credential, Caller caller, AuditDeed failure, Action<PersonRecord, string> right)
    {
        PasskeyAssertion shown = state == null
            ? PasskeyAssertion.NotAsked
            : await _ceremony.VerifyShown(state, credential).ConfigureAwait(false);
        string why = _file.Change(
            () =>
            {
                if (shown.Passkey is not { } passkey) return shown.Why;
                // As it is by now: others may have tried, or an administrator shut it.
                if (_file.Find(shown.Person!.Id) is not { HasJoined: true } person) return "no such account";
                if (person.IsDisabled) return "the account is disabled";
                if (person.IsShut(Now)) return "too early after failures";
                if (!_file.Passkeys.Use(person.Id, passkey, Now)) return "passkey: it was removed, or its counter went back";
                _file.SaveAttempts(person with { Failures = 0, OpensAt = 0 });
                right(person, "with passkey " + passkey.Name);
                return "";
            },
            reason => _people.Fail(shown.Person?.Name ?? name, caller, failure, reason));
        return why.Length == 0;
    }

    private string Save(SignedInPerson person, string name, UserPasskeyInfo passkey, string handle, Caller by)
    {
        if (_file.Find(person.Name) is not { } record || _file.Passkeys.HandleOf(record.Id) != handle) return "The account is another one.";
        if (_file.Provider.Has(record.Id)) return "You sign in by the provider: there is nothing of that here.";
        List<PasskeyRecord> others = _file.Passkeys.Of(record.Id);
        if (others.Count >= Most) return $"There are {Most}: remove one first.";
        if (others.Exists(one => one.Info.Name == name)) return "There is one of that name: choose another.";
        _file.Passkeys.Add(record.Id, name, passkey, Now);
        _file.Log.Add(by, AuditDeed.PasskeyAdded, person.Name, name);
        return "";
    }

    private string HandleOf(SignedInPerson person)
    {
        string handle = "";
        _file.Change(() =>
        {
            if (_file.Find(person.Name) is not { } record) return "The account was removed.";
            handle = _file.Passkeys.HandleOf(record.Id) ?? Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(RandomBytes));
            if (_file.Passkeys.HandleOf(record.Id) == null) _file.Passkeys.SaveHandle(record.Id, handle);
            return "";
        });
        return handle;
    }

    private static string Asker(SignedInPerson person) => person.Session.ToString(CultureInfo.InvariantCulture);
}
