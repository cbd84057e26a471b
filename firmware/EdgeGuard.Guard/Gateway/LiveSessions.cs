using EdgeGuard.Core;
using EdgeGuard.Policy;

namespace EdgeGuard.Guard;

/// <summary>The sessions of a gateway: who is let in, and who has to go.</summary>
/// <remarks>Any thread. Its lock is held while a session's own is taken and while threads are counted, never while anything is waited
/// for.</remarks>
internal sealed class LiveSessions
{
    private readonly GuardContext _context;
    private readonly ThreadCount _threads;

    // Guards all below.
    private readonly object _gate = new object();
    private readonly SessionTable _sessions = new SessionTable();
    private readonly EventSource _events;
    private bool _isIsolated;

    internal LiveSessions(GuardContext context, ThreadCount threads)
    {
        _context = context;
        _threads = threads;
        _events = context.CreateEventSource(0, null);
    }

    /// <summary>Whether nobody is let in.</summary>
    internal bool IsIsolated
    {
        get
        {
            lock (_gate) return _isIsolated;
        }
    }

    /// <summary>A session for this client, whose thread is counted already; null when it is rejected, which has been reported, or when the
    /// gateway stops.</summary>
    internal Session? Admit(IUpstreamLink link)
    {
        lock (_gate)
        {
            // Under the lock: who joined before a stop is in the table before the stop looks there.
            if (!_threads.TryJoin()) return null;
            Session? session = null;
            try
            {
                session = TryOpen(link);
            }
            finally
            {
                if (session == null) _threads.Leave();
            }
            return session;
        }
    }

    /// <summary>A session is over: its place, and its client's, are free.</summary>
    internal void Forget(Session session)
    {
        session.Heartbeat?.End();
        lock (_gate) _sessions.Close(session, _context.Clock.Now);
    }

    /// <summary>Ends every session.</summary>
    /// <returns>How many had not ended already.</returns>
    internal int EndAll(SessionEnd why)
    {
        lock (_gate) return End(why);
    }

    /// <summary>Ends every session and lets nobody in until <see cref="Open"/>.</summary>
    /// <returns>How many were ended.</returns>
    internal int Isolate()
    {
        lock (_gate)
        {
            _isIsolated = true;
            return End(SessionEnd.Isolated);
        }
    }

    /// <summary>Lets clients in again.</summary>
    internal void Open()
    {
        lock (_gate) _isIsolated = false;
    }

    /// <summary>What there is now.</summary>
    internal SessionInfo[] Snapshot()
    {
        lock (_gate)
        {
            var list = new SessionInfo[_sessions.Count];
            for (int i = 0; i < list.Length; i++) list[i] = _sessions.At(i).Snapshot();
            return list;
        }
    }

    /// <summary>Ends every session whose peer <paramref name="check"/> finds fault with.</summary>
    /// <returns>How many were ended.</returns>
    internal int EndUnfit(IPeerCheck check)
    {
        lock (_gate)
        {
            int ended = 0;
            for (int i = 0; i < _sessions.Count; i++)
            {
                Session session = _sessions.At(i);
                HandshakeFault fault = check.Check(session.Peer);
                if (fault != HandshakeFault.None && Revoke(session, fault)) ended++;
            }
            return ended;
        }
    }

    /// <summary>Ends one session, because a person wants that. False: there is none of that number.</summary>
    internal bool End(int id, Peer by)
    {
        lock (_gate)
        {
            for (int i = 0; i < _sessions.Count; i++)
            {
                Session session = _sessions.At(i);
                if (session.Id != id) continue;
                if (session.End(SessionEnd.ByPerson)) _events.Raise(EventCode.SessionEnded, by, id, 0);
                return true;
            }
            return false;
        }
    }

    /// <summary>Ends the sessions whose certificate ran out.</summary>
    internal void EndExpired()
    {
        lock (_gate)
        {
            GuardConfiguration configuration = _context.Slot.Current;
            HandshakeFault fault = PeerValidity.Fault(_context.Clock);
            for (int i = 0; i < _sessions.Count; i++)
            {
                Session session = _sessions.At(i);
                if (!PeerValidity.Holds(configuration, _context.Clock, session.Peer)) Revoke(session, fault);
            }
        }
    }

    // The caller holds the lock, here and below.
    private Session? TryOpen(IUpstreamLink link)
    {
        GuardConfiguration configuration = _context.Slot.Current;
        Peer peer = link.Peer;
        if (_isIsolated) return Reject(peer, Refusal.Isolated);
        if (!PeerValidity.Holds(configuration, _context.Clock, peer)) return Reject(peer, Refusal.Identity);
        Session? session = _sessions.Open(_context, link, configuration.Policy.Limits);
        return session == null ? Reject(peer, Refusal.Sessions) : session;
    }

    private Session? Reject(Peer peer, Refusal reason)
    {
        _events.Count(Counter.SessionsRefused);
        _events.RaiseBecause(EventCode.SessionRefused, peer, reason, 0, 0);
        _events.Trace.Link(TraceKind.SessionRefused, peer, (int)reason, 0);
        return null;
    }

    private int End(SessionEnd why)
    {
        int ended = 0;
        for (int i = 0; i < _sessions.Count; i++)
        {
            if (_sessions.At(i).End(why)) ended++;
        }
        return ended;
    }

    private bool Revoke(Session session, HandshakeFault fault)
    {
        if (!session.End(SessionEnd.Identity)) return false;
        _events.RaiseBecause(EventCode.SessionRevoked, session.Peer, Refusal.Identity, (int)fault, 0);
        return true;
    }
}
