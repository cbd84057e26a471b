namespace EdgeGuard.Core;

/// <summary>Time, and the only way to wait for it. Any thread may call.</summary>
public interface IClock
{
    /// <summary>Monotonic milliseconds. Begins anywhere, never goes backwards, never wraps.</summary>
    long Now { get; }

    /// <summary>The same time as <see cref="Now"/>, finer: monotonic microseconds, a thousand of them a millisecond of it. May move in
    /// coarse steps where the hardware has no better; who waits for a silence then waits longer, never shorter.</summary>
    long Microseconds { get; }

    /// <summary>Milliseconds since 1970-01-01T00:00Z; 0 while <see cref="Trust"/> is Unset. May jump.</summary>
    long Utc { get; }

    /// <summary>How far <see cref="Utc"/> can be trusted.</summary>
    ClockTrust Trust { get; }

    /// <summary>A new signal, unset, driven by this clock.</summary>
    ISignal CreateSignal();
}
