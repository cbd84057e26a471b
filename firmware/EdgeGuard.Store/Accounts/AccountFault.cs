namespace EdgeGuard.Store;

/// <summary>Why an account was not changed. The zero value is a refusal.</summary>
public enum AccountFault : byte
{
    /// <summary>This person may not.</summary>
    NotAllowed = 0,

    /// <summary>Nothing is wrong: it was changed, and that will last.</summary>
    None = 1,

    NoSuchAccount = 2,
    NameTaken = 3,
    NameMalformed = 4,
    LevelUnknown = 5,
    PasswordTooShort = 6,
    PasswordTooLong = 7,
    PasswordIsName = 8,
    TooMany = 9,
    LastTechnician = 10,
    AlreadyClaimed = 11,
    ClaimCode = 12,
    Locked = 13,
    ClockNotTrusted = 14,
    Code = 15,
    NoSecondFactor = 16,
    StoreRefused = 17,
}
