using EdgeGuard.Core;
using EdgeGuard.Modbus;

namespace EdgeGuard.Guard;

/// <summary>One of the ways to PLCs: connections to one, or a bus. Its
/// connections are handed out by priority and then by arrival.</summary>
/// <remarks>
/// Any thread. A free connection is taken without waiting and used by the taker's own thread; a connection given back goes straight to the
/// next in the queue, so that nobody can push in. A session has one ticket and one request in work, so the order of arrival
/// is fair among sessions. Who is overtaken often enough rises in rank: no priority starves another. Whoever wants all connections
/// stops the handing-out until they are all free.
/// </remarks>
internal sealed class PlcPort
{
    private readonly object _gate = new object();
    private readonly PlcConnection[] _connections;
    private readonly UnitSilences? _silences;
    private readonly IClock _clock;
    private readonly string _name;
    private readonly PlcPortHealth _health;
    private readonly bool[] _taken;
    private readonly long[] _usedAt;

    // Which loop used it last.
    private readonly int[] _homes;
    private int _free;
    private bool _hasFailed;
    private PlcPortTicket? _first;
    private bool _isStopped;
    private bool _isReleased;

    /// <param name="name">For people.</param>
    /// <param name="connections">What is handed out.</param>
    /// <param name="values">What is read over them for rules.</param>
    /// <param name="health">How the PLC is.</param>
    /// <param name="silences">Which units do not answer; null where one that does not answer holds up nobody else.</param>
    /// <param name="clock">Drives every wait.</param>
    internal PlcPort(
        string name, PlcConnection[] connections, PlcPortValues values, PlcPortHealth health, UnitSilences? silences, IClock clock)
    {
        Values = values;
        _name = name;
        _health = health;
        _connections = connections;
        _silences = silences;
        _clock = clock;
        _taken = new bool[connections.Length];
        _usedAt = new long[connections.Length];
        _homes = new int[connections.Length];
        _free = connections.Length;
    }

    internal PlcPortValues Values { get; }

    /// <summary>Whether no connection is taken.</summary>
    internal bool IsIdle
    {
        get { lock (_gate) return _free == _connections.Length; }
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
                for (PlcPortTicket? ticket = _first; ticket != null; ticket = ticket.Next) waiting++;
                return waiting;
            }
        }
    }

    /// <summary>Whether a unit, by its id on the line, has not answered lately and is left alone.</summary>
    internal bool IsBackedOff(byte unit)
    {
        return _silences != null && _silences.IsBackedOff(unit, _clock.Microseconds);
    }

    /// <summary>Sees to it that a request can be sent over a connection that the caller
    /// holds: as <see cref="PlcConnection.Prepare"/>, unless it is released.</summary>
    internal PlcConnectionState Prepare(
        PlcConnection connection, GuardConfiguration configuration, Request request, EventSource events, bool mayWait)
    {
        return IsReleased ? PlcConnectionState.NoPath : connection.Prepare(configuration, request, events, mayWait);
    }

    /// <summary>Closes connections that nobody uses now: those without a request
    /// for so long, and all of them where the line is released.</summary>
    /// <param name="idleMs">Milliseconds; 0: however long.</param>
    /// <param name="events">The calling thread's.</param>
    internal void CloseIdle(int idleMs, EventSource events)
    {
        for (int i = 0; i < _connections.Length; i++)
        {
            if (!TakeIdle(i, idleMs)) continue;
            _connections[i].LetGo(events);
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
        return new PlcStatus(_name, state, sinceUtc, sinceMs, SilentUnits(routes, number))
        {
            ReleasedMs = releasedMs,
            ReleasedBy = releasedBy,
        };
    }

    /// <summary>Whether the holder of a ticket holds every connection.</summary>
    internal bool HoldsAll(PlcPortTicket ticket)
    {
        return ticket.AllConnections || _connections.Length == 1;
    }

    /// <summary>Waits for a connection, or all. True: <see cref="PlcPortTicket.PlcConnection"/> is the caller's until
    /// <see cref="Release"/>. False: the deadline passed, the ticket was cancelled, or the line is stopped.</summary>
    internal bool Take(PlcPortTicket ticket, int priority, bool allConnections, long deadline)
    {
        Ask(ticket, priority, allConnections);
        PortTurn turn;
        while ((turn = Look(ticket, deadline)) == PortTurn.Waits) ticket.Wait(deadline);
        return turn == PortTurn.Taken;
    }

    /// <summary>Gets in the queue for a connection, or all. <see cref="Look"/> says what comes of it.</summary>
    internal void Ask(PlcPortTicket ticket, int priority, bool allConnections)
    {
        lock (_gate)
        {
            ticket.Priority = priority;
            ticket.AllConnections = allConnections;
            ticket.Overtaken = 0;
            if (_isStopped || ticket.IsCancelled) return;
            Append(ticket);
            HandOut(ticket);
        }
    }

    /// <summary>How far a ticket is. Taken: <see cref="PlcPortTicket.PlcConnection"/> is the caller's until <see cref="Release"/>. Lost: it
    /// is not in the queue any more, for the deadline passed, it was cancelled, or the line is stopped.</summary>
    internal PortTurn Look(PlcPortTicket ticket, long deadline)
    {
        lock (_gate)
        {
            if (ticket.PlcConnection != null) return PortTurn.Taken;
            if (!_isStopped && !ticket.IsCancelled && _clock.Now < deadline) return PortTurn.Waits;
            Leave(ticket);
            return PortTurn.Lost;
        }
    }

    /// <summary>Gives back what the ticket holds, or its place in the queue.</summary>
    internal void Release(PlcPortTicket ticket)
    {
        lock (_gate)
        {
            if (ticket.PlcConnection == null)
            {
                Leave(ticket);
                return;
            }
            _hasFailed = ticket.PlcConnection.HasFailed;
            for (int i = 0; i < _connections.Length; i++)
            {
                if (!ticket.AllConnections && _connections[i] != ticket.PlcConnection) continue;
                _taken[i] = false;
                _usedAt[i] = _clock.Now;
                _free++;
            }
            ticket.PlcConnection = null;
            HandOut(null);
        }
    }

    /// <summary>Ends the waiting of a ticket whose session is being ended, now and for good.</summary>
    internal void Cancel(PlcPortTicket ticket)
    {
        lock (_gate)
        {
            ticket.IsCancelled = true;
        }
        ticket.Wake();
    }

    /// <summary>Ends all waiting and every exchange, now and for good.</summary>
    internal void Stop()
    {
        lock (_gate)
        {
            _isStopped = true;
            for (PlcPortTicket? ticket = _first; ticket != null; ticket = ticket.Next) ticket.Wake();
        }
        for (int i = 0; i < _connections.Length; i++) _connections[i].Abort();
    }

    /// <summary>Frees the connections. After <see cref="Stop"/>, when no session is left.</summary>
    internal void Close()
    {
        for (int i = 0; i < _connections.Length; i++) _connections[i].Close();
    }

    private bool TakeIdle(int connection, int idleMs)
    {
        lock (_gate)
        {
            if (_isStopped || _taken[connection] || !_connections[connection].IsConnected) return false;
            bool isIdle = idleMs > 0 && _clock.Now - _usedAt[connection] >= idleMs;
            if (!isIdle && !_isReleased) return false;
            _taken[connection] = true;
            _free--;
            return true;
        }
    }

    private void GiveBack(int connection)
    {
        lock (_gate)
        {
            _taken[connection] = false;
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
    private void Leave(PlcPortTicket ticket)
    {
        Remove(ticket);
        // One that wanted all connections may have held the others up.
        HandOut(null);
    }

    private void HandOut(PlcPortTicket? caller)
    {
        while (_first != null && !_isStopped)
        {
            PlcPortTicket next = Best(_first);
            if (_free < (next.AllConnections ? _connections.Length : 1)) return;
            for (PlcPortTicket? ticket = _first; ticket != null && ticket != next; ticket = ticket.Next) ticket.Overtaken++;
            Remove(next);
            Grant(next);
            // The caller looks for itself: waking it would only wake its next turn for nothing.
            if (next != caller) next.Wake();
        }
    }

    private static PlcPortTicket Best(PlcPortTicket first)
    {
        PlcPortTicket best = first;
        for (PlcPortTicket? ticket = first.Next; ticket != null; ticket = ticket.Next)
        {
            if (ticket.Rank < best.Rank) best = ticket;
        }
        return best;
    }

    private void Grant(PlcPortTicket ticket)
    {
        int connection = FreeConnection(ticket);
        ticket.LastConnection = connection;
        _homes[connection] = ticket.Home;
        ticket.PlcConnection = _connections[connection];
        for (int i = 0; i < _connections.Length; i++)
        {
            if (!ticket.AllConnections && i != connection) continue;
            _taken[i] = true;
            _free--;
        }
    }

    // One that is connected, so that a PLC that takes fewer connections than it is offered is still used well; the one it had
    // before if it can, or one of its own loop, so that a session and its connection stay on one processor.
    private int FreeConnection(PlcPortTicket ticket)
    {
        int last = ticket.LastConnection;
        if (!_taken[last] && _connections[last].IsConnected) return last;
        int free = -1;
        int elsewhere = -1;
        for (int i = 0; i < _connections.Length; i++)
        {
            if (_taken[i]) continue;
            if (!_connections[i].IsConnected) free = free < 0 ? i : free;
            else if (_homes[i] == ticket.Home) return i;
            else elsewhere = elsewhere < 0 ? i : elsewhere;
        }
        return elsewhere >= 0 ? elsewhere : free;
    }

    private void Append(PlcPortTicket ticket)
    {
        ticket.Next = null;
        if (_first == null)
        {
            _first = ticket;
            return;
        }
        PlcPortTicket last = _first;
        while (last.Next != null) last = last.Next;
        last.Next = ticket;
    }

    private void Remove(PlcPortTicket ticket)
    {
        PlcPortTicket? before = null;
        for (PlcPortTicket? at = _first; at != null; at = at.Next)
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
