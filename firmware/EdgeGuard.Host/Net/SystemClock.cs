using System;
using System.Diagnostics;
using System.Threading;
using EdgeGuard.Core;

namespace EdgeGuard.Host;

/// <summary>The operating system's clock. Its UTC counts as trusted, for the system keeps it with NTP, unless it is before a time that was
/// reached already: then it is wrong for certain.</summary>
public sealed class SystemClock : IClock
{
    // By so much a clock may be set right without being doubted.
    private const long SlackMs = 15 * 60_000;

    private readonly ClockTrust _trust;
    private readonly long _startedAt;
    private long _floor = BuildTime.Utc;

    /// <param name="trust">How far the system's UTC can be trusted here. The hosted module trusts it; tests do not always.</param>
    public SystemClock(ClockTrust trust = ClockTrust.Trusted)
    {
        _trust = trust;
        _startedAt = Now;
    }

    /// <summary>UTC as the system says, milliseconds since 1970.</summary>
    public static long SystemUtc => DateTimeOffset.UtcNow.ToUnixTimeMilliseconds();

    /// <summary>A time that was reached already, UTC milliseconds; never before the build.</summary>
    public long Floor
    {
        get => Volatile.Read(ref _floor);
        set => Volatile.Write(ref _floor, Math.Max(value, BuildTime.Utc));
    }

    /// <inheritdoc/>
    public long Now
    {
        get { return Stopwatch.GetTimestamp() / (Stopwatch.Frequency / 1000); }
    }

    /// <inheritdoc/>
    public long Microseconds
    {
        get { return Stopwatch.GetTimestamp() / (Stopwatch.Frequency / 1_000_000); }
    }

    /// <inheritdoc/>
    public long Utc
    {
        get
        {
            if (_trust == ClockTrust.Unset) return 0;
            long system = SystemUtc;
            return IsPossible(system) ? system : Floor + Now - _startedAt;
        }
    }

    /// <inheritdoc/>
    public ClockTrust Trust
    {
        get { return _trust == ClockTrust.Trusted && !IsPossible(SystemUtc) ? ClockTrust.Floor : _trust; }
    }

    /// <inheritdoc/>
    public ISignal CreateSignal()
    {
        return new SystemSignal(this);
    }

    private bool IsPossible(long system) => system >= Floor - SlackMs;
}
