using EdgeGuard.Core;

namespace EdgeGuard.Host.Tests.Tls;

/// <summary>Real monotonic time, for real sockets; the date and its trust are the test's.</summary>
internal sealed class TestClock : IClock
{
    private readonly SystemClock _system = new();

    public long Now
    {
        get { return _system.Now; }
    }

    public long Microseconds
    {
        get { return _system.Microseconds; }
    }

    public long Utc
    {
        get { return Trust == ClockTrust.Unset ? 0 : _system.Utc + UtcOffset; }
    }

    public ClockTrust Trust { get; set; } = ClockTrust.Trusted;

    /// <summary>Milliseconds that the date is ahead of the machine's.</summary>
    public long UtcOffset { get; set; }

    public ISignal CreateSignal()
    {
        return _system.CreateSignal();
    }
}
