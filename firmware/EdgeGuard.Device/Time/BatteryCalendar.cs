namespace EdgeGuard.Device;

/// <summary>The processor's own calendar where a battery keeps it: the STM32's, not the ESP32's, which begins with each power-up.</summary>
/// <remarks>Made before anything sets the calendar: what it says then is what the battery kept.</remarks>
internal sealed class BatteryCalendar : IRtc
{
    private readonly ISystemTime _time;

    internal BatteryCalendar(ISystemTime time)
    {
        _time = time;
    }

    /// <inheritdoc/>
    public long Read()
    {
        return _time.Utc;
    }

    /// <inheritdoc/>
    public bool Set(long utc)
    {
        return _time.Set(utc);
    }
}
