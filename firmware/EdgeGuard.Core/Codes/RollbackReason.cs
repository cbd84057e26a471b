namespace EdgeGuard.Core;

/// <summary>Why a configuration on trial is no longer in force. Reported in events: append only.</summary>
public enum RollbackReason : byte
{
    ByPerson = 0,

    /// <summary>Its time ran out.</summary>
    NotConfirmed = 1,

    /// <summary>The module started again before it was confirmed.</summary>
    Restart = 2,
}
