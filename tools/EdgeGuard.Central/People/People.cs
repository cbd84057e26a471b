using System;
using System.Security.Cryptography;
using System.Text;
using System.Threading;
using EdgeGuard.Core;
using EdgeGuard.Store;

namespace EdgeGuard.Central;

/// <summary>Who may look: accounts with password and a code that follows time, and their sessions. Any thread.</summary>
/// <remarks>No account is there from the beginning. The first is made with a code that the console prints where it was started, as long as
/// there is none; it is another one after each start.</remarks>
public sealed class People : IDisposable
{
    /// <summary>A session ends when it is not used for so long …</summary>
    public static readonly TimeSpan Idle = TimeSpan.FromHours(8);

    /// <summary>… and in any case after this.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromHours(24);

    private const int SaltBytes = 16;
    private const int HashBytes = 32;
    private const int TokenBytes = 32;

    private readonly Lock _lock = new();
    private readonly PeopleFile _file;
    private readonly IHmac _hmac;
    private readonly TimeProvider _time;
    private readonly int _iterations;
    private readonly string _code;
    private readonly byte[] _firstSecret = RandomNumberGenerator.GetBytes(Totp.SecretLength);
    private int _codeFailures;
    private long _codeOpensAt;

    private People(PeopleFile file, IHmac hmac, IRandom random, TimeProvider time, int iterations)
    {
        _file = file;
        _hmac = hmac;
        _time = time;
        _iterations = iterations;
        _code = ClaimCode.Create(random);
    }

    /// <summary>Opens the file of accounts, or makes it.</summary>
    /// <param name="path">The file.</param>
    /// <param name="hmac">What passwords and codes are derived with.</param>
    /// <param name="random">Where the code for the first person comes from.</param>
    /// <param name="time">The clock.</param>
    /// <param name="iterations">Of passwords that are set from now on.</param>
    public static People Open(string path, IHmac hmac, IRandom random, TimeProvider time, int iterations) =>
        new(PeopleFile.Open(path), hmac, random, time, iterations);

    /// <summary>The code for the first person; null when there is one.</summary>
    public string? FirstCode
    {
        get { lock (_lock) return _file.IsEmpty ? _code : null; }
    }

    /// <summary>The secret that the first person gives to an authenticator. For whoever showed the code.</summary>
    public byte[] FirstSecret => [.. _firstSecret];

    private long Now => _time.GetUtcNow().ToUnixTimeMilliseconds();

    /// <summary>Whether this is the code for the first person, and there is none. Each wrong one makes the next wait longer.</summary>
    public bool IsFirstCode(string typed)
    {
        lock (_lock)
        {
            if (!_file.IsEmpty || Now < _codeOpensAt) return false;
            bool isRight = ClaimCode.Matches(typed, _code);
            _codeFailures = isRight ? 0 : _codeFailures + 1;
            if (!isRight) _codeOpensAt = Now + LockOut.DelayMs(_codeFailures);
            return isRight;
        }
    }

    /// <summary>Makes the first account, and signs it in.</summary>
    /// <param name="firstCode">The code that the console printed.</param>
    /// <param name="name">The account's name.</param>
    /// <param name="password">Its password.</param>
    /// <param name="again">The same once more.</param>
    /// <param name="code">Six digits of the authenticator that has <see cref="FirstSecret"/>.</param>
    /// <param name="session">The session that began; empty for none.</param>
    /// <returns>What is wrong, with its remedy; empty when it was made.</returns>
    public string AddFirst(string firstCode, string name, string password, string again, string code, out string session)
    {
        session = "";
        string problem = Problem(name, password, again);
        if (problem.Length > 0) return problem;
        if (!IsFirstCode(firstCode)) return "The code is not the one that the console printed when it started, or it was tried too often.";
        byte[] salt = RandomNumberGenerator.GetBytes(SaltBytes);
        byte[] hash = Stretch(password, salt, _iterations);
        lock (_lock)
        {
            long step = Totp.Find(_hmac, _firstSecret, code, Now, 0);
            if (step == 0) return "The six digits are not those of now: take the next ones. Is the time of the phone right, and here?";
            bool isMade = _file.AddFirst(new PersonRecord(0, name, salt, _iterations, hash, _firstSecret, step, 0, 0), Now);
            if (!isMade) return "There is an account already: sign in.";
            session = Succeed(_file.Find(name)!, step);
            return "";
        }
    }

    /// <summary>Signs in.</summary>
    /// <returns>The session that began; null for a name, password or code that is wrong, or was tried too often. Which of them is not told,
    /// and takes as long.</returns>
    public string? Login(string name, string password, string code)
    {
        PersonRecord? person = Find(name);
        byte[] hash = Stretch(password, person?.Salt ?? new byte[SaltBytes], person?.Iterations ?? _iterations);
        bool isPassword = CryptographicOperations.FixedTimeEquals(hash, person?.Hash ?? []);
        lock (_lock)
        {
            // Others may have tried meanwhile: their failures count, and their codes are used up.
            PersonRecord? now = person == null ? null : _file.Find(name);
            if (now == null || now.OpensAt > Now) return null;
            long step = Totp.Find(_hmac, now.Secret, code, Now, now.LastStep);
            if (isPassword && step > 0) return Succeed(now, step);
            Fail(now);
            return null;
        }
    }

    /// <summary>Whose session this is; null for nobody's.</summary>
    public string? NameOf(string session)
    {
        lock (_lock)
        {
            return _file.Use(Hash(session), Now, (long)Idle.TotalMilliseconds, (long)Longest.TotalMilliseconds);
        }
    }

    /// <summary>Ends a session.</summary>
    public void End(string session)
    {
        lock (_lock) _file.EndSession(Hash(session));
    }

    public void Dispose()
    {
        lock (_lock) _file.Dispose();
    }

    private static string Problem(string name, string password, string again)
    {
        if (!AccountLimits.IsName(name))
        {
            return $"A name is up to {AccountLimits.MaxName} lower-case letters, digits, '.', '_' and '-', and begins with a letter.";
        }
        return Accounts.PasswordFault(name, password) switch
        {
            AccountFault.PasswordTooShort => $"A password has at least {AccountLimits.MinPassword} characters.",
            AccountFault.PasswordTooLong => $"A password has at most {AccountLimits.MaxPassword} bytes.",
            AccountFault.PasswordIsName => "The password holds the account's name: choose one that does not.",
            _ => password == again ? "" : "The two passwords differ: type them again.",
        };
    }

    private PersonRecord? Find(string name)
    {
        lock (_lock) return AccountLimits.IsName(name) ? _file.Find(name) : null;
    }

    private string Succeed(PersonRecord person, long step)
    {
        // The code is used up on the disk before anybody is let in by it.
        _file.SaveAttempts(person with { Failures = 0, OpensAt = 0, LastStep = step });
        string session = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(TokenBytes));
        _file.AddSession(Hash(session), person.Id, Now);
        return session;
    }

    private void Fail(PersonRecord person)
    {
        int failures = person.Failures + 1;
        _file.SaveAttempts(person with { Failures = failures, OpensAt = Now + LockOut.DelayMs(failures) });
    }

    private byte[] Stretch(string password, byte[] salt, int iterations)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(password.Length <= AccountLimits.MaxPassword ? password : "");
        return _hmac.Stretch(bytes, salt, iterations, HashBytes);
    }

    // What is stored lets nobody in: the file may be read from a backup.
    private static byte[] Hash(string session) => SHA256.HashData(Encoding.UTF8.GetBytes(session));
}
