using System;

namespace EdgeGuard.Central.Tests;

/// <summary>A clock of which also what has elapsed is what a test says.</summary>
internal sealed class SteppedTime : TimeProvider
{
    internal TimeSpan Elapsed { get; set; } = TimeSpan.FromHours(1);

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override long GetTimestamp() => Elapsed.Ticks;
}
