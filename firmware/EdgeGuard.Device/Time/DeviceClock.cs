using EdgeGuard.Core;

namespace EdgeGuard.Device;

/// <summary>The board's counter, and UTC beside it once somebody has told it. Any thread.</summary>
/// <remarks>Waits end on the next tick of the operating system: 10 ms apart in the ESP32's stock image. What may set UTC but a person, and
/// when, is <see cref="ClockKeeper"/>'s business.</remarks>
internal sealed class DeviceClock : ISettableClock
{
    private const long PerMillisecond = 1000;

    private readonly IMicrosecondCounter _counter;
    private readonly object _gate = new object();

    // Under the gate: UTC at the counter's zero.
    private long _utcAtZero;
    private ClockSource _source;
    private int _setsByPerson;

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
            lock (_gate) return _source == ClockSource.None ? 0 : _utcAtZero + Now;
        }
    }

    /// <inheritdoc/>
    public ClockTrust Trust
    {
        get
        {
            switch (Source)
            {
                case ClockSource.None: return ClockTrust.Unset;
                case ClockSource.Floor: return ClockTrust.Floor;
                default: return ClockTrust.Trusted;
            }
        }
    }

    /// <summary>Who told it.</summary>
    internal ClockSource Source
    {
        get
        {
            lock (_gate) return _source;
        }
    }

    /// <summary>How often a person has set it.</summary>
    internal int SetsByPerson
    {
        get
        {
            lock (_gate) return _setsByPerson;
        }
    }

    /// <inheritdoc/>
    public void Set(long utc)
    {
        lock (_gate) _setsByPerson++;
        Set(utc, ClockSource.Person);
    }

    /// <inheritdoc/>
    public ISignal CreateSignal()
    {
        return new DeviceSignal(this);
    }

    /// <summary>Sets UTC, milliseconds since 1970.</summary>
    internal void Set(long utc, ClockSource source)
    {
        lock (_gate)
        {
            _utcAtZero = utc - Now;
            _source = source;
        }
    }
}
