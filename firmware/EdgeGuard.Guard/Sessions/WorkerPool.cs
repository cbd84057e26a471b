using EdgeGuard.Core;
using EdgeGuard.Policy;

namespace EdgeGuard.Guard;

/// <summary>Which threads serve which sessions: few sessions have a thread
/// each; of many, a pool serves whichever has something to read.</summary>
/// <remarks>
/// A thread that waits in its own link is woken fastest, but sixty of them keep the system busy with putting them to sleep and waking
/// them, and serve their clients in no particular order. The pool takes sessions in the order in which their clients spoke. A turn may wait
/// for the PLC, the line, or a client that does not read: where turns do not end, the pool grows until at the worst every session has a
/// thread again. Any thread; one lock, a leaf.
/// </remarks>
internal sealed class WorkerPool
{
    private readonly ILinkWatch _watch;
    private readonly IClock _clock;
    private readonly int _size;

    // Guards all below.
    private readonly object _gate = new object();
    private int _sessions;
    private int _watched;
    private int _members;
    private int _waiting;
    private int _wanted;
    private int _turns;
    private bool _isClosed;

    /// <param name="watch">Tells who has something to read.</param>
    /// <param name="clock">Drives every wait.</param>
    /// <param name="size">So many sessions have a thread each, and the pool
    /// has so many threads; 0: every session is served by the pool.</param>
    internal WorkerPool(ILinkWatch watch, IClock clock, int size)
    {
        _watch = watch;
        _clock = clock;
        _size = size;
        _wanted = Least;
    }

    /// <summary>Whether somebody has to see to it that the pool is large enough (<see cref="Missing"/>).</summary>
    internal bool IsAtWork
    {
        get
        {
            lock (_gate)
            {
                return _watched > 0 || _sessions > _size;
            }
        }
    }

    private int Least
    {
        get { return _size > 0 ? _size : 1; }
    }

    /// <summary>Whether sessions over this link can do without a thread.</summary>
    internal bool Takes(IUpstreamLink link)
    {
        return _watch.CanWatch(link);
    }

    /// <summary>A session begins, with a thread of its own.</summary>
    internal void SessionBegins()
    {
        lock (_gate)
        {
            _sessions++;
            _members++;
        }
    }

    /// <summary>A session has ended.</summary>
    internal void SessionEnds()
    {
        lock (_gate)
        {
            _sessions--;
            if (!_isClosed || _sessions > 0) return;
        }
        _watch.Close();
    }

    /// <summary>Hands a session over, to be taken up by <see cref="Next"/>
    /// when something comes. False: its thread goes on with it.</summary>
    internal bool Watch(IWatched session)
    {
        lock (_gate)
        {
            // Nobody would be left to take the others up if every thread stayed with its session.
            if (_sessions <= _size && (_watched == 0 || _waiting > 0)) return false;
            _watched++;
        }
        if (_watch.Watch(session)) return true;
        lock (_gate)
        {
            _watched--;
        }
        return false;
    }

    /// <summary>Before a session's link is closed.</summary>
    internal void Forget(IWatched session)
    {
        _watch.Forget(session);
    }

    /// <summary>The next session that has something to read; null: the calling thread is needed no more.</summary>
    internal IWatched? Next()
    {
        lock (_gate)
        {
            _turns = unchecked(_turns + 1);
            if (!Stays()) return null;
            _waiting++;
        }
        while (true)
        {
            IWatched? next = _watch.Next(_clock.Now + GuardLimits.PoolIdleMs);
            lock (_gate)
            {
                if (next != null) _watched--;
                else if (IsNeeded()) continue;
                else _members--;
                _waiting--;
                return next;
            }
        }
    }

    /// <summary>How many threads more the pool needs, because none waits and hardly one
    /// has come back since the last look; they count as members from here on.</summary>
    internal int Missing()
    {
        lock (_gate)
        {
            int turns = _turns;
            _turns = 0;
            if (_waiting > 0 || _watched == 0 || turns >= _members) return 0;
            int more = _members / 2 + 1;
            if (more > _watched) more = _watched;
            _members += more;
            if (_wanted < _members) _wanted = _members;
            return more;
        }
    }

    /// <summary>A thread that was counted could not be started.</summary>
    internal void NotStarted()
    {
        lock (_gate)
        {
            _members--;
        }
    }

    /// <summary>Sends the pool home once the last session has ended.</summary>
    internal void Close()
    {
        lock (_gate)
        {
            _isClosed = true;
            if (_sessions > 0) return;
        }
        _watch.Close();
    }

    // Both: the caller holds the lock.
    private bool Stays()
    {
        if (_members <= _wanted && (!_isClosed || _sessions > 0)) return true;
        _members--;
        return false;
    }

    // Whether one that has waited in vain goes on waiting.
    private bool IsNeeded()
    {
        if (_isClosed && _sessions == 0) return false;
        if (_members > Least)
        {
            if (_wanted > Least) _wanted--;
            return false;
        }
        return _watched > 0 || _sessions > _size;
    }
}
