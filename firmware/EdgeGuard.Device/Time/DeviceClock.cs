using EdgeGuard.Core.Ports;
using nanoFramework.Hardware.Esp32;

namespace EdgeGuard.Device.Time;

/// <summary>The ESP32's timer. Nothing sets UTC yet: it is unset, and what depends on it refuses.</summary>
/// <remarks>The timer counts microseconds; waits end on the next tick of the operating system, 10 ms apart in the stock image.</remarks>
internal sealed class DeviceClock : IClock
{
    private const long PerMillisecond = 1000;

    /// <inheritdoc/>
    public long Now
    {
        get { return Microseconds / PerMillisecond; }
    }

    /// <inheritdoc/>
    public long Microseconds
    {
        get { return (long)HighResTimer.GetCurrent(); }
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
