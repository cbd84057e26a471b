using EdgeGuard.Core.Ports;

namespace EdgeGuard.Device.Time;

/// <summary>The board's counter. UTC is unset, and what depends on it refuses, until a person at the console sets it; a start forgets it.</summary>
/// <remarks>Waits end on the next tick of the operating system: 10 ms apart in the ESP32's stock image.</remarks>
internal sealed class DeviceClock : ISettableClock
{
    private const long PerMillisecond = 1000;

    private readonly IMicrosecondCounter _counter;
    private readonly object _lock = new object();

    // Under the lock: what UTC is ahead of the counter, in milliseconds.
    private long _ahead;
    private bool _isSet;

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
        get
        {
            lock (_lock) return _isSet ? Now + _ahead : 0;
        }
    }

    /// <inheritdoc/>
    public ClockTrust Trust
    {
        get
        {
            lock (_lock) return _isSet ? ClockTrust.Trusted : ClockTrust.Unset;
        }
    }

    /// <inheritdoc/>
    public void Set(long utc)
    {
        lock (_lock)
        {
            _ahead = utc - Now;
            _isSet = true;
        }
    }

    /// <inheritdoc/>
    public ISignal CreateSignal()
    {
        return new DeviceSignal(this);
    }
}
