using System;
using EdgeGuard.Core;
using EdgeGuard.Modbus;
using EdgeGuard.Policy;

namespace EdgeGuard.Guard;

/// <summary>One client's session: frames in, one request in work at a time, answers out in order.</summary>
/// <remarks>
/// Goes on as far as nothing has to be waited for, and says what it waits for: a thread of its own then waits
/// (<see cref="Serve"/>), or a loop serves others meanwhile (<see cref="Step"/>). For one thread at a time; <see cref="End(SessionEnd)"/>,
/// <see cref="Wake"/> and <see cref="Snapshot"/> are for any thread.
/// </remarks>
internal sealed class Session : IPolled
{
    private const long Never = long.MaxValue;

    private readonly GuardContext _context;
    private readonly IUpstreamLink _link;
    private readonly EventSource _events;
    private readonly MbapFramer _framer;
    private readonly ClientResponse _response;
    private readonly RequestPath _path;

    // What the client sent and is not handled yet. A request's bytes stay where they are until it is answered.
    private readonly byte[] _buffer;
    private int _start;
    private int _count;
    private int _length; // of the frame in work, 0: none
    private long _idlesFrom = Never;
    private long _stallsAt = Never;
    private long _sentUntil;
    private bool _isBegun;
    private bool _isSending;
    private bool _hasFailed;

    private readonly object _gate = new object();
    private SessionEnd _end;
    private int _requests;

    internal Session(int id, GuardContext context, IUpstreamLink link, ClientLimits client)
    {
        Id = id;
        _context = context;
        Loop = context.LoopFor(link);
        _link = link;
        Client = client;
        Peer = link.Peer;
        OpenedAt = context.Clock.Now;
        int maxFrame = context.Slot.Current.MaxFrame;
        _buffer = new byte[maxFrame];
        _framer = new MbapFramer(maxFrame);
        _response = new ClientResponse(maxFrame);
        _events = context.CreateEventSource(id, Peer);
        if (Loop != null) Place = new LoopPlace(this);
        PlcPortTicket ticket = Loop == null ? new PlcPortTicket(context.Clock) : new PlcPortTicket(this);
        _path = new RequestPath(context, Peer, client, _events, _response, ticket);
    }

    internal int Id { get; }

    /// <summary>The loop that serves it; null: a thread of its own does.</summary>
    internal SessionLoop? Loop { get; }

    /// <summary>Where its loop has it.</summary>
    internal LoopPlace? Place { get; }

    /// <summary>Where the thread that serves it says that it is alive; set before that begins.</summary>
    internal Heartbeat? Heartbeat { get; set; }

    internal Peer Peer { get; }

    internal ClientLimits Client { get; }

    internal long OpenedAt { get; }

    /// <summary>Until when what <see cref="Step"/> said is waited for, monotonic milliseconds: <see cref="Step"/> then says what follows.
    /// As of that call.</summary>
    internal long WaitsUntil { get; private set; }

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

    /// <summary>Something that its loop cannot see has happened to it.</summary>
    internal void Wake()
    {
        Loop?.Wake(this);
    }

    /// <summary>Serves the client until the session ends, and closes its link: with a thread of its own. Throws only what is a fault of
    /// ours.</summary>
    internal void Serve()
    {
        while (Step(true) == Awaited.Turn) _path.Ticket.Wait(WaitsUntil);
    }

    /// <summary>Serves the client as far as nothing has to be waited for. Nothing: the session has ended, and its link is closed. Throws
    /// only what is a fault of ours; then it has ended too.</summary>
    /// <param name="mayWait">Whether the calling thread may wait for client and PLC; then it is told to wait for its turn alone.</param>
    internal Awaited Step(bool mayWait)
    {
        SessionEnd end = SessionEnd.InternalFault;
        Awaited awaited = Awaited.Nothing;
        try
        {
            if (!_isBegun) Begin();
            awaited = GoOn(mayWait, out SessionEnd outcome);
            end = outcome;
        }
        finally
        {
            if (awaited == Awaited.Nothing) Finish(end);
        }
        return awaited;
    }

    /// <summary>Goes on with the request in work, with a thread that may wait for the PLC. The client is not answered yet. After a fault of
    /// ours, which it throws, the session ends at its next step.</summary>
    internal void StepWaiting()
    {
        _hasFailed = true;
        _path.Go(true);
        _hasFailed = false;
    }

    /// <summary>The link over which what <see cref="Step"/> said will come; null where it is none that can be polled.</summary>
    internal IPolledLink? AwaitedLink(Awaited awaited)
    {
        return (awaited == Awaited.Response ? _path.PlcLink : _link) as IPolledLink;
    }

    private void Begin()
    {
        _isBegun = true;
        _events.Count(Counter.SessionsOpened);
        _events.Raise(EventCode.SessionOpened, Peer, (int)Peer.Transport, 0);
        _events.Trace.Link(TraceKind.SessionOpened, Peer, (int)Peer.Transport, 0);
    }

    private void Finish(SessionEnd end)
    {
        _path.Abandon();
        if (Note(end) && end == SessionEnd.Identity)
        {
            HandshakeFault fault = PeerValidity.Fault(_context.Clock);
            _events.RaiseBecause(EventCode.SessionRevoked, Peer, Refusal.Identity, (int)fault, 0);
        }
        _link.Close();
        Report();
    }

    private Awaited GoOn(bool mayWait, out SessionEnd end)
    {
        end = SessionEnd.InternalFault;
        if (_hasFailed) return Awaited.Nothing;
        int handled = 0;
        while (true)
        {
            bool isRequest = _length > 0;
            Awaited awaited = isRequest ? Handle(mayWait, out end)
                : _isSending ? Send(out end)
                : Receive(mayWait, out end);
            if (awaited != Awaited.Nothing || end != SessionEnd.None) return awaited;
            // Who sends many at once, refused ones even, must not have a loop for itself.
            if (isRequest && ++handled == GuardLimits.RequestsATurn && !mayWait) return Awaited.Others;
        }
    }

    private Awaited Receive(bool mayWait, out SessionEnd end)
    {
        end = SessionEnd.None;
        switch (_framer.Next(_buffer, _start, _count))
        {
            case Framing.Frame:
                end = BeginRequest();
                return Awaited.Nothing;
            case Framing.NeedMore:
                return ReceiveMore(mayWait, out end);
            default:
                end = Broken();
                return Awaited.Nothing;
        }
    }

    private SessionEnd BeginRequest()
    {
        lock (_gate)
        {
            if (_end != SessionEnd.None) return _end;
            _requests = unchecked(_requests + 1);
        }
        Beat(_context.Clock.Now + _context.Slot.Current.Policy.Limits.LifetimeMs + GuardLimits.RequestMs);
        _length = _framer.FrameLength;
        _path.Begin(_buffer, _start, _length);
        return SessionEnd.None;
    }

    private Awaited Handle(bool mayWait, out SessionEnd end)
    {
        end = SessionEnd.None;
        Awaited awaited = _path.Go(mayWait);
        if (awaited != Awaited.Nothing)
        {
            WaitsUntil = _path.WaitsUntil;
            return awaited;
        }
        _start += _length;
        _count -= _length;
        _length = 0;
        _idlesFrom = Never;
        _stallsAt = Never;
        end = _path.End;
        if (end == SessionEnd.None && _response.Length > 0) end = Respond();
        return Awaited.Nothing;
    }

    private SessionEnd Respond()
    {
        _events.Trace.Frame(
            TraceKind.ToClient, _response.Buffer, 0, _response.Length, ModbusLimits.MbapHeader, _response.Length - ModbusLimits.MbapHeader);
        _sentUntil = _context.Clock.Now + _context.Slot.Current.ClientStallMs;
        if (!_link.Write(_response.Buffer, 0, _response.Length, _sentUntil)) return EndedAt(_sentUntil, SessionEnd.Stalled);
        _isSending = Loop != null;
        return SessionEnd.None;
    }

    // The next request waits until the client has taken the response: who does not read is not worked for.
    private Awaited Send(out SessionEnd end)
    {
        end = SessionEnd.None;
        _isSending = _link is IPolledLink polled && polled.HasUnsent;
        if (!_isSending) return Awaited.Nothing;
        if (_context.Clock.Now >= _sentUntil)
        {
            end = SessionEnd.Stalled;
            return Awaited.Nothing;
        }
        WaitsUntil = _sentUntil;
        return Awaited.Client;
    }

    private Awaited ReceiveMore(bool mayWait, out SessionEnd end)
    {
        end = SessionEnd.None;
        MoveToFront();
        SessionEnd late = Late;
        long deadline = Deadline();
        Beat(deadline);
        if (!mayWait && !_link.Ready(_context.Clock.Now))
        {
            if (_context.Clock.Now >= deadline) end = late;
            WaitsUntil = deadline;
            return end == SessionEnd.None ? Awaited.Client : Awaited.Nothing;
        }
        int received = _link.Read(_buffer, _count, _buffer.Length - _count, deadline);
        if (received == 0) end = EndedAt(deadline, late);
        _count += received;
        _idlesFrom = Never;
        return Awaited.Nothing;
    }

    private void MoveToFront()
    {
        if (_start == 0) return;
        Array.Copy(_buffer, _start, _buffer, 0, _count);
        _start = 0;
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
        if (_count == 0)
        {
            if (_idlesFrom == Never) _idlesFrom = _context.Clock.Now;
            return _idlesFrom + configuration.ClientIdleMs;
        }
        if (_stallsAt == Never) _stallsAt = _context.Clock.Now + configuration.ClientStallMs;
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
