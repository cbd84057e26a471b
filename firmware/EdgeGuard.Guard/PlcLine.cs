using EdgeGuard.Core.Codes;
using EdgeGuard.Core.Ports;
using EdgeGuard.Core.Reports;

namespace EdgeGuard.Guard;

/// <summary>One of the ways to PLCs: connections to one, or a bus. Its lanes are handed out by priority and then by arrival.</summary>
/// <remarks>
/// Any thread. A free lane is taken without waiting and used by the taker's own thread; a lane given back goes straight to the
/// next in the queue, so that nobody can push in. A session has one ticket and one request in work, so arrival order is
/// fair among sessions. Who is overtaken often enough rises in rank: no priority starves another. Whoever wants all lanes
/// stops the handing-out until they are all free.
/// </remarks>
internal sealed class PlcLine
{
    private readonly object _gate = new object();
    private readonly Lane[] _lanes;
    private readonly UnitSilences? _silences;
    private readonly IClock _clock;
    private readonly string _name;
    private readonly LineHealth _health;
    private readonly bool[] _taken;
    private readonly long[] _usedAt;
    private int _free;
    private bool _hasFailed;
    private LineTicket? _first;
    private bool _isStopped;
    private bool _isReleased;

    /// <param name="name">For people.</param>
    /// <param name="lanes">What is handed out.</param>
    /// <param name="values">What is read over them for rules.</param>
    /// <param name="health">How the PLC is.</param>
    /// <param name="silences">Which units do not answer; null where one that does not answer holds up nobody else.</param>
    /// <param name="clock">Drives every wait.</param>
    internal PlcLine(string name, Lane[] lanes, LineValues values, LineHealth health, UnitSilences? silences, IClock clock)
    {
        Values = values;
        _name = name;
        _health = health;
        _lanes = lanes;
        _silences = silences;
        _clock = clock;
        _taken = new bool[lanes.Length];
        _usedAt = new long[lanes.Length];
        _free = lanes.Length;
    }

    internal LineValues Values { get; }

    /// <summary>Whether no lane is taken.</summary>
    internal bool IsIdle
    {
        get { lock (_gate) return _free == _lanes.Length; }
    }

    /// <summary>Whether the last request was not answered or could not be sent, or a unit of a bus is silent.</summary>
    internal bool IsInTrouble
    {
        get
        {
            lock (_gate)
            {
                return _hasFailed || (_silences != null && _silences.HasSilent);
            }
        }
    }

    /// <summary>Counts the changes of what <see cref="Status"/> tells.</summary>
    internal int Changes
    {
        get { return unchecked(_health.Changes + (_silences == null ? 0 : _silences.Changes)); }
    }

    /// <summary>Whether the module has let go of it: nothing is sent.</summary>
    internal bool IsReleased
    {
        get { lock (_gate) return _isReleased; }
        set { lock (_gate) _isReleased = value; }
    }

    /// <summary>How many wait now.</summary>
    internal int Waiting
    {
        get
        {
            lock (_gate)
            {
                int waiting = 0;
                for (LineTicket? ticket = _first; ticket != null; ticket = ticket.Next) waiting++;
                return waiting;
            }
        }
    }

    /// <summary>Whether a unit, by its id on the line, has not answered lately and is left alone.</summary>
    internal bool IsLeftAlone(byte unit)
    {
        return _silences != null && _silences.IsLeftAlone(unit, _clock.Microseconds);
    }

    /// <summary>Sees to it that a request can be sent over a lane that the caller holds: as <see cref="Lane.Prepare"/>, unless it is released.</summary>
    internal LaneState Prepare(Lane lane, GuardConfiguration configuration, byte unit, EventSource events)
    {
        return IsReleased ? LaneState.NoPath : lane.Prepare(configuration, unit, events);
    }

    /// <summary>Closes connections that nobody uses now: those without a request for so long, and all of them where the line is released.</summary>
    /// <param name="idleMs">Milliseconds; 0: however long.</param>
    /// <param name="events">The calling thread's.</param>
    internal void CloseIdle(int idleMs, EventSource events)
    {
        for (int i = 0; i < _lanes.Length; i++)
        {
            if (!TakeIdle(i, idleMs)) continue;
            _lanes[i].LetGo(events);
            GiveBack(i);
        }
    }

    /// <summary>How the PLC or bus is.</summary>
    /// <param name="routes">Which units are behind it.</param>
    /// <param name="number">Its own, as the routes have it.</param>
    /// <param name="releasedMs">Milliseconds that it stays released; 0 where it is not.</param>
    /// <param name="releasedBy">Who wanted that.</param>
    internal PlcStatus Status(UnitRoutes routes, int number, long releasedMs, string releasedBy)
    {
        PlcState state = _health.State(out long since);
        if (releasedMs > 0) state = PlcState.Released;
        long sinceMs = _clock.Now - since;
        long sinceUtc = _clock.Trust == ClockTrust.Unset ? 0 : _clock.Utc - sinceMs;
        return new PlcStatus(_name, state, sinceUtc, sinceMs, SilentUnits(routes, number)) { ReleasedMs = releasedMs, ReleasedBy = releasedBy };
    }

    /// <summary>Whether the holder of a ticket holds every lane.</summary>
    internal bool HoldsAll(LineTicket ticket)
    {
        return ticket.AllLanes || _lanes.Length == 1;
    }

    /// <summary>Waits for a lane, or all. True: <see cref="LineTicket.Lane"/> is the caller's until <see cref="Release"/>. False:
    /// the deadline passed, the ticket was cancelled, or the line is stopped.</summary>
    internal bool Take(LineTicket ticket, int priority, bool allLanes, long deadline)
    {
        lock (_gate)
        {
            if (_isStopped || ticket.IsCancelled) return false;
            ticket.Priority = priority;
            ticket.AllLanes = allLanes;
            ticket.Overtaken = 0;
            Append(ticket);
            HandOut(ticket);
            if (ticket.Lane != null) return true;
        }
        while (true)
        {
            bool isSet = ticket.Signal.Wait(deadline);
            lock (_gate)
            {
                if (ticket.Lane != null) return true;
                // A signal left over from an earlier turn wakes us for nothing: wait on.
                if (isSet && !_isStopped && !ticket.IsCancelled) continue;
                Remove(ticket);
                // One that wanted all lanes may have held the others up.
                HandOut(null);
                return false;
            }
        }
    }

    /// <summary>Gives back what the ticket holds.</summary>
    internal void Release(LineTicket ticket)
    {
        lock (_gate)
        {
            if (ticket.Lane != null) _hasFailed = ticket.Lane.HasFailed;
            for (int i = 0; i < _lanes.Length; i++)
            {
                if (!ticket.AllLanes && _lanes[i] != ticket.Lane) continue;
                _taken[i] = false;
                _usedAt[i] = _clock.Now;
                _free++;
            }
            ticket.Lane = null;
            HandOut(null);
        }
    }

    /// <summary>Ends the waiting of a ticket whose session is being ended, now and for good.</summary>
    internal void Cancel(LineTicket ticket)
    {
        lock (_gate)
        {
            ticket.IsCancelled = true;
        }
        ticket.Signal.Set();
    }

    /// <summary>Ends all waiting and every exchange, now and for good.</summary>
    internal void Stop()
    {
        lock (_gate)
        {
            _isStopped = true;
            for (LineTicket? ticket = _first; ticket != null; ticket = ticket.Next) ticket.Signal.Set();
        }
        for (int i = 0; i < _lanes.Length; i++) _lanes[i].Abort();
    }

    /// <summary>Frees the connections. After <see cref="Stop"/>, when no session is left.</summary>
    internal void Close()
    {
        for (int i = 0; i < _lanes.Length; i++) _lanes[i].Close();
    }

    private bool TakeIdle(int lane, int idleMs)
    {
        lock (_gate)
        {
            if (_isStopped || _taken[lane] || !_lanes[lane].IsConnected) return false;
            bool isIdle = idleMs > 0 && _clock.Now - _usedAt[lane] >= idleMs;
            if (!isIdle && !_isReleased) return false;
            _taken[lane] = true;
            _free--;
            return true;
        }
    }

    private void GiveBack(int lane)
    {
        lock (_gate)
        {
            _taken[lane] = false;
            _free++;
            HandOut(null);
        }
    }

    private byte[] SilentUnits(UnitRoutes routes, int number)
    {
        int count = 0;
        for (int unit = 0; unit < UnitRoutes.Units; unit++)
        {
            if (IsSilent(routes, number, unit)) count++;
        }
        var units = new byte[count];
        // One may answer, or fall silent, between the two looks.
        for (int unit = 0, at = 0; unit < UnitRoutes.Units && at < count; unit++)
        {
            if (IsSilent(routes, number, unit)) units[at++] = (byte)unit;
        }
        return units;
    }

    private bool IsSilent(UnitRoutes routes, int number, int unit)
    {
        if (routes.Line((byte)unit) != number) return false;
        byte onLine = routes.UnitOnLine((byte)unit);
        return _silences != null ? _silences.IsSilent(onLine) : _health.IsSilent(onLine);
    }

    // All below: the caller holds the lock.
    private void HandOut(LineTicket? caller)
    {
        while (_first != null && !_isStopped)
        {
            LineTicket next = Best(_first);
            if (_free < (next.AllLanes ? _lanes.Length : 1)) return;
            for (LineTicket? ticket = _first; ticket != null && ticket != next; ticket = ticket.Next) ticket.Overtaken++;
            Remove(next);
            Grant(next);
            // The caller looks for itself: the signal would only wake its next turn for nothing.
            if (next != caller) next.Signal.Set();
        }
    }

    private static LineTicket Best(LineTicket first)
    {
        LineTicket best = first;
        for (LineTicket? ticket = first.Next; ticket != null; ticket = ticket.Next)
        {
            if (ticket.Rank < best.Rank) best = ticket;
        }
        return best;
    }

    private void Grant(LineTicket ticket)
    {
        int lane = FreeLane(ticket.LastLane);
        ticket.LastLane = lane;
        ticket.Lane = _lanes[lane];
        for (int i = 0; i < _lanes.Length; i++)
        {
            if (!ticket.AllLanes && i != lane) continue;
            _taken[i] = true;
            _free--;
        }
    }

    // One that is connected, so that a PLC that takes fewer connections than there are lanes is still used well; the one it had
    // before if it can, so that where there are lanes enough a session and its connection stay on one processor.
    private int FreeLane(int last)
    {
        if (!_taken[last] && _lanes[last].IsConnected) return last;
        int free = -1;
        for (int i = 0; i < _lanes.Length; i++)
        {
            if (_taken[i]) continue;
            if (_lanes[i].IsConnected) return i;
            if (free < 0) free = i;
        }
        return free;
    }

    private void Append(LineTicket ticket)
    {
        ticket.Next = null;
        if (_first == null)
        {
            _first = ticket;
            return;
        }
        LineTicket last = _first;
        while (last.Next != null) last = last.Next;
        last.Next = ticket;
    }

    private void Remove(LineTicket ticket)
    {
        LineTicket? before = null;
        for (LineTicket? at = _first; at != null; at = at.Next)
        {
            if (at == ticket)
            {
                if (before == null) _first = at.Next;
                else before.Next = at.Next;
                at.Next = null;
                return;
            }
            before = at;
        }
    }
}
