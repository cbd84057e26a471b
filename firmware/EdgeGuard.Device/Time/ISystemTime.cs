namespace EdgeGuard.Device;

/// <summary>The processor's own calendar: what the library's TLS judges certificates by, and what its SNTP client sets.</summary>
internal interface ISystemTime
{
    /// <summary>UTC, milliseconds since 1970.</summary>
    long Utc { get; }

    /// <summary>Sets it. False: it was not taken.</summary>
    bool Set(long utc);
}
