using System;
using EdgeGuard.Core;
using EdgeGuard.Modbus;
using EdgeGuard.Policy;

namespace EdgeGuard.Guard;

/// <summary>One client's session: frames in, one request in work at a time, answers out in order.</summary>
/// <remarks><see cref="Run"/> is for one thread at a time; <see cref="End"/>,
/// <see cref="EndIfLate"/> and the properties are for any thread.</remarks>
internal sealed class Session : IWatched
{
    private readonly GuardContext _context;
    private readonly WorkerPool? _pool;
    private readonly IUpstreamLink _link;
    private readonly EventSource _events;
    private readonly MbapFramer _framer;
    private readonly ClientResponse _response;
    private readonly RequestPath _path;

    // What the client sent and is not handled yet. A request's bytes stay where they are until it is answered.
    private readonly byte[] _buffer;
    private int _start;
    private int _count;
    private long _stallsAt = long.MaxValue;
    private bool _isBegun;
    private bool _hasArrived;

    private readonly object _gate = new object();
    private SessionEnd _end;
    private int _requests;

    // Until when it may wait without a thread; what it is ended for then.
    private long _waitsUntil = long.MaxValue;
    private SessionEnd _late;

    internal Session(int id, GuardContext context, IUpstreamLink link, ClientLimits client)
    {
        Id = id;
        _context = context;
        _pool = context.Pool != null && context.Pool.Takes(link) ? context.Pool : null;
        _link = link;
        Client = client;
        Peer = link.Peer;
        OpenedAt = context.Clock.Now;
        int maxFrame = context.Slot.Current.MaxFrame;
        _buffer = new byte[maxFrame];
        _framer = new MbapFramer(maxFrame);
        _response = new ClientResponse(maxFrame);
        _events = context.CreateEventSource(id, Peer);
        _path = new RequestPath(context, Peer, client, _events, _response);
    }

    internal int Id { get; }

    /// <inheritdoc/>
    public IUpstreamLink Link
    {
        get { return _link; }
    }

    /// <summary>Where the thread that serves it says that it is alive; set before that begins.</summary>
    internal Heartbeat? Heartbeat { get; set; }

    internal Peer Peer { get; }

    internal ClientLimits Client { get; }

    internal long OpenedAt { get; }

    /// <summary>The session as it is now.</summary>
    internal SessionInfo Snapshot()
    {
        lock (_gate)
        {
            return new SessionInfo(Id, Peer, OpenedAt, _requests);
        }
    }

    /// <summary>Ends the session from outside: its link, and its waiting for the line. False: it was ended already.</summary>
    internal bool End(SessionEnd why)
    {
        if (!Note(why)) return false;
        _context.Lines.Cancel(_path.Ticket);
        _link.Abort();
        return true;
    }

    /// <summary>Ends a session that waits without a thread once its client has been silent for too long.</summary>
    internal void EndIfLate(long now)
    {
        SessionEnd late;
        lock (_gate)
        {
            if (now < _waitsUntil) return;
            late = _late;
        }
        End(late);
    }

    /// <summary>Serves the client until the session ends, and closes its link (true); or until it waits without a thread (false): then it
    /// belongs to whom the pool gives it. Throws only what is a fault of ours.</summary>
    internal bool Run()
    {
        SessionEnd end = SessionEnd.InternalFault;
        try
        {
            if (_isBegun) Resume();
            else Begin();
            end = Serve();
        }
        finally
        {
            if (end != SessionEnd.None) Finish(end);
        }
        return end != SessionEnd.None;
    }

    private void Begin()
    {
        _isBegun = true;
        _events.Count(Counter.SessionsOpened);
        _events.Raise(EventCode.SessionOpened, Peer, (int)Peer.Transport, 0);
        _events.Trace.Link(TraceKind.SessionOpened, Peer, (int)Peer.Transport, 0);
    }

    private void Resume()
    {
        _hasArrived = true;
        lock (_gate)
        {
            _waitsUntil = long.MaxValue;
        }
    }

    private void Finish(SessionEnd end)
    {
        if (Note(end) && end == SessionEnd.Identity)
        {
            HandshakeFault fault = PeerValidity.Fault(_context.Clock);
            _events.RaiseBecause(EventCode.SessionRevoked, Peer, Refusal.Identity, (int)fault, 0);
        }
        _pool?.Forget(this);
        _link.Close();
        Report();
    }

    // None: it waits without a thread, and belongs to somebody else already.
    private SessionEnd Serve()
    {
        while (true)
        {
            Framing framing = _framer.Next(_buffer, _start, _count);
            if (framing == Framing.NeedMore && _pool != null)
            {
                // Nobody's thread waits with it.
                Beat(long.MaxValue);
                if (IsWatched(_pool)) return SessionEnd.None;
            }
            SessionEnd end = framing switch
            {
                Framing.Frame => Handle(),
                Framing.NeedMore => Receive(),
                _ => Broken(),
            };
            if (end != SessionEnd.None) return end;
        }
    }

    private SessionEnd Handle()
    {
        int length = _framer.FrameLength;
        lock (_gate)
        {
            if (_end != SessionEnd.None) return _end;
            _requests = unchecked(_requests + 1);
        }
        Beat(_context.Clock.Now + _context.Slot.Current.Policy.Limits.LifetimeMs + GuardLimits.RequestMs);
        SessionEnd end = _path.Handle(_buffer, _start, length);
        _start += length;
        _count -= length;
        _stallsAt = long.MaxValue;
        if (end == SessionEnd.None && _response.Length > 0) end = Send();
        return end;
    }

    private SessionEnd Send()
    {
        _events.Trace.Frame(
            TraceKind.ToClient, _response.Buffer, 0, _response.Length, ModbusLimits.MbapHeader, _response.Length - ModbusLimits.MbapHeader);
        long deadline = _context.Clock.Now + _context.Slot.Current.ClientStallMs;
        if (_link.Write(_response.Buffer, 0, _response.Length, deadline)) return SessionEnd.None;
        return EndedAt(deadline, SessionEnd.Stalled);
    }

    // Whether the session now waits without a thread. Nothing of it may be touched after that.
    private bool IsWatched(WorkerPool pool)
    {
        // A part of a TLS record has nothing to read yet: the pool waits for no client.
        bool mayRead = _hasArrived && _link.Ready(_context.Clock.Now);
        _hasArrived = false;
        if (mayRead) return false;
        long until = Deadline();
        lock (_gate)
        {
            _late = Late;
            _waitsUntil = until;
        }
        if (pool.Watch(this)) return true;
        lock (_gate)
        {
            _waitsUntil = long.MaxValue;
        }
        return false;
    }

    private SessionEnd Receive()
    {
        if (_start > 0)
        {
            Array.Copy(_buffer, _start, _buffer, 0, _count);
            _start = 0;
        }
        SessionEnd late = Late;
        long deadline = Deadline();
        Beat(deadline);
        int received = _link.Read(_buffer, _count, _buffer.Length - _count, deadline);
        if (received == 0) return EndedAt(deadline, late);
        _count += received;
        return SessionEnd.None;
    }

    private SessionEnd Late
    {
        get { return _count == 0 ? SessionEnd.Idle : SessionEnd.Stalled; }
    }

    private void Beat(long until)
    {
        if (Heartbeat != null) Heartbeat.Beat(until);
    }

    // A frame once begun has one deadline for all its bytes: a client that sends one byte a second gains nothing by it.
    private long Deadline()
    {
        GuardConfiguration configuration = _context.Slot.Current;
        long now = _context.Clock.Now;
        if (_count == 0) return now + configuration.ClientIdleMs;
        if (_stallsAt == long.MaxValue) _stallsAt = now + configuration.ClientStallMs;
        return _stallsAt;
    }

    private SessionEnd EndedAt(long deadline, SessionEnd late)
    {
        return _context.Clock.Now >= deadline ? late : SessionEnd.ByClient;
    }

    private SessionEnd Broken()
    {
        _events.Count(Counter.FramesBroken);
        _events.Raise(EventCode.FrameBroken, Peer, (int)_framer.Fault, _framer.Actual);
        _events.Trace.Frame(TraceKind.FromClient, _buffer, _start, _count, 0, 0);
        return SessionEnd.FrameBroken;
    }

    // The first reason stands.
    private bool Note(SessionEnd why)
    {
        lock (_gate)
        {
            if (_end != SessionEnd.None) return false;
            _end = why;
            return true;
        }
    }

    private void Report()
    {
        SessionEnd end;
        int requests;
        lock (_gate)
        {
            end = _end;
            requests = _requests;
        }
        _events.Raise(EventCode.SessionClosed, Peer, requests, (int)end);
        _events.Trace.Link(TraceKind.SessionClosed, Peer, (int)end, requests);
    }
}
