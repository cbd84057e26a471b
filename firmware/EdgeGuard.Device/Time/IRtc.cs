namespace EdgeGuard.Device;

/// <summary>A clock that runs on while the module has no power. Never throws.</summary>
/// <remarks>There is no driver for a chip on I2C: the library for that bus is not among those that the device is built with. A processor
/// whose own calendar has a battery is <see cref="BatteryCalendar"/>.</remarks>
internal interface IRtc
{
    /// <summary>UTC, milliseconds since 1970; 0: it has stopped, or was never set.</summary>
    long Read();

    /// <summary>Sets it. False: it was not taken.</summary>
    bool Set(long utc);
}
