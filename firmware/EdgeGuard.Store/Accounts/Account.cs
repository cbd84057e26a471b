using EdgeGuard.Core;

namespace EdgeGuard.Store;

/// <summary>What may be shown of an account. Immutable; holds no secret.</summary>
public sealed class Account
{
    internal Account(AccountEntry entry, long now)
    {
        Name = entry.Name;
        Level = entry.Level;
        HasSecondFactor = entry.Secret.Length > 0;
        LastLoginUtc = entry.LastLoginUtc;
        Failures = entry.AttemptLimiter.Failures;
        WaitMs = entry.AttemptLimiter.WaitMs(now);
    }

    public string Name { get; }

    public AccountLevel Level { get; }

    public bool HasSecondFactor { get; }

    /// <summary>Milliseconds since 1970; 0: never, or the clock was unset.</summary>
    public long LastLoginUtc { get; }

    /// <summary>Failed logins since the last one that went well.</summary>
    public int Failures { get; }

    /// <summary>Milliseconds until it can be tried again; 0 unless it is locked.</summary>
    public int WaitMs { get; }
}
