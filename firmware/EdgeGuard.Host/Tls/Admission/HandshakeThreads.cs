using System;
using System.Collections.Generic;
using EdgeGuard.Core;

namespace EdgeGuard.Host;

/// <summary>The threads that shake hands: never more than there are slots, and none where nobody has come for a while.</summary>
/// <remarks>One begins with a slot that is taken, goes on while it finds others to take one for, and then rests a while: what OpenSSL sets
/// up for each thread takes a fifth of what a handshake takes. Any thread; its lock is taken before the queue's.</remarks>
/// <param name="queue">Who comes next.</param>
/// <param name="clock">For how long they rest.</param>
/// <param name="shakeHands">With one who holds a slot. Must not throw.</param>
/// <param name="turnAway">One for whom there is no thread.</param>
internal sealed class HandshakeThreads(
    SharedHandshakeQueue queue, IClock clock, Action<PendingConnection> shakeHands, Action<PendingConnection> turnAway)
{
    /// <summary>Milliseconds without a handshake after which a thread ends.</summary>
    internal const int RestMs = 10_000;

    private readonly object _gate = new();

    // Guarded by _gate; who came last is the first to go on, so that the others end.
    private readonly List<Worker> _resting = [];
    private int _count;

    /// <summary>How many there are.</summary>
    internal int Count
    {
        get
        {
            lock (_gate) return _count;
        }
    }

    /// <summary>Begins the handshakes that there are slots for.</summary>
    internal void Begin()
    {
        for (Worker? worker = Employ(); worker != null; worker = Employ())
        {
            Worker employed = worker;
            if (worker.HasThread) worker.Signal.Set();
            else if (!BackgroundThread.TryStart("tls handshake", () => Run(employed))) Dismiss(worker);
        }
    }

    /// <summary>Ends those that rest. Behind the end of the queue, for whoever else is at work ends by itself then.</summary>
    internal void Stop()
    {
        lock (_gate)
        {
            foreach (Worker worker in _resting) worker.Signal.Set();
        }
    }

    private Worker? Employ()
    {
        lock (_gate)
        {
            PendingConnection? pending = queue.TakeSlot(clock.Now);
            if (pending == null) return null;
            if (_resting.Count == 0)
            {
                _count++;
                return new Worker(clock.CreateSignal(), pending);
            }

            Worker worker = _resting[^1];
            _resting.RemoveAt(_resting.Count - 1);
            worker.Pending = pending;
            return worker;
        }
    }

    private void Dismiss(Worker worker)
    {
        lock (_gate) _count--;
        queue.ReleaseSlot(worker.Pending!);
        turnAway(worker.Pending!);
    }

    private void Run(Worker worker)
    {
        worker.HasThread = true;
        while (worker.Pending != null)
        {
            shakeHands(worker.Pending);
            if (!GoesOn(worker)) Rest(worker);
        }
    }

    private bool GoesOn(Worker worker)
    {
        lock (_gate)
        {
            worker.Pending = queue.PassSlot(worker.Pending!, clock.Now);
            if (worker.Pending == null) _resting.Add(worker);
            return worker.Pending != null;
        }
    }

    private void Rest(Worker worker)
    {
        if (!queue.IsClosed) worker.Signal.Wait(clock.Now + RestMs);
        lock (_gate)
        {
            if (worker.Pending != null) return;
            _resting.Remove(worker);
            _count--;
        }
    }

    private sealed class Worker(ISignal signal, PendingConnection first)
    {
        internal ISignal Signal { get; } = signal;

        internal bool HasThread { get; set; }

        /// <summary>With whom it shakes hands; null: with nobody.</summary>
        internal PendingConnection? Pending { get; set; } = first;
    }
}
