using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Globalization;
using System.Linq;
using System.Text;
using System.Threading;
using EdgeGuard.Core;
using EdgeGuard.Guard;

namespace EdgeGuard.Testing;

/// <summary>Time that passes only when a test says so. Everything in this project waits under it: signals, links, listeners.</summary>
/// <remarks>
/// One lock for all fakes, so that "everybody waits" is a fact and not a guess: <see cref="Settle"/> returns when every thread
/// that ever waited here waits again for something that has not come, or has ended. <see cref="Advance"/> goes from one
/// deadline to the next and settles at each, so that many threads behave the same in every run.
/// The safety time-out is real time; reaching it fails the test with a list of who did not come to rest.
/// </remarks>
public sealed class FakeClock : IClock
{
    // Just before a 32-bit millisecond counter turns negative: who keeps time in an int fails at once.
    private const long Start = (int.MaxValue - 2_500L) * PerMillisecond;

    private const long PerMillisecond = 1_000;

    private static readonly TimeSpan Safety = TimeSpan.FromSeconds(30);

    private readonly Dictionary<Thread, WaitingThread> _threads = new();

    // All time in here is in microseconds; the milliseconds are for those who ask for them.
    private long _now = Start;
    private long _utcOffset;
    private ClockTrust _trust = ClockTrust.Trusted;

    // How many threads at least there are by the word of whoever starts them.
    private Func<int> _started = () => 0;

    // Links handed to a thread that has not begun with them yet.
    private int _handedOver;

    public FakeClock()
    {
        SetUtc(new DateTime(2026, 3, 2, 10, 0, 0, DateTimeKind.Utc)); // A Monday.
    }

    /// <summary>How many threads wait under it, once all have come to rest.</summary>
    public int Threads
    {
        get
        {
            Settle();
            lock (Gate) return _threads.Keys.Count(thread => thread.IsAlive && thread != Thread.CurrentThread);
        }
    }

    /// <summary>How often a thread has had to wait under it: what runs for nothing shows here.</summary>
    public int Waits { get; private set; }

    internal object Gate { get; } = new();

    public long Now
    {
        get
        {
            lock (Gate) return _now / PerMillisecond;
        }
    }

    public long Microseconds
    {
        get
        {
            lock (Gate) return _now;
        }
    }

    public long Utc
    {
        get
        {
            lock (Gate) return _trust == ClockTrust.Unset ? 0 : _now / PerMillisecond + _utcOffset;
        }
    }

    public ClockTrust Trust
    {
        get
        {
            lock (Gate) return _trust;
        }

        set
        {
            lock (Gate) _trust = value;
        }
    }

    public void SetUtc(DateTime utc)
    {
        lock (Gate) _utcOffset = (long)(utc - DateTime.UnixEpoch).TotalMilliseconds - _now / PerMillisecond;
    }

    public ISignal CreateSignal()
    {
        return new FakeSignal(this);
    }

    /// <summary>Lets time pass, stopping at every deadline on the way until everybody has come to rest.</summary>
    public void Advance(long milliseconds)
    {
        AdvanceMicroseconds(milliseconds * PerMillisecond);
    }

    /// <summary>As <see cref="Advance"/>, in microseconds.</summary>
    public void AdvanceMicroseconds(long microseconds)
    {
        Settle();
        long target = Microseconds + microseconds;
        while (true)
        {
            lock (Gate)
            {
                if (_now >= target) return;
                _now = Math.Min(target, NextWake());
                Monitor.PulseAll(Gate);
            }
            Settle();
        }
    }

    /// <summary>Waits until every thread known here waits for something that has not come.</summary>
    public void Settle()
    {
        SettleWith(0);
    }

    /// <summary>As <see cref="Settle"/>, with at least so many threads waiting: for threads that were just started.</summary>
    public void SettleWith(int threads)
    {
        long began = Stopwatch.GetTimestamp();
        lock (Gate)
        {
            while (!IsSettled(threads) || !IsSettled(_started()))
            {
                // Ends of threads are not signalled: hence the short wait.
                Monitor.Wait(Gate, 1);
                if (Stopwatch.GetElapsedTime(began) > Safety) throw new TimeoutException(Unsettled(threads));
            }
        }
    }

    /// <summary>Blocks the calling thread until <paramref name="waitable"/> is ready (true) or the time, in milliseconds, has come
    /// (false). The caller holds <see cref="Gate"/>.</summary>
    internal bool Block(IWaitable waitable, long until)
    {
        return BlockUntilMicrosecond(waitable, until > long.MaxValue / PerMillisecond ? long.MaxValue : until * PerMillisecond);
    }

    /// <summary>As <see cref="Block"/>, in microseconds.</summary>
    internal bool BlockUntilMicrosecond(IWaitable waitable, long until)
    {
        // Known from its first call on, even where it need not wait: a thread that runs must not be taken for one at rest.
        WaitingThread self = Self();
        if (waitable.IsReady) return true;
        if (_now >= until) return false;
        self.WaitsFor = waitable;
        self.Until = until;
        Waits++;
        Monitor.PulseAll(Gate);
        while (!waitable.IsReady && _now < until) Monitor.Wait(Gate);
        self.WaitsFor = null;
        return waitable.IsReady;
    }

    /// <summary>The calling thread runs: nobody takes it for one at rest. The caller holds <see cref="Gate"/>.</summary>
    internal void Join()
    {
        Self();
    }

    /// <summary>Something that others wait for has changed. The caller holds <see cref="Gate"/>.</summary>
    internal void Changed()
    {
        Monitor.PulseAll(Gate);
    }

    /// <summary>A link goes to another thread (+1), or that thread has begun with it (-1). The caller holds <see cref="Gate"/>.</summary>
    internal void HandOver(int change)
    {
        _handedOver += change;
        Monitor.PulseAll(Gate);
    }

    /// <summary>Lets a gateway say how many threads it has started: one that
    /// has not got the processor yet must not be passed over.</summary>
    /// <param name="gateway">Gives the gateway of the moment, or null; called under a lock, and must not wait for one.</param>
    public void Follow(Func<Gateway?> gateway)
    {
        _started = () => gateway()?.Threads ?? 0;
    }

    /// <summary>How many threads the gateway that is followed has started.</summary>
    public int Started => _started();

    /// <summary>Does several things before any thread under this clock sees one of them.</summary>
    public void AtOnce(Action deeds)
    {
        ArgumentNullException.ThrowIfNull(deeds);
        lock (Gate) deeds();
    }

    /// <summary>Starts a thread of the test's own that <see cref="Settle"/> knows from its first instruction on.</summary>
    public void Run(ThreadStart body)
    {
        var thread = new Thread(body);
        lock (Gate)
        {
            _threads.Add(thread, new WaitingThread(thread));
            thread.Start();
        }
    }

    private WaitingThread Self()
    {
        Thread thread = Thread.CurrentThread;
        if (!_threads.TryGetValue(thread, out WaitingThread? self))
        {
            self = new WaitingThread(thread);
            _threads.Add(thread, self);
        }
        return self;
    }

    private bool IsSettled(int threads)
    {
        if (_handedOver > 0) return false;
        int waiting = 0;
        foreach (WaitingThread thread in _threads.Values)
        {
            if (thread.Thread == Thread.CurrentThread || !thread.Thread.IsAlive) continue;
            if (!Rests(thread)) return false;
            waiting++;
        }
        return waiting >= threads;
    }

    private bool Rests(WaitingThread thread)
    {
        return thread.WaitsFor != null && !thread.WaitsFor.IsReady && _now < thread.Until;
    }

    private long NextWake()
    {
        long next = long.MaxValue;
        foreach (WaitingThread thread in _threads.Values)
        {
            if (thread.WaitsFor == null || !thread.Thread.IsAlive) continue;
            next = Math.Min(next, Math.Min(thread.Until, thread.WaitsFor.ReadyAt));
        }
        return Math.Max(next, _now + 1);
    }

    private string Unsettled(int threads)
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"Not everybody came to rest: {_handedOver} links handed over and not begun with, ");
        text.Append(CultureInfo.InvariantCulture, $"{threads} threads expected at least.");
        foreach (WaitingThread thread in _threads.Values.Where(t => t.Thread.IsAlive))
        {
            string what = thread.WaitsFor == null ? "runs" : $"waits for {thread.WaitsFor.GetType().Name} until {thread.Until}";
            text.Append(CultureInfo.InvariantCulture, $" Thread {thread.Thread.ManagedThreadId} {what}.");
        }
        return text.ToString();
    }
}
