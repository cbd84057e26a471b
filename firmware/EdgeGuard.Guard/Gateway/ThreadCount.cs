using EdgeGuard.Core;

namespace EdgeGuard.Guard;

/// <summary>How many threads work for a gateway: its own, and those of others while they ask. Any thread; one lock, a leaf.</summary>
internal sealed class ThreadCount
{
    private readonly ISignal _ended;

    // Guards all below.
    private readonly object _gate = new object();
    private int _count;
    private bool _isStopping;

    internal ThreadCount(IClock clock)
    {
        _ended = clock.CreateSignal();
    }

    /// <summary>How many there are. Read without the lock, for a test that holds a lock of its own.</summary>
    internal int Count
    {
        get { return _count; }
    }

    /// <summary>Whether <see cref="Stop"/> has come.</summary>
    internal bool IsStopping
    {
        get
        {
            lock (_gate) return _isStopping;
        }
    }

    /// <summary>Counts one more, before it begins. False: the gateway stops, and what the thread would use may be closed.</summary>
    internal bool TryJoin()
    {
        lock (_gate)
        {
            if (_isStopping) return false;
            _count++;
            return true;
        }
    }

    /// <summary>Counts one more of a gateway that may be stopping: it is looked for there before anything is closed.</summary>
    internal void Join()
    {
        lock (_gate) _count++;
    }

    /// <summary>One has ended, or never began.</summary>
    internal void Leave()
    {
        lock (_gate) _count--;
        _ended.Set();
    }

    /// <summary>Nobody joins any more.</summary>
    internal void Stop()
    {
        lock (_gate) _isStopping = true;
    }

    /// <summary>Waits until there is none. False: there was one at <paramref name="deadline"/>, monotonic milliseconds.</summary>
    internal bool WaitForNone(long deadline)
    {
        while (!IsNone())
        {
            if (!_ended.Wait(deadline)) return IsNone();
        }
        return true;
    }

    private bool IsNone()
    {
        lock (_gate) return _count == 0;
    }
}
