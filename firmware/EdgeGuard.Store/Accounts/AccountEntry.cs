using EdgeGuard.Core;

namespace EdgeGuard.Store;

/// <summary>An account as it is kept. Guarded by the lock of <see cref="AccountBook"/>.</summary>
internal sealed class AccountEntry
{
    internal AccountEntry(int number, string name, AccountLevel level, PasswordHash password, AttemptLimiter door)
    {
        Number = number;
        Name = name;
        Level = level;
        Password = password;
        AttemptLimiter = door;
    }

    internal int Number { get; }

    internal string Name { get; }

    internal AccountLevel Level { get; set; }

    internal PasswordHash Password { get; set; }

    internal AttemptLimiter AttemptLimiter { get; set; }

    /// <summary>Secret of the second factor; empty without one.</summary>
    internal byte[] Secret { get; set; } = new byte[0];

    /// <summary>Step of the last code that was taken: none is taken twice.</summary>
    internal long LastStep { get; set; }

    internal long LastLoginUtc { get; set; }

    internal AccountEntry Copy()
    {
        return new AccountEntry(Number, Name, Level, Password, AttemptLimiter)
        {
            Secret = Secret,
            LastStep = LastStep,
            LastLoginUtc = LastLoginUtc,
        };
    }

    internal void Write(ByteWriter to)
    {
        to.Int(Number);
        to.Text(Name);
        to.Byte((int)Level);
        Password.Write(to);
        to.Bytes(Secret);
        to.Long(LastStep);
        to.Long(LastLoginUtc);
        to.Int(AttemptLimiter.Failures);
    }

    internal static AccountEntry Read(ByteReader from, long now)
    {
        int number = from.Int();
        string name = from.Text(AccountLimits.MaxName);
        int level = from.Byte();
        PasswordHash password = PasswordHash.Read(from);
        byte[] secret = from.Bytes(Totp.MaxSecret);
        long lastStep = from.Long();
        long lastLogin = from.Long();
        int failures = from.Int();
        bool isSound = number > 0 && AccountLimits.IsName(name) && level <= (int)AccountLevel.Technician
            && lastStep >= 0 && lastLogin >= 0 && failures >= 0;
        if (!isSound) from.Fail();
        return new AccountEntry(number, name, (AccountLevel)level, password, new AttemptLimiter(failures < 0 ? 0 : failures, now))
        {
            Secret = secret,
            LastStep = lastStep,
            LastLoginUtc = lastLogin,
        };
    }
}
