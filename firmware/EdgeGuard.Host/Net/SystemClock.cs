using System;
using System.Diagnostics;
using EdgeGuard.Core.Ports;

namespace EdgeGuard.Host.Net;

/// <summary>The operating system's clock. UTC counts as trusted unless the settings say otherwise: the system keeps it with NTP.</summary>
public sealed class SystemClock : IClock
{
    /// <param name="trust">How far the system's UTC can be trusted here. The hosted module trusts it; tests do not always.</param>
    public SystemClock(ClockTrust trust = ClockTrust.Trusted)
    {
        Trust = trust;
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
        get { return Trust == ClockTrust.Unset ? 0 : DateTimeOffset.UtcNow.ToUnixTimeMilliseconds(); }
    }

    /// <inheritdoc/>
    public ClockTrust Trust { get; }

    /// <inheritdoc/>
    public ISignal CreateSignal()
    {
        return new SystemSignal(this);
    }
}
