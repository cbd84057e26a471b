using System;
using System.Security.Cryptography;
using System.Text;
using EdgeGuard.Core;
using EdgeGuard.Store;

namespace EdgeGuard.Central;

/// <summary>Who comes in: accounts with a password and a code that follows time, and their sessions. Any thread.</summary>
/// <remarks>No account is there from the beginning. The first is made with a code that the console prints where it was started, as long as
/// there is none; it is another one after each start. All others are invited. Each deed and each failure is in the audit log.</remarks>
public sealed class People : IDisposable
{
    /// <summary>A session ends when it is not used for so long …</summary>
    public static readonly TimeSpan Idle = TimeSpan.FromHours(8);

    /// <summary>… and in any case after this.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromHours(24);

    /// <summary>For so long after password and second factor were shown a session may do what changes accounts.</summary>
    public static readonly TimeSpan ProofLasts = TimeSpan.FromMinutes(10);

    private const int TokenBytes = 32;
    private const string FirstCodeWrong = "The code is not the one that the console printed when it started, or it was tried too often.";
    private const string InvitationWrong = "Name or one-time code is wrong, or the code is not good any more: ask who invited you.";
    private const string DigitsWrong =
        "The six digits are not those of now: take the next ones. Is the time of the phone right, and here?";

    private readonly PeopleFile _file;
    private readonly IHmac _hmac;
    private readonly TimeProvider _time;
    private readonly Passwords _passwords;
    private readonly string _code;
    private readonly byte[] _firstSecret = RandomNumberGenerator.GetBytes(Totp.SecretLength);
    private int _codeFailures;
    private long _codeOpensAt;

    private People(PeopleFile file, IHmac hmac, IRandom random, TimeProvider time, int iterations)
    {
        _file = file;
        _hmac = hmac;
        _time = time;
        _passwords = new Passwords(hmac, iterations);
        _code = ClaimCode.Create(random);
        Own = new OwnAccount(file, hmac, random, time, _passwords);
        Administration = new PeopleAdministration(file, random, time);
        ApiKeys = new ApiKeys(file, time);
        Trail = new AuditTrail(file);
    }

    /// <summary>Opens the file of accounts, or makes it.</summary>
    /// <param name="path">The file.</param>
    /// <param name="hmac">What passwords and codes are derived with.</param>
    /// <param name="random">Where codes come from.</param>
    /// <param name="time">The clock.</param>
    /// <param name="iterations">Of passwords that are set from now on.</param>
    public static People Open(string path, IHmac hmac, IRandom random, TimeProvider time, int iterations) =>
        new(PeopleFile.Open(path, hmac, time), hmac, random, time, iterations);

    /// <summary>What people do with their own accounts.</summary>
    public OwnAccount Own { get; }

    /// <summary>What administrators do with others' accounts.</summary>
    public PeopleAdministration Administration { get; }

    /// <summary>The keys by which programs read.</summary>
    public ApiKeys ApiKeys { get; }

    /// <summary>The log of what was done.</summary>
    public AuditTrail Trail { get; }

    /// <summary>The code for the first person; null when there is one.</summary>
    public string? FirstCode
    {
        get { lock (_file.Gate) return _file.IsEmpty ? _code : null; }
    }

    /// <summary>The secret that the first person gives to an authenticator. For whoever showed the code.</summary>
    public byte[] FirstSecret => [.. _firstSecret];

    internal PeopleFile File => _file;

    private long Now => _time.GetUtcNow().ToUnixTimeMilliseconds();

    /// <summary>Whether this is the code for the first person, and there is none. Each wrong one makes the next wait longer.</summary>
    public bool IsFirstCode(string typed, Caller caller)
    {
        lock (_file.Gate)
        {
            bool isRight = _file.IsEmpty && Now >= _codeOpensAt && ClaimCode.Matches(typed, _code);
            if (!isRight) Log(caller, AuditDeed.FirstCodeWrong);
            if (!_file.IsEmpty || Now < _codeOpensAt) return false;
            _codeFailures = isRight ? 0 : _codeFailures + 1;
            if (!isRight) _codeOpensAt = Now + LockOut.DelayMs(_codeFailures);
            return isRight;
        }
    }

    /// <summary>Makes the first account, an administrator's, and signs it in.</summary>
    /// <param name="firstCode">The code that the console printed.</param>
    /// <param name="name">The account's name.</param>
    /// <param name="password">Its password.</param>
    /// <param name="again">The same once more.</param>
    /// <param name="code">Six digits of the authenticator that has <see cref="FirstSecret"/>.</param>
    /// <param name="caller">From where.</param>
    /// <param name="session">The session that began; empty for none.</param>
    /// <returns>What is wrong, with its remedy; empty when it was made.</returns>
    public string AddFirst(
        string firstCode, string name, string password, string again, string code, Caller caller, out string session)
    {
        session = "";
        string problem = PeopleAdministration.NameProblem(name);
        if (problem.Length == 0) problem = Passwords.Problem(name, password, again);
        if (problem.Length > 0) return problem;
        if (!IsFirstCode(firstCode, caller)) return FirstCodeWrong;
        (byte[] salt, byte[] hash) = _passwords.New(password);
        string begun = "";
        problem = _file.Change(() =>
        {
            if (!_file.IsEmpty) return "There is an account already: sign in.";
            _file.Add(name, Now);
            PersonRecord person = _file.Find(name)!;
            _file.SaveRole(person.Id, SiteRoles.Everywhere, SiteRole.Administrator);
            return Furnish(person, (salt, hash), _firstSecret, code, caller, AuditDeed.FirstAccountMade, out begun);
        });
        session = problem.Length == 0 ? begun : "";
        return problem;
    }

    /// <summary>The secret that an invited person gives to an authenticator; null where the code is not theirs, or no longer
    /// good.</summary>
    public byte[]? InvitationSecret(string name, string oneTimeCode, Caller caller)
    {
        byte[]? secret = null;
        _file.Change(
            () => Invited(name, oneTimeCode, out secret) == null ? InvitationWrong : "",
            why => Fail(name, caller, AuditDeed.JoinFailed, why));
        return secret;
    }

    /// <summary>Sets password and second factor of an account that somebody was invited to, and signs it in. The code is used up.</summary>
    /// <returns>What is wrong, with its remedy; empty when it was done.</returns>
    public string Join(
        string oneTimeCode, string name, string password, string again, string code, Caller caller, out string session)
    {
        session = "";
        string problem = Passwords.Problem(name, password, again);
        if (problem.Length > 0) return problem;
        (byte[] salt, byte[] hash) = _passwords.New(password);
        string begun = "";
        problem = _file.Change(
            () =>
            {
                if (Invited(name, oneTimeCode, out byte[]? secret) is not { } person) return InvitationWrong;
                _file.EndInvitation(person.Id);
                return Furnish(person, (salt, hash), secret!, code, caller, AuditDeed.Joined, out begun);
            },
            why => Fail(name, caller, AuditDeed.JoinFailed, why));
        session = problem.Length == 0 ? begun : "";
        return problem;
    }

    /// <summary>Signs in.</summary>
    /// <param name="name">The account.</param>
    /// <param name="password">Its password.</param>
    /// <param name="code">Six digits of its authenticator, or a recovery code.</param>
    /// <param name="caller">From where.</param>
    /// <returns>The session that began; null for a name, password or code that is wrong, or was tried too often. Which of them is not told,
    /// and takes as long.</returns>
    public string? Login(string name, string password, string code, Caller caller)
    {
        string? session = null;
        Check(name, password, code, caller, AuditDeed.SignInFailed, person =>
        {
            _file.Log.Add(caller with { Who = name }, AuditDeed.SignedIn);
            session = Begin(person, caller, out _);
        });
        return session;
    }

    /// <summary>Shows once more who a session belongs to, so that it may change accounts for a while.</summary>
    public bool Prove(SignedInPerson person, string password, string code, Caller caller) => Check(
        person.Name, password, code, caller, AuditDeed.ProofFailed, _ =>
        {
            _file.SaveProved(person.Session, Now);
            _file.Log.Add(caller, AuditDeed.Proved);
        });

    /// <summary>Whether a session has shown lately who it belongs to.</summary>
    public bool HasProved(SignedInPerson person)
    {
        long ago = Now - person.ProvedAt;
        return ago >= 0 && ago <= (long)ProofLasts.TotalMilliseconds;
    }

    /// <summary>Whose session this is; null for nobody's.</summary>
    public SignedInPerson? PersonOf(string session)
    {
        lock (_file.Gate) return _file.Use(Hash(session), Now, (long)Idle.TotalMilliseconds, (long)Longest.TotalMilliseconds);
    }

    /// <summary>Who has a session, by its number; null: it is over. Unlike what people do, this does not make it longer.</summary>
    public SignedInPerson? Look(long session)
    {
        lock (_file.Gate) return _file.Look(session, Now, (long)Idle.TotalMilliseconds, (long)Longest.TotalMilliseconds);
    }

    /// <summary>The name of whose session this is; null for nobody's.</summary>
    public string? NameOf(string session) => PersonOf(session)?.Name;

    /// <summary>Ends a session.</summary>
    public void End(string session, Caller caller) => _file.Change(() =>
    {
        _file.EndSession(Hash(session));
        _file.Log.Add(caller, AuditDeed.SignedOut);
        return "";
    });

    public void Dispose()
    {
        lock (_file.Gate) _file.Dispose();
    }

    private bool Check(string name, string password, string code, Caller caller, AuditDeed failure, Action<PersonRecord> right)
    {
        bool isPassword = _passwords.IsRight(Find(name), password);
        string why = _file.Change(
            () =>
            {
                // Others may have tried meanwhile: their failures count, and their codes are used up.
                if (Find(name) is not { HasJoined: true } person) return "no such account";
                if (person.IsDisabled) return "the account is disabled";
                if (person.IsShut(Now)) return "too early after failures";
                if (!isPassword) return "wrong password";
                if (!UseFactor(person, code, caller)) return "wrong code, or used before";
                right(person);
                return "";
            },
            reason => Fail(name, caller, failure, reason));
        return why.Length == 0;
    }

    // The code is used up on the disk before anybody is let in by it.
    private bool UseFactor(PersonRecord person, string code, Caller caller)
    {
        long step = Totp.Find(_hmac, person.Secret, code, Now, person.LastStep);
        if (step == 0 && !_file.UseRecovery(person.Id, OneTimeCode.Hash(code))) return false;
        _file.SaveAttempts(person with { Failures = 0, OpensAt = 0, LastStep = Math.Max(step, person.LastStep) });
        if (step > 0) return true;
        _file.Log.Add(caller with { Who = person.Name }, AuditDeed.RecoveryCodeUsed, person.Name, $"{_file.RecoveryLeft(person.Id)} left");
        return true;
    }

    // A name that is no account's may be a password that was typed into the wrong field: it is not kept.
    internal void Fail(string name, Caller caller, AuditDeed failure, string why)
    {
        PersonRecord? person = Find(name);
        // Who mistyped the digits of a code that is right has not guessed.
        if (person is { IsDisabled: false } && !person.IsShut(Now) && why != DigitsWrong) Count(person);
        _file.Log.Add(caller, failure, person == null ? "" : person.Name, why);
    }

    private void Count(PersonRecord person)
    {
        int failures = person.Failures + 1;
        _file.SaveAttempts(person with { Failures = failures, OpensAt = Now + LockOut.DelayMs(failures) });
    }

    private PersonRecord? Invited(string name, string oneTimeCode, out byte[]? secret)
    {
        PersonRecord? person = Find(name);
        bool isOpen = person is { IsDisabled: false } && !person.IsShut(Now);
        secret = isOpen ? _file.InvitationSecret(person!.Id, OneTimeCode.Hash(oneTimeCode), Now) : null;
        return secret == null ? null : person;
    }

    // Gives an account what its person signs in with, and signs in.
    private string Furnish(
        PersonRecord person,
        (byte[] Salt, byte[] Hash) password,
        byte[] secret,
        string code,
        Caller caller,
        AuditDeed deed,
        out string session)
    {
        session = "";
        long step = Totp.Find(_hmac, secret, code, Now, 0);
        if (step == 0) return DigitsWrong;
        _file.SaveAttempts(person with { Failures = 0, OpensAt = 0 });
        _file.SavePassword(person.Id, password.Salt, _passwords.Iterations, password.Hash);
        _file.SaveSecret(person.Id, secret, step);
        Caller self = caller with { Who = person.Name };
        _file.Log.Add(self, deed, person.Name);
        session = Begin(person, caller, out long id);
        Own.MakeCodes(person, id, self);
        return "";
    }

    internal string Begin(PersonRecord person, Caller caller, out long id)
    {
        string session = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(TokenBytes));
        id = _file.AddSession(Hash(session), person.Id, caller, Now);
        return session;
    }

    private PersonRecord? Find(string name)
    {
        lock (_file.Gate) return AccountLimits.IsName(name) ? _file.Find(name) : null;
    }

    private void Log(Caller by, AuditDeed deed) => _file.Change(() =>
    {
        _file.Log.Add(by, deed);
        return "";
    });

    // What is stored lets nobody in: the file may be read from a backup.
    private static byte[] Hash(string session) => SHA256.HashData(Encoding.UTF8.GetBytes(session));
}
