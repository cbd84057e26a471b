using System;

namespace EdgeGuard.Central.Tests;

/// <summary>A clock that stands until it is set. What has elapsed is real, so that nothing waits for ever.</summary>
internal sealed class FakeTime(DateTimeOffset now) : TimeProvider
{
    internal DateTimeOffset Now { get; set; } = now;

    internal static FakeTime Noon() => new(new DateTimeOffset(2026, 11, 30, 12, 0, 0, TimeSpan.Zero));

    public override DateTimeOffset GetUtcNow() => Now;
}
