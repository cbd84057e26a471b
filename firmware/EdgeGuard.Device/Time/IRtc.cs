namespace EdgeGuard.Device;

/// <summary>A clock that runs on while the module has no power. Never throws.</summary>
/// <remarks>A chip, or a processor whose own calendar has a battery (<see cref="BatteryCalendar"/>).</remarks>
internal interface IRtc
{
    /// <summary>UTC, milliseconds since 1970; 0: it has stopped, or was never set.</summary>
    long Read();

    /// <summary>Sets it. False: it was not taken.</summary>
    bool Set(long utc);
}
