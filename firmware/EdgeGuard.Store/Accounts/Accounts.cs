using System.Text;
using EdgeGuard.Core;
using EdgeGuard.Policy;

namespace EdgeGuard.Store;

/// <summary>Who may use the console: personal accounts, no default password. Any thread; a call that checks a password takes as long as
/// its cost says, and others wait for it.</summary>
/// <remarks>
/// A change is stored before it takes effect, in one write. A failed login is counted in the store before the password is looked at,
/// so that neither pulling the plug nor a restart gives another guess. Names, passwords and codes that were wrong go nowhere.
/// </remarks>
public sealed partial class Accounts
{
    private readonly RecordStore _records;
    private readonly IHmac _hmac;
    private readonly IRandom _random;
    private readonly IClock _clock;
    private readonly ChangeEvents _events;
    private readonly PasswordCost _cost;

    private readonly object _lock = new object();

    // Under the lock:
    private AccountBook _book;
    private int _pendingNumber;
    private byte[] _pendingSecret = new byte[0];

    /// <summary>Reads the accounts that are stored.</summary>
    public Accounts(StoreContext context)
    {
        _records = context.Records;
        _hmac = context.Hmac;
        _random = context.Random;
        _clock = context.Clock;
        _events = new ChangeEvents(context.Events);
        _cost = context.Cost;
        _book = Load();
    }

    /// <summary>Whether there are accounts; a module without waits for its claim code.</summary>
    public bool IsClaimed
    {
        get
        {
            lock (_lock) return _book.Count > 0;
        }
    }

    /// <summary>All accounts, in the order in which they were made.</summary>
    public Account[] List()
    {
        lock (_lock)
        {
            var list = new Account[_book.Count];
            for (int i = 0; i < list.Length; i++) list[i] = new Account(_book[i], _clock.Now);
            return list;
        }
    }

    /// <summary>Milliseconds until the claim code can be tried again.</summary>
    public int ClaimWaitMs
    {
        get
        {
            lock (_lock) return _book.Claim.WaitMs(_clock.Now);
        }
    }

    /// <summary>Whether it is the code on the label, before all else is asked. A wrong one counts as any other.</summary>
    /// <param name="code">As typed.</param>
    /// <param name="address">Which console, for events.</param>
    public AccountFault CheckClaimCode(string code, string address)
    {
        lock (_lock)
        {
            AccountFault fault = ClaimCodeFault(code, address);
            if (fault != AccountFault.None) return fault;
            _book.Claim.TakeBack(_clock.Now);
            Save();
            return AccountFault.None;
        }
    }

    /// <summary>Makes the first account, a technician's, with the code on the
    /// label, and the device's identity with it unless it has one.</summary>
    /// <param name="code">As typed.</param>
    /// <param name="name">See <see cref="AccountLimits.IsName"/>.</param>
    /// <param name="password">See <see cref="PasswordFault"/>.</param>
    /// <param name="address">Which console, for events.</param>
    /// <param name="person">The new technician, logged in; null after a fault.</param>
    public AccountFault Claim(string code, string name, string password, string address, out Person? person)
    {
        person = null;
        lock (_lock)
        {
            if (_book.Count > 0) return AccountFault.AlreadyClaimed;
            AccountFault fault = Fault(name, password);
            if (fault != AccountFault.None) return fault;
            fault = ClaimCodeFault(code, address);
            if (fault != AccountFault.None) return fault;

            AccountBook book = _book.Copy();
            book.Claim.Succeed();
            AccountEntry entry = book.Add(name, AccountLevel.Technician, Hash(password), _clock.Now);
            entry.LastLoginUtc = _clock.Utc;
            StoreChanges changes = new StoreChanges().Write(RecordName.Accounts, book.ToBytes());
            // Who comes after accounts were forgotten takes the module over with its record of events, in which that stands.
            if (DeviceIdentity.Load(_records) == null) changes.Write(RecordName.Identity, DeviceIdentity.Create(_random));
            if (!_records.Make(changes)) return Refused();
            _book = book;
            person = new Person(entry.Number, entry.Name, entry.Level, address);
            _events.Raise(EventCode.ModuleClaimed, person.Peer, entry.Number, 0);
            return AccountFault.None;
        }
    }

    /// <summary>Makes an account. A technician.</summary>
    public AccountFault Create(Person by, string name, AccountLevel level, string password)
    {
        lock (_lock)
        {
            if (!MayChange(by)) return AccountFault.NotAllowed;
            if (level != AccountLevel.Viewer && level != AccountLevel.Technician) return AccountFault.LevelUnknown;
            AccountFault fault = Fault(name, password);
            if (fault != AccountFault.None) return fault;
            if (_book.Find(name) != null) return AccountFault.NameTaken;
            if (_book.Count == AccountLimits.MaxAccounts) return AccountFault.TooMany;
            AccountBook book = _book.Copy();
            AccountEntry entry = book.Add(name, level, Hash(password), _clock.Now);
            return Store(book, EventCode.AccountCreated, by, entry.Number, (int)level);
        }
    }

    /// <summary>Gives an account another password. A technician, or whose account it is.</summary>
    public AccountFault SetPassword(Person by, string name, string password)
    {
        lock (_lock)
        {
            AccountFault fault = Find(by, name, by.Name == name, out AccountBook book, out AccountEntry? entry);
            if (entry == null) return fault;
            fault = PasswordFault(name, password);
            if (fault != AccountFault.None) return fault;
            entry.Password = Hash(password);
            return Store(book, EventCode.AccountChanged, by, entry.Number, (int)AccountChange.Password);
        }
    }

    /// <summary>Gives an account another level. A technician; the last technician stays one.</summary>
    public AccountFault SetLevel(Person by, string name, AccountLevel level)
    {
        lock (_lock)
        {
            if (level != AccountLevel.Viewer && level != AccountLevel.Technician) return AccountFault.LevelUnknown;
            AccountFault fault = Find(by, name, false, out AccountBook book, out AccountEntry? entry);
            if (entry == null) return fault;
            entry.Level = level;
            if (book.Technicians == 0) return AccountFault.LastTechnician;
            return Store(book, EventCode.AccountChanged, by, entry.Number, (int)AccountChange.Level);
        }
    }

    /// <summary>Removes an account. A technician; the last technician stays.</summary>
    public AccountFault Remove(Person by, string name)
    {
        lock (_lock)
        {
            AccountFault fault = Find(by, name, false, out AccountBook book, out AccountEntry? entry);
            if (entry == null) return fault;
            book.Remove(entry);
            if (book.Technicians == 0) return AccountFault.LastTechnician;
            return Store(book, EventCode.AccountRemoved, by, entry.Number, 0);
        }
    }

    /// <summary>Removes all accounts, with the code on the label: nobody can log
    /// in any more. Whether the platform allows it is its own question.</summary>
    /// <param name="code">As typed.</param>
    /// <param name="address">Which console, for events.</param>
    public AccountFault Forget(string code, string address)
    {
        lock (_lock)
        {
            AccountFault fault = ClaimCodeFault(code, address);
            return fault == AccountFault.None ? RemoveAll(address) : fault;
        }
    }

    /// <summary>The same for whoever has the store itself in his hands: that is worth more than the code, which lies in it.</summary>
    public AccountFault ForgetByOwner(string address)
    {
        lock (_lock) return RemoveAll(address);
    }

    /// <summary>Forgets the failures of an account, so that it can be tried at once. A technician.</summary>
    public AccountFault Unlock(Person by, string name)
    {
        lock (_lock)
        {
            AccountFault fault = Find(by, name, false, out AccountBook book, out AccountEntry? entry);
            if (entry == null) return fault;
            entry.AttemptLimiter = new AttemptLimiter(0, _clock.Now);
            return Store(book, EventCode.AccountChanged, by, entry.Number, (int)AccountChange.Unlocked);
        }
    }

    /// <summary>What is wrong with a password; None if it can be one.</summary>
    public static AccountFault PasswordFault(string name, string password)
    {
        if (password.Length < AccountLimits.MinPassword) return AccountFault.PasswordTooShort;
        if (Encoding.UTF8.GetBytes(password).Length > AccountLimits.MaxPassword) return AccountFault.PasswordTooLong;
        return name.Length > 0 && AsciiCase.Lower(password).IndexOf(name) >= 0 ? AccountFault.PasswordIsName : AccountFault.None;
    }

    /// <summary>Whether a person who logged in before is still somebody, at that level.</summary>
    public bool IsCurrent(Person person)
    {
        lock (_lock) return Current(person) != null;
    }

    /// <summary>Whether a person may change things now: a technician, whose account is still what it was.</summary>
    public bool MayChange(Person by)
    {
        lock (_lock) return by.Level == AccountLevel.Technician && Current(by) != null;
    }

    /// <summary>Whether bytes are accounts with a technician among them.</summary>
    internal static bool AreSound(byte[] content)
    {
        AccountBook? book = AccountBook.FromBytes(content, 0);
        return book != null && book.Technicians > 0;
    }

    /// <summary>Takes over what was written behind its back. Who is logged in stays so only as the accounts have it now.</summary>
    internal void Reload()
    {
        lock (_lock) _book = Load();
    }

    private AccountBook Load()
    {
        byte[]? content = _records.Read(RecordName.Accounts, out RecordHealth health);
        _events.Health(RecordName.Accounts, health);
        AccountBook? book = content == null ? null : AccountBook.FromBytes(content, _clock.Now);
        if (content != null && book == null) _events.Health(RecordName.Accounts, RecordHealth.Lost);
        return book == null ? new AccountBook(0, 0, _clock.Now) : book;
    }

    private static AccountFault Fault(string name, string password)
    {
        return AccountLimits.IsName(name) ? PasswordFault(name, password) : AccountFault.NameMalformed;
    }

    // The account of a person, unless it was removed, renamed or given another level since.
    private AccountEntry? Current(Person person)
    {
        AccountEntry? entry = _book.Find(person.Name);
        return entry != null && entry.Number == person.Number && entry.Level == person.Level ? entry : null;
    }

    // The account in a book that the change can be tried in.
    private AccountFault Find(Person by, string name, bool isOwn, out AccountBook book, out AccountEntry? entry)
    {
        book = _book.Copy();
        entry = null;
        bool isAllowed = MayChange(by) || (isOwn && Current(by) != null);
        if (!isAllowed) return AccountFault.NotAllowed;
        entry = book.Find(name);
        return entry == null ? AccountFault.NoSuchAccount : AccountFault.None;
    }

    private AccountFault RemoveAll(string address)
    {
        int count = _book.Count;
        AccountBook book = _book.Copy();
        book.RemoveAll();
        book.Claim.Succeed();
        if (!_records.Write(RecordName.Accounts, book.ToBytes())) return Refused();
        _book = book;
        _pendingNumber = 0;
        _pendingSecret = new byte[0];
        _events.Raise(EventCode.AccountsForgotten, Unknown(address), count, 0);
        return AccountFault.None;
    }

    private PasswordHash Hash(string password)
    {
        return PasswordHash.Of(password, _cost.Iterations, _hmac, _random);
    }

    private AccountFault Store(AccountBook book, EventCode code, Person by, int a, int b)
    {
        if (!_records.Write(RecordName.Accounts, book.ToBytes())) return Refused();
        _book = book;
        _events.Raise(code, by.Peer, a, b);
        return AccountFault.None;
    }

    private AccountFault Refused()
    {
        _events.Refused(RecordName.Accounts);
        return AccountFault.StoreRefused;
    }
}
