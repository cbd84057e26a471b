using EdgeGuard.Core;
using EdgeGuard.Modbus;
using EdgeGuard.Policy;
using EdgeGuard.Traffic;

namespace EdgeGuard.Guard;

/// <summary>Takes one request from its frame to its response: judged on arrival, and again when the PLC port is taken.</summary>
/// <remarks>
/// One a session, used by one thread at a time. The steps, with their numbers at the same places in the code, and what ends them early:
/// <code>
/// frame
///   (1) the response is begun, the request counted, a trace begun
///   (2) the configuration in force is taken, and the frame decoded under it    certificate ran out: the session ends
///   (3) first verdict, without values of the PLC                               refused: exception 01
///   (4) the unit's PLC port, its back-off, the client's limits                 no port: 0A; backed off: 0B; too many: 06
///   (5) the queue of the PLC port, by priority                                 past the request's lifetime: 06
///   (6) the connection is made ready, dialled again if need be                 no connection: 0A
///   (7) second verdict, under the configuration in force by now,
///       with the values of the PLC that rules need                             refused, or a value is not to be had: 01
///   (8) the judged bytes are sent, the response is checked against them,
///       and the PLC port released                                              no response, or a wrong one: 0B
/// response
/// </code>
/// The first verdict only keeps refused requests away from the PLC. The second one is what sends; nothing happens between it and the
/// sending. In mode observe a refused request goes on, and is an event. Allocates nothing, throws nothing; every wait has a deadline.
/// </remarks>
internal sealed class RequestPath
{
    private readonly GuardContext _context;
    private readonly Peer _peer;
    private readonly ClientLimits _client;
    private readonly EventSource _events;
    private readonly ClientResponse _response;
    private readonly TrafficSource? _traffic;
    private readonly Request _request = new Request();
    private readonly Decision _decision = new Decision();
    private readonly JudgeInput _input = new JudgeInput();
    private readonly ObservedValueReader _reader = new ObservedValueReader();
    private readonly WeekMinuteCache _week = new WeekMinuteCache();

    // The configuration that the request in work was decoded and judged under, and what follows from it for this peer.
    private GuardConfiguration? _configuration;
    private int _role;

    // When waiting, for the line or for values, must end.
    private long _deadline;

    // What became of the request in work, for a trace and the record of traffic.
    private RequestFate _fate;
    private Refusal _limit;

    // Where the request in work stands, and what it has there.
    private PathStep _step;
    private PlcPort? _line;
    private int _priority;
    private bool _isCounted;
    private bool _holdsAll;
    private bool _isObserved;
    private int _reads;
    private int _renewals;
    private ObservedValues? _values;

    private byte[] _frame = new byte[0];
    private int _offset;
    private int _length;

    internal RequestPath(
        GuardContext context, Peer peer, ClientLimits client, EventSource events, ClientResponse answer, PlcPortTicket ticket)
    {
        _context = context;
        _peer = peer;
        _client = client;
        _events = events;
        _response = answer;
        if (context.Traffic != null) _traffic = new TrafficSource(context.Traffic, peer);
        Ticket = ticket;
    }

    /// <summary>The session's place in the queue: cancelled when the session is being ended.</summary>
    internal PlcPortTicket Ticket { get; }

    /// <summary>None, or why the session must end: of the request that was done with last.</summary>
    internal SessionEnd End { get; private set; }

    /// <summary>What <see cref="Awaited.Response"/> comes over.</summary>
    internal ILink? PlcLink
    {
        get { return Ticket.PlcConnection?.Link; }
    }

    /// <summary>Until when what <see cref="Go"/> said is waited for, monotonic milliseconds: <see cref="Go"/> then takes it for
    /// lost.</summary>
    internal long WaitsUntil
    {
        get { return Ticket.PlcConnection == null ? _deadline : Ticket.PlcConnection.WaitsUntil; }
    }

    /// <summary>Begins with the request whose frame stands in the buffer. The frame's header is overwritten; its PDU is not.</summary>
    internal void Begin(byte[] frame, int offset, int length)
    {
        _frame = frame;
        _offset = offset;
        _length = length;
        _fate = RequestFate.None;
        _limit = Refusal.None;
        // (1)
        _response.Begin(frame, offset);
        _events.Count(Counter.Requests);
        _events.Trace.Begin(frame, offset, length);
        _step = PathStep.Begun;
    }

    /// <summary>Goes on with the request as far as nothing has to be waited for. Nothing: it is done with, and the response, if any, is in
    /// the session's <see cref="ClientResponse"/>. May be called again before what it waits for has come.</summary>
    /// <param name="mayWait">Whether the calling thread may wait for the PLC: to connect to it, and for its response.</param>
    internal Awaited Go(bool mayWait)
    {
        Awaited awaited = Awaited.Nothing;
        while (_step != PathStep.None && awaited == Awaited.Nothing) awaited = GoOn(mayWait);
        return awaited;
    }

    /// <summary>Gives up what the request in work holds, after a fault of ours.</summary>
    internal void Abandon()
    {
        LeaveQueue();
        if (_line == null) return;
        // It may have left the connection amid an exchange: the next request must not find it so.
        Ticket.PlcConnection?.Drop(_events);
        GiveBack();
    }

    private Awaited GoOn(bool mayWait)
    {
        switch (_step)
        {
            case PathStep.Begun: return Pass();
            case PathStep.Queued: return AwaitTurn();
            case PathStep.Held: return MakeReady(mayWait);
            case PathStep.Ready: return JudgeAgain(mayWait);
            case PathStep.Reading: return AwaitValue(mayWait);
            default: return AwaitResponse(mayWait);
        }
    }

    private Awaited Pass()
    {
        // (2)
        GuardConfiguration configuration = _context.Slot.Current;
        Adopt(configuration, true);
        if (!PeerValidity.Holds(configuration, _context.Clock, _peer)) return Finish(SessionEnd.Identity);
        // (3)
        if (!Judged(configuration, null)) return Refuse(configuration);
        return Queue(configuration);
    }

    // Reads the frame as the configuration has it: its unit aliases may be other ones than those the frame came in under.
    private void Adopt(GuardConfiguration configuration, bool isNew)
    {
        if (configuration != _configuration)
        {
            _configuration = configuration;
            _role = configuration.Policy.RoleIndex(_peer.Role);
            isNew = true;
        }
        if (!isNew) return;
        byte unit = configuration.Units.Map(Mbap.UnitId(_frame, _offset));
        // A request that does not decode is judged like any other: refused as malformed.
        _request.Decode(unit, _frame, _offset + ModbusLimits.MbapHeader, _length - ModbusLimits.MbapHeader);
    }

    // Whether the request may go on: allowed, not decided yet, or only observed.
    private bool Judged(GuardConfiguration configuration, ObservedValues? values)
    {
        _input.Now = _context.Clock.Now;
        _input.WeekMinute = _week.Get(configuration.SiteTime, _context.Clock);
        _input.IsSerialBus = configuration.Routes.IsBroadcast;
        _input.Values = values;
        Judge.Run(configuration.Policy, _role, _request, _input, _decision);
        return _decision.Verdict != Verdict.Refuse || IsObserved(configuration);
    }

    private bool IsObserved(GuardConfiguration configuration)
    {
        return configuration.Mode == GuardMode.Observe && _decision.Verdict == Verdict.Refuse && Judge.ObserveForwards(_decision.Reason);
    }

    private Awaited Queue(GuardConfiguration configuration)
    {
        // (4)
        PlcPort? line = _context.Lines.For(configuration, _request.Unit);
        if (line == null) return Unreachable();
        if (line.IsBackedOff(configuration.Routes.UnitOnLine(_request.Unit))) return Silent();
        PolicyLimits limits = configuration.Policy.Limits;
        long now = _context.Clock.Now;
        Refusal limit = _client.Enter(limits, now);
        if (limit != Refusal.None) return Limit(configuration, limit);
        _isCounted = true;
        // (5)
        _deadline = now + limits.LifetimeMs;
        _priority = configuration.Policy.Priority(_role);
        return Ask(line, _decision.Verdict == Verdict.NeedValue);
    }

    private Awaited Ask(PlcPort line, bool allConnections)
    {
        _line = line;
        _step = PathStep.Queued;
        line.Ask(Ticket, _priority, allConnections);
        return Awaited.Nothing;
    }

    private Awaited AwaitTurn()
    {
        PortTurn turn = _line!.Look(Ticket, _deadline);
        if (turn == PortTurn.Waits) return Awaited.Turn;
        LeaveQueue();
        if (turn == PortTurn.Lost)
        {
            _line = null;
            return Ticket.IsCancelled ? Finish(SessionEnd.Stopped) : Limit(_configuration!, Refusal.Lifetime);
        }
        _isObserved = false;
        _reads = 0;
        _renewals = 0;
        _step = PathStep.Held;
        return Awaited.Nothing;
    }

    private Awaited MakeReady(bool mayWait)
    {
        // (6)
        PlcConnectionState state = _line!.Prepare(
            Ticket.PlcConnection!, _context.Slot.Current, _request, _events, mayWait);
        if (state == PlcConnectionState.NeedsThread) return Awaited.Thread;
        if (state != PlcConnectionState.Ready) return state == PlcConnectionState.UnitSilent ? Silent() : Unreachable();
        if (_isObserved) return Forward(_configuration!);
        _step = PathStep.Ready;
        return Awaited.Nothing;
    }

    private Awaited JudgeAgain(bool mayWait)
    {
        PlcPort line = _line!;
        PlcConnection connection = Ticket.PlcConnection!;
        // What follows is one piece: nobody else's thread may have to take it up behind the verdict.
        if (_reads > 0 && !mayWait && connection.LooksLonger) return Awaited.Thread;
        // (7)
        if (_reads == 0)
        {
            _holdsAll = line.HoldsAll(Ticket);
            _input.HeldSince = _context.Clock.Now;
        }
        GuardConfiguration configuration = _context.Slot.Current;
        Adopt(configuration, false);
        if (Ticket.IsCancelled || !PeerValidity.Holds(configuration, _context.Clock, _peer)) return Finish(SessionEnd.Identity);
        // A commit may have put the unit behind another line while this one was waited for.
        if (_context.Lines.For(configuration, _request.Unit) != line) return Unreachable();
        _values = _holdsAll ? line.Values.For(configuration) : null;
        bool mayGoOn = Judged(configuration, _values);
        if (_decision.Verdict == Verdict.NeedValue) return ReadValue(configuration, line, connection);
        if (!mayGoOn) return Refuse(configuration);
        // What was read over a connection that has ended since may be of before the PLC's restart.
        if (_reads == 0 || connection.StillStands(_events)) return Forward(configuration);
        if (_renewals++ == GuardLimits.ValueRenewals) return RefuseFor(Refusal.ShortConnection, configuration);
        _reads++;
        _step = PathStep.Held;
        return Awaited.Nothing;
    }

    private Awaited ReadValue(GuardConfiguration configuration, PlcPort line, PlcConnection connection)
    {
        if (_values == null)
        {
            // A commit brought a rule that needs a value while one connection was thought enough.
            line.Release(Ticket);
            return Ask(line, true);
        }
        // Values that come too slowly are stale when the next one is there: without an end this would hold the line for ever.
        // A unit behind another line cannot be asked: holding two lines at once could make two requests wait for each other.
        bool mayRead = _reads < GuardLimits.MaxValueReads && _context.Clock.Now < _deadline
            && _context.Lines.For(configuration, _decision.NeedUnit) == line;
        if (!mayRead || !_reader.Begin(connection, configuration, _decision, _peer, _events))
        {
            return RefuseFor(Refusal.StateUnknown, configuration);
        }
        _reads++;
        _step = PathStep.Reading;
        return Awaited.Nothing;
    }

    private Awaited AwaitValue(bool mayWait)
    {
        PlcConnection connection = Ticket.PlcConnection!;
        Awaited awaited = connection.Go(mayWait);
        if (awaited != Awaited.Nothing) return awaited;
        if (!_reader.Store(connection, _decision, _values!)) return RefuseFor(Refusal.StateUnknown, _configuration!);
        _step = PathStep.Ready;
        return Awaited.Nothing;
    }

    private Awaited Forward(GuardConfiguration configuration)
    {
        // (8)
        if (_decision.Verdict == Verdict.Allow)
        {
            _events.Count(Counter.Allowed);
        }
        else
        {
            _events.Count(Counter.Observed);
            _events.RaiseDecision(EventCode.RequestObserved, _peer, _request, _decision, configuration.Generation);
        }
        _line!.Values.Forget(_request);
        if (configuration.ReportWrites && _request.IsWrite) _events.AnnounceWrite(_peer, _request, _decision, configuration.Generation);
        Ticket.PlcConnection!.Begin(configuration, _frame, _offset, _request, _peer, _events);
        _step = PathStep.Sent;
        return Awaited.Nothing;
    }

    private Awaited AwaitResponse(bool mayWait)
    {
        PlcConnection connection = Ticket.PlcConnection!;
        Awaited awaited = connection.Go(mayWait);
        if (awaited != Awaited.Nothing) return awaited;
        _events.ForgetWrite();
        ExchangeResult exchanged = connection.Result;
        _fate = RequestFate.Broadcast;
        if (exchanged == ExchangeResult.Broadcast) return Finish(SessionEnd.None);
        bool isAnswered = exchanged == ExchangeResult.Answered
            && _response.SetPdu(connection.ResponseBuffer, connection.ResponseOffset, connection.ResponseLength);
        _fate = isAnswered ? RequestFate.Answered : Unanswered(exchanged);
        if (!isAnswered) _response.SetException(_request.Function, ExceptionCode.GatewayTargetFailedToRespond);
        return Finish(SessionEnd.None);
    }

    private Awaited Finish(SessionEnd end)
    {
        GiveBack();
        End = end;
        _events.Trace.End(_request, _decision, _fate, _limit, _response);
        if (_traffic != null) NoteTraffic(_traffic);
        return Awaited.Nothing;
    }

    private void NoteTraffic(TrafficSource traffic)
    {
        bool isObserved = _decision.Verdict == Verdict.Refuse && _fate > RequestFate.Refused;
        long now = _context.Clock.Now;
        traffic.Note(_request, _fate, isObserved, _response.ExceptionCode, _input.Now, now);
        if (_fate != RequestFate.Answered) return;
        const int Header = ModbusLimits.MbapHeader;
        int changed = traffic.NoteAnswer(_request, _response.Buffer, Header, _response.Length - Header, now);
        if (changed == 0) return;
        int generation = _context.Slot.Current.Generation;
        _events.RaiseAbout(EventCode.UnitIdentityChanged, _peer, _request, generation, changed, 0);
    }

    private void GiveBack()
    {
        _step = PathStep.None;
        _line?.Release(Ticket);
        _line = null;
    }

    private void LeaveQueue()
    {
        if (!_isCounted) return;
        _isCounted = false;
        _client.Leave();
    }

    private static RequestFate Unanswered(ExchangeResult exchanged)
    {
        switch (exchanged)
        {
            case ExchangeResult.Answered: // Longer than what the client may be sent.
            case ExchangeResult.AnsweredOtherwise: return RequestFate.AnsweredOtherwise;
            case ExchangeResult.CutShort: return RequestFate.CutShort;
            case ExchangeResult.NotModbus: return RequestFate.NotModbus;
            case ExchangeResult.ConnectionLost: return RequestFate.ConnectionLost;
            default: return RequestFate.Unanswered;
        }
    }

    private Awaited Unreachable()
    {
        _fate = RequestFate.NoPath;
        _events.Count(Counter.PlcUnreachable);
        _response.SetException(_request.Function, ExceptionCode.GatewayPathUnavailable);
        return Finish(SessionEnd.None);
    }

    private Awaited Silent()
    {
        _fate = RequestFate.BackedOff;
        _events.Count(Counter.PlcBackedOff);
        _response.SetException(_request.Function, ExceptionCode.GatewayTargetFailedToRespond);
        return Finish(SessionEnd.None);
    }

    private Awaited RefuseFor(Refusal reason, GuardConfiguration configuration)
    {
        _decision.RefuseFor(reason);
        _isObserved = IsObserved(configuration);
        if (!_isObserved) return Refuse(configuration);
        // The read that failed may have cost the connection.
        _step = PathStep.Held;
        return Awaited.Nothing;
    }

    private Awaited Refuse(GuardConfiguration configuration)
    {
        _fate = RequestFate.Refused;
        _events.Count(Counter.Refused);
        if (configuration.Difference != null) configuration.Difference.Note(_peer, _frame, _offset, _length, _decision, _context.Clock);
        _events.RaiseDecision(EventCode.RequestRefused, _peer, _request, _decision, configuration.Generation);
        switch (Style(configuration))
        {
            case RefusalStyle.Silence:
                return Finish(SessionEnd.None);
            case RefusalStyle.Close:
                return Finish(SessionEnd.Refused);
            default:
                _response.SetException(_request.Function, Judge.ExceptionFor(configuration.Policy, _role, _request));
                return Finish(SessionEnd.None);
        }
    }

    // MB-TCP-Security R-31 leaves no choice on TLS.
    private RefusalStyle Style(GuardConfiguration configuration)
    {
        bool mayChoose = _peer.Transport == PeerTransport.Plain || _peer.Transport == PeerTransport.Serial;
        return mayChoose ? configuration.Policy.RefusalStyle : RefusalStyle.Exception;
    }

    private Awaited Limit(GuardConfiguration configuration, Refusal limit)
    {
        _fate = RequestFate.RateLimited;
        _limit = limit;
        _events.Count(Counter.Limited);
        _events.RaiseLimited(_peer, _request, limit, configuration.Generation);
        _response.SetException(_request.Function, ExceptionCode.ServerDeviceBusy);
        return Finish(SessionEnd.None);
    }
}
