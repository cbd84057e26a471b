namespace EdgeGuard.Testing;

/// <summary>Something that a thread waits for under a <see cref="FakeClock"/>. Asked under the clock's lock.</summary>
internal interface IWaitable
{
    /// <summary>Whether the wait is over, at the clock's present time.</summary>
    bool IsReady { get; }

    /// <summary>When it will be over by the passing of time alone, microseconds; long.MaxValue for never.</summary>
    long ReadyAt { get; }
}
