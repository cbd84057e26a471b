namespace EdgeGuard.Device.Tests.Time;

/// <summary>A counter that a test moves.</summary>
internal sealed class FakeCounter : IMicrosecondCounter
{
    public long Microseconds { get; private set; } = 7_000_000;

    internal void Advance(long milliseconds)
    {
        Microseconds += milliseconds * 1000;
    }
}
