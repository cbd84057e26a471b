using EdgeGuard.Core;

namespace EdgeGuard.Store;

// Logins, and the second factor.
public sealed partial class Accounts
{
    /// <summary>Checks name, password and, where the account has one, the code of its second factor.</summary>
    /// <param name="name">As typed.</param>
    /// <param name="password">As typed.</param>
    /// <param name="code">As typed; empty: not asked for yet. Where the module's time is not trusted no code can be checked, and the
    /// claim code on the label stands in its place: whoever reads it is at the module.</param>
    /// <param name="address">Which console, for events.</param>
    public LoginResult Login(string name, string password, string code, string address)
    {
        lock (_lock)
        {
            if (_book.Count == 0) return new LoginResult(LoginFault.Unclaimed, 0);
            AccountEntry? entry = _book.Find(name);
            AttemptLimiter door = entry == null ? _book.Unknown : entry.AttemptLimiter;
            int wait = door.WaitMs(_clock.Now);
            if (wait > 0) return Fail(LoginFault.Locked, entry, address, wait);

            // Counted before it is checked: a power cut in between is no free guess.
            door.Fail(_clock.Now);
            Save();
            PasswordHash hash = entry == null ? PasswordHash.OfNobody(_cost.Iterations) : entry.Password;
            bool isRight = hash.Is(password, _hmac);
            if (entry == null || !isRight) return Fail(LoginFault.NameOrPassword, entry, address, door.WaitMs(_clock.Now));
            if (entry.Secret.Length > 0 && code.Length == 0)
            {
                door.TakeBack(_clock.Now);
                Save();
                return new LoginResult(LoginFault.CodeNeeded, 0);
            }
            if (entry.Secret.Length > 0 && !IsCode(entry, code)) return Fail(LoginFault.Code, entry, address, door.WaitMs(_clock.Now));
            return Succeed(entry, address);
        }
    }

    /// <summary>Tells that a person left, or was made to.</summary>
    public void Logout(Person person, LogoutReason reason)
    {
        _events.Raise(EventCode.LoggedOut, person.Peer, person.Number, (int)reason);
    }

    /// <summary>A new secret for a person's own second factor. It counts once
    /// <see cref="ConfirmSecondFactor"/> has seen a code of it.</summary>
    /// <param name="person">Whose.</param>
    /// <param name="module">The module's name, as the app shall show it.</param>
    /// <param name="uri">The otpauth URI, for a QR code. It is a secret.</param>
    public AccountFault NewSecondFactor(Person person, string module, out string uri)
    {
        uri = "";
        lock (_lock)
        {
            if (Current(person) == null) return AccountFault.NotAllowed;
            if (_clock.Trust != ClockTrust.Trusted) return AccountFault.ClockNotTrusted;
            _pendingNumber = person.Number;
            _pendingSecret = new byte[Totp.SecretLength];
            _random.Fill(_pendingSecret, 0, _pendingSecret.Length);
            uri = Totp.Uri(module, person.Name, _pendingSecret);
            return AccountFault.None;
        }
    }

    /// <summary>Puts the second factor in force when the app shows a right code.</summary>
    public AccountFault ConfirmSecondFactor(Person person, string code)
    {
        lock (_lock)
        {
            if (_pendingNumber != person.Number) return AccountFault.NoSecondFactor;
            AccountFault fault = Find(person, person.Name, true, out AccountBook book, out AccountEntry? entry);
            if (entry == null) return fault;
            if (_clock.Trust != ClockTrust.Trusted) return AccountFault.ClockNotTrusted;
            long step = Totp.Find(_hmac, _pendingSecret, code, _clock.Utc, 0);
            if (step == 0) return AccountFault.Code;
            entry.Secret = _pendingSecret;
            entry.LastStep = step;
            fault = Store(book, EventCode.AccountChanged, person, entry.Number, (int)AccountChange.SecondFactorSet);
            if (fault != AccountFault.None) return fault;
            _pendingNumber = 0;
            _pendingSecret = new byte[0];
            return AccountFault.None;
        }
    }

    /// <summary>Takes the second factor from an account: a lost phone. Another technician, so that nobody's stolen session can.</summary>
    public AccountFault RemoveSecondFactor(Person by, string name)
    {
        lock (_lock)
        {
            if (by.Name == name) return AccountFault.NotAllowed;
            AccountFault fault = Find(by, name, false, out AccountBook book, out AccountEntry? entry);
            if (entry == null) return fault;
            if (entry.Secret.Length == 0) return AccountFault.NoSecondFactor;
            entry.Secret = new byte[0];
            return Store(book, EventCode.AccountChanged, by, entry.Number, (int)AccountChange.SecondFactorRemoved);
        }
    }

    private LoginResult Succeed(AccountEntry entry, string address)
    {
        var person = new Person(entry.Number, entry.Name, entry.Level, address);
        var result = new LoginResult(LoginFault.None, 0)
        {
            Person = person,
            PreviousLoginUtc = entry.LastLoginUtc,
            FailuresSince = entry.AttemptLimiter.Failures - 1,
        };
        entry.AttemptLimiter.Succeed();
        entry.LastLoginUtc = _clock.Utc;
        Save();
        _events.Raise(EventCode.LoggedIn, person.Peer, entry.Number, entry.Secret.Length > 0 ? 1 : 0);
        return result;
    }

    // A code is used up in the store before anybody is let in by it (the next Save).
    private bool IsCode(AccountEntry entry, string code)
    {
        if (_clock.Trust != ClockTrust.Trusted) return ClaimCode.Matches(code, Label());
        long step = Totp.Find(_hmac, entry.Secret, code, _clock.Utc, entry.LastStep);
        if (step == 0) return false;
        entry.LastStep = step;
        return true;
    }

    private AccountFault ClaimCodeFault(string code, string address)
    {
        if (_book.Claim.WaitMs(_clock.Now) > 0) return AccountFault.Locked;
        _book.Claim.Fail(_clock.Now);
        Save();
        if (ClaimCode.Matches(code, Label())) return AccountFault.None;
        _events.Raise(EventCode.LoginFailed, Unknown(address), 0, (int)LoginFault.ClaimCode);
        return AccountFault.ClaimCode;
    }

    private string Label()
    {
        byte[]? label = _records.Read(RecordName.Label);
        return label == null ? "" : Utf8Text.Read(label) ?? "";
    }

    private LoginResult Fail(LoginFault fault, AccountEntry? entry, string address, int wait)
    {
        Peer peer = entry == null ? Unknown(address) : new Person(entry.Number, entry.Name, entry.Level, address).Peer;
        _events.Raise(EventCode.LoginFailed, peer, entry == null ? 0 : entry.Number, (int)fault);
        return new LoginResult(fault, wait);
    }

    // Whoever it was, what was typed as a name is not shown: it may be a password.
    private static Peer Unknown(string address)
    {
        return new Peer(PeerTransport.Console, address, "", null, "", long.MaxValue);
    }

    // A medium that refuses must not keep people out: what it should have kept holds until the restart.
    private void Save()
    {
        if (!_records.Write(RecordName.Accounts, _book.ToBytes())) _events.Refused(RecordName.Accounts);
    }
}
