namespace EdgeGuard.Core;

/// <summary>Why a person is no longer logged in. Reported in events: append only.</summary>
public enum LogoutReason : byte
{
    ByPerson = 0,

    /// <summary>Nothing was typed for too long.</summary>
    Idle = 1,

    /// <summary>The console's line ended.</summary>
    LineEnded = 2,

    /// <summary>The account was changed or removed meanwhile.</summary>
    AccountChanged = 3,
}
