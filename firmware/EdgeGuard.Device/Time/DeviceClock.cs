using EdgeGuard.Core.Ports;

namespace EdgeGuard.Device.Time;

/// <summary>The board's counter. Nothing sets UTC yet: it is unset, and what depends on it refuses.</summary>
/// <remarks>Waits end on the next tick of the operating system: 10 ms apart in the ESP32's stock image.</remarks>
internal sealed class DeviceClock : IClock
{
    private const long PerMillisecond = 1000;

    private readonly IMicrosecondCounter _counter;

    /// <param name="counter">The board's.</param>
    internal DeviceClock(IMicrosecondCounter counter)
    {
        _counter = counter;
    }

    /// <inheritdoc/>
    public long Now
    {
        get { return Microseconds / PerMillisecond; }
    }

    /// <inheritdoc/>
    public long Microseconds
    {
        get { return _counter.Microseconds; }
    }

    /// <inheritdoc/>
    public long Utc
    {
        get { return 0; }
    }

    /// <inheritdoc/>
    public ClockTrust Trust
    {
        get { return ClockTrust.Unset; }
    }

    /// <inheritdoc/>
    public ISignal CreateSignal()
    {
        return new DeviceSignal(this);
    }
}
