namespace EdgeGuard.Core;

/// <summary>Why a login failed. Reported in events: append only. The zero value is no login.</summary>
public enum LoginFault : byte
{
    /// <summary>Nothing was looked at yet.</summary>
    Unverified = 0,

    /// <summary>Nothing is wrong.</summary>
    None = 1,

    /// <summary>No such name, or not its password: which one is not said.</summary>
    NameOrPassword = 2,

    /// <summary>Name and password are right, and the account has a second factor.</summary>
    CodeNeeded = 3,

    /// <summary>The code of the second factor is wrong, or was used before.</summary>
    Code = 4,

    /// <summary>Too many failures: wait.</summary>
    Locked = 5,

    /// <summary>The module has no accounts yet: it wants the claim code.</summary>
    Unclaimed = 6,

    /// <summary>Not the claim code.</summary>
    ClaimCode = 7,
}
