namespace EdgeGuard.Core;

/// <summary>Why a module is isolated. Reported in events: append only.</summary>
public enum IsolationReason : byte
{
    /// <summary>A person at the console made it one just now.</summary>
    ByPerson = 1,

    /// <summary>It was one before the start, and nobody has opened it.</summary>
    Stored = 2,

    /// <summary>Whether it was one before the start cannot be read any more.</summary>
    Unknown = 3,
}
