using System.Threading;
using EdgeGuard.Core;

namespace EdgeGuard.Device;

/// <summary>How a serial link waits, for what comes and for its own end. One thread waits; any may wake and end it. Allocates nothing after
/// it was made.</summary>
internal sealed class SerialWait
{
    /// <summary>Milliseconds after which who waits looks unasked: one tick of the stock image.</summary>
    internal const int PollMs = 10;

    private const int PerMillisecond = 1000;

    private readonly IClock _clock;
    private readonly ISignal _signal;
    private int _isEnded;

    internal SerialWait(IClock clock)
    {
        _clock = clock;
        _signal = clock.CreateSignal();
    }

    /// <summary>Whether the link is over.</summary>
    internal bool HasEnded
    {
        get { return Interlocked.CompareExchange(ref _isEnded, 0, 0) != 0; }
    }

    /// <summary>The link is over.</summary>
    internal void End()
    {
        Interlocked.Exchange(ref _isEnded, 1);
        _signal.Set();
    }

    /// <summary>There may be something to look at.</summary>
    internal void Wake()
    {
        _signal.Set();
    }

    /// <summary>Waits until that time, <see cref="IClock.Microseconds"/>, or less long: until it is woken, or has to look.</summary>
    internal void Until(long untilUs)
    {
        long left = untilUs - _clock.Microseconds;
        long wait = left < PollMs * PerMillisecond ? (left + PerMillisecond - 1) / PerMillisecond : PollMs;
        _signal.Wait(_clock.Now + wait);
    }
}
