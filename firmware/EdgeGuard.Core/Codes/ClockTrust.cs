namespace EdgeGuard.Core;

/// <summary>How far UTC can be trusted.</summary>
public enum ClockTrust : byte
{
    /// <summary>UTC is not known. Every rule and certificate that depends on it refuses.</summary>
    Unset = 0,

    /// <summary>Not before the build and the last stored time; may be late by any amount.</summary>
    Floor = 1,

    /// <summary>From an RTC, NTP, or set by a person.</summary>
    Trusted = 2,
}
