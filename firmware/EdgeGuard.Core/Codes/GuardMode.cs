namespace EdgeGuard.Core;

/// <summary>How strict the guard is. Reported in events: append only. The zero value is the strict one.</summary>
public enum GuardMode : byte
{
    /// <summary>What no line allows is refused.</summary>
    Enforce = 0,

    /// <summary>What no line allows is forwarded and reported; malformed
    /// requests, <c>never</c>, limits and identity still refuse.</summary>
    Observe = 1,
}
