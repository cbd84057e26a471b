namespace EdgeGuard.Core;

/// <summary>Where a module's UTC comes from. Reported in events: append only.</summary>
public enum ClockSource : byte
{
    /// <summary>Nobody has set it.</summary>
    None = 0,

    /// <summary>The build, or the last time that was stored: it is later than that, by any amount.</summary>
    Floor = 1,

    /// <summary>A clock chip with its own battery.</summary>
    Rtc = 2,

    /// <summary>A time server.</summary>
    Network = 3,

    /// <summary>A person at the console.</summary>
    Person = 4,

    /// <summary>The operating system, of a module that has one.</summary>
    System = 5,
}
