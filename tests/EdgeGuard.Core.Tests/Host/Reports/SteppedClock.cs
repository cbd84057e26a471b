using System;
using System.Diagnostics;
using System.Threading;
using EdgeGuard.Core.Ports;

namespace EdgeGuard.Core.Tests;

/// <summary>A clock moved by hand, which knows when the one thread under test has nothing to do but wait.</summary>
internal sealed class SteppedClock : IClock
{
    private readonly object _lock = new();
    private long _now = 5_000_000_000;
    private StepSignal? _waiting;

    public long Now
    {
        get { lock (_lock) return _now; }
    }

    public long Utc => EventSamples.Utc;

    public ClockTrust Trust => ClockTrust.Trusted;

    public ISignal CreateSignal() => new StepSignal(this);

    /// <summary>Moves time on in steps of at most half a second, each waited out.</summary>
    public void Advance(int ms)
    {
        for (int left = ms; left > 0; left -= 500)
        {
            lock (_lock)
            {
                _now += Math.Min(left, 500);
                Monitor.PulseAll(_lock);
            }

            Settle();
        }
    }

    /// <summary>Returns once the thread under test waits, and for something that has not happened yet.</summary>
    public void Settle()
    {
        var patience = Stopwatch.StartNew();
        lock (_lock)
        {
            while (_waiting == null || _waiting.IsSet || _now >= _waiting.Until)
            {
                Assert.IsTrue(patience.Elapsed < TimeSpan.FromSeconds(30), "the thread under test does not come to rest");
                Monitor.Wait(_lock, 1000);
            }
        }
    }

    private sealed class StepSignal(SteppedClock clock) : ISignal
    {
        public bool IsSet { get; private set; }

        public long Until { get; private set; }

        public bool Wait(long until)
        {
            lock (clock._lock)
            {
                Until = until;
                clock._waiting = this;
                Monitor.PulseAll(clock._lock);
                while (!IsSet && clock._now < until) Monitor.Wait(clock._lock);
                if (clock._waiting == this) clock._waiting = null;
                bool set = IsSet;
                IsSet = false;
                return set;
            }
        }

        public void Set()
        {
            lock (clock._lock)
            {
                IsSet = true;
                Monitor.PulseAll(clock._lock);
            }
        }
    }
}
