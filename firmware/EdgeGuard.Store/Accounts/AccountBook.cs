using EdgeGuard.Core;

namespace EdgeGuard.Store;

/// <summary>All accounts, and the doors that belong to none, as one record:
/// an account change is one write. Guarded by its owner's lock.</summary>
internal sealed class AccountBook
{
    private const byte Version = 1;

    private readonly AccountEntry[] _entries = new AccountEntry[AccountLimits.MaxAccounts];
    private int _nextNumber = 1;

    internal AccountBook(int unknownFailures, int claimFailures, long now)
        : this(new AttemptLimiter(unknownFailures, now), new AttemptLimiter(claimFailures, now))
    {
    }

    private AccountBook(AttemptLimiter unknown, AttemptLimiter claim)
    {
        Unknown = unknown;
        Claim = claim;
    }

    internal int Count { get; private set; }

    /// <summary>Counts tries with names that nobody has.</summary>
    internal AttemptLimiter Unknown { get; }

    /// <summary>Counts tries with the claim code.</summary>
    internal AttemptLimiter Claim { get; }

    internal AccountEntry this[int index]
    {
        get { return _entries[index]; }
    }

    internal AccountEntry? Find(string name)
    {
        for (int i = 0; i < Count; i++)
        {
            if (_entries[i].Name == name) return _entries[i];
        }
        return null;
    }

    internal int Technicians
    {
        get
        {
            int count = 0;
            for (int i = 0; i < Count; i++)
            {
                if (_entries[i].Level == AccountLevel.Technician) count++;
            }
            return count;
        }
    }

    internal AccountEntry Add(string name, AccountLevel level, PasswordHash password, long now)
    {
        var entry = new AccountEntry(_nextNumber++, name, level, password, new AttemptLimiter(0, now));
        _entries[Count++] = entry;
        return entry;
    }

    internal void Remove(AccountEntry entry)
    {
        int at = 0;
        while (at < Count && _entries[at] != entry) at++;
        for (int i = at + 1; i < Count; i++) _entries[i - 1] = _entries[i];
        if (at < Count) Count--;
    }

    /// <summary>Removes every account. Their numbers are not given again.</summary>
    internal void RemoveAll()
    {
        Count = 0;
    }

    /// <summary>A book to try a change in: accounts of its own, the same doors.</summary>
    internal AccountBook Copy()
    {
        var copy = new AccountBook(Unknown, Claim) { _nextNumber = _nextNumber, Count = Count };
        for (int i = 0; i < Count; i++) copy._entries[i] = _entries[i].Copy();
        return copy;
    }

    internal byte[] ToBytes()
    {
        var writer = new ByteWriter();
        writer.Byte(Version);
        writer.Int(_nextNumber);
        writer.Int(Unknown.Failures);
        writer.Int(Claim.Failures);
        writer.Byte(Count);
        for (int i = 0; i < Count; i++) _entries[i].Write(writer);
        return writer.Take();
    }

    /// <summary>Null when the bytes are no accounts.</summary>
    internal static AccountBook? FromBytes(byte[] bytes, long now)
    {
        var reader = new ByteReader(bytes);
        if (reader.Byte() != Version) reader.Fail();
        int nextNumber = reader.Int();
        int unknownFailures = reader.Int();
        int claimFailures = reader.Int();
        int count = reader.Byte();
        if (nextNumber < 1 || unknownFailures < 0 || claimFailures < 0 || count > AccountLimits.MaxAccounts) return null;
        var book = new AccountBook(unknownFailures, claimFailures, now) { _nextNumber = nextNumber };
        for (int i = 0; i < count && reader.IsSound; i++)
        {
            AccountEntry entry = AccountEntry.Read(reader, now);
            if (entry.Number >= nextNumber || book.Find(entry.Name) != null) reader.Fail();
            book._entries[book.Count++] = entry;
        }
        return reader.IsWhole ? book : null;
    }
}
