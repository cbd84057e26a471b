using EdgeGuard.Core;
using EdgeGuard.Modbus;
using EdgeGuard.Policy;
using EdgeGuard.Traffic;

namespace EdgeGuard.Guard;

/// <summary>Takes one request from its frame to its response: judged on arrival, and again when the PLC port is taken.</summary>
/// <remarks>
/// One a session, used by the session's thread. The steps, with their numbers at the same places in the code, and what ends them early:
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

    private byte[] _frame = new byte[0];
    private int _offset;
    private int _length;

    internal RequestPath(GuardContext context, Peer peer, ClientLimits client, EventSource events, ClientResponse answer)
    {
        _context = context;
        _peer = peer;
        _client = client;
        _events = events;
        _response = answer;
        if (context.Traffic != null) _traffic = new TrafficSource(context.Traffic, peer);
        Ticket = new PlcPortTicket(context.Clock);
    }

    /// <summary>The session's place in the queue: cancelled when the session is being ended.</summary>
    internal PlcPortTicket Ticket { get; }

    /// <summary>Handles the request whose frame stands in the buffer; the answer, if any, is in the session's <see cref="ClientResponse"/>.
    /// The frame's header is overwritten; its PDU is not.</summary>
    /// <returns>None, or why the session must end.</returns>
    internal SessionEnd Handle(byte[] frame, int offset, int length)
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
        SessionEnd end = Pass();
        _events.Trace.End(_request, _decision, _fate, _limit, _response);
        if (_traffic != null) NoteTraffic(_traffic);
        return end;
    }

    private void NoteTraffic(TrafficSource traffic)
    {
        bool isObserved = _decision.Verdict == Verdict.Refuse && _fate > RequestFate.Refused;
        traffic.Note(_request, _fate, isObserved, _response.ExceptionCode, _input.Now, _context.Clock.Now);
    }

    private SessionEnd Pass()
    {
        // (2)
        GuardConfiguration configuration = _context.Slot.Current;
        Adopt(configuration, true);
        if (!PeerValidity.Holds(configuration, _context.Clock, _peer)) return SessionEnd.Identity;
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

    private SessionEnd Queue(GuardConfiguration configuration)
    {
        // (4)
        PlcPort? line = _context.Lines.For(configuration, _request.Unit);
        if (line == null) return Unreachable();
        if (line.IsBackedOff(configuration.Routes.UnitOnLine(_request.Unit))) return Silent();
        PolicyLimits limits = configuration.Policy.Limits;
        long now = _context.Clock.Now;
        Refusal limit = _client.Enter(limits, now);
        if (limit != Refusal.None) return Limit(configuration, limit);
        // (5)
        int priority = configuration.Policy.Priority(_role);
        _deadline = now + limits.LifetimeMs;
        bool isTaken = line.Take(Ticket, priority, _decision.Verdict == Verdict.NeedValue, _deadline);
        _client.Leave();
        if (!isTaken) return NotTaken(configuration);
        SessionEnd end = WithLine(line, out bool needsAll);
        if (!needsAll) return end;
        // A commit brought a rule that needs a value while one connection was thought enough.
        if (!line.Take(Ticket, priority, true, _deadline)) return NotTaken(configuration);
        return WithLine(line, out needsAll);
    }

    private SessionEnd NotTaken(GuardConfiguration configuration)
    {
        return Ticket.IsCancelled ? SessionEnd.Stopped : Limit(configuration, Refusal.Lifetime);
    }

    private SessionEnd WithLine(PlcPort line, out bool needsAll)
    {
        needsAll = false;
        PlcConnection? connection = Ticket.PlcConnection;
        bool isSound = false;
        try
        {
            // (6)
            PlcConnectionState state = connection == null
                ? PlcConnectionState.NoPath
                : line.Prepare(connection, _context.Slot.Current, _request.Unit, _events);
            SessionEnd end = state == PlcConnectionState.Ready ? JudgeAgain(line, connection!, out needsAll) : NotReady(state);
            isSound = true;
            return end;
        }
        finally
        {
            // An internal fault may have left the connection amid an exchange: the next request must not find it so.
            if (!isSound) connection?.Drop(_events);
            line.Release(Ticket);
        }
    }

    private SessionEnd NotReady(PlcConnectionState state)
    {
        return state == PlcConnectionState.UnitSilent ? Silent() : Unreachable();
    }

    private SessionEnd JudgeAgain(PlcPort line, PlcConnection connection, out bool needsAll)
    {
        needsAll = false;
        // (7)
        bool holdsAll = line.HoldsAll(Ticket);
        int renewals = 0;
        _input.HeldSince = _context.Clock.Now;
        for (int reads = 0; ; reads++)
        {
            GuardConfiguration configuration = _context.Slot.Current;
            Adopt(configuration, false);
            if (Ticket.IsCancelled || !PeerValidity.Holds(configuration, _context.Clock, _peer)) return SessionEnd.Identity;
            // A commit may have put the unit behind another line while this one was waited for.
            if (_context.Lines.For(configuration, _request.Unit) != line) return Unreachable();
            ObservedValues? values = holdsAll ? line.Values.For(configuration) : null;
            bool mayGoOn = Judged(configuration, values);
            if (_decision.Verdict != Verdict.NeedValue)
            {
                if (!mayGoOn) return Refuse(configuration);
                // What was read over a connection that has ended since may be of before the PLC's restart.
                if (reads == 0 || connection.StillStands(_events)) return Forward(line, connection, configuration);
                if (renewals++ == GuardLimits.ValueRenewals) return RefuseFor(Refusal.ShortConnection, line, connection, configuration);
                PlcConnectionState state = line.Prepare(connection, configuration, _request.Unit, _events);
                if (state != PlcConnectionState.Ready) return NotReady(state);
                continue;
            }
            if (values == null)
            {
                needsAll = true;
                return SessionEnd.None;
            }
            // Values that come too slowly are stale when the next one is there: without an end this would hold the line for ever.
            // A unit behind another line cannot be asked: holding two lines at once could make two requests wait for each other.
            bool mayRead = reads < GuardLimits.MaxValueReads && _context.Clock.Now < _deadline
                && _context.Lines.For(configuration, _decision.NeedUnit) == line;
            if (mayRead && _reader.Read(connection, configuration, _decision, values, _peer, _events)) continue;
            return RefuseFor(Refusal.StateUnknown, line, connection, configuration);
        }
    }

    private SessionEnd Forward(PlcPort line, PlcConnection connection, GuardConfiguration configuration)
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
        line.Values.Forget(_request);
        if (configuration.ReportWrites && _request.IsWrite) _events.AnnounceWrite(_peer, _request, _decision, configuration.Generation);
        ExchangeResult exchanged = connection.Exchange(configuration, _frame, _offset, _request, _peer, _events);
        _events.ForgetWrite();
        _fate = RequestFate.Broadcast;
        if (exchanged == ExchangeResult.Broadcast) return SessionEnd.None;
        bool isAnswered = exchanged == ExchangeResult.Answered
            && _response.SetPdu(connection.ResponseBuffer, connection.ResponseOffset, connection.ResponseLength);
        _fate = isAnswered ? RequestFate.Answered : Unanswered(exchanged);
        if (!isAnswered) _response.SetException(_request.Function, ExceptionCode.GatewayTargetFailedToRespond);
        return SessionEnd.None;
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

    private SessionEnd Unreachable()
    {
        _fate = RequestFate.NoPath;
        _events.Count(Counter.PlcUnreachable);
        _response.SetException(_request.Function, ExceptionCode.GatewayPathUnavailable);
        return SessionEnd.None;
    }

    private SessionEnd Silent()
    {
        _fate = RequestFate.BackedOff;
        _events.Count(Counter.PlcBackedOff);
        _response.SetException(_request.Function, ExceptionCode.GatewayTargetFailedToRespond);
        return SessionEnd.None;
    }

    private SessionEnd RefuseFor(Refusal reason, PlcPort line, PlcConnection connection, GuardConfiguration configuration)
    {
        _decision.RefuseFor(reason);
        if (!IsObserved(configuration)) return Refuse(configuration);
        // The read that failed may have cost the connection.
        PlcConnectionState state = line.Prepare(connection, configuration, _request.Unit, _events);
        return state == PlcConnectionState.Ready ? Forward(line, connection, configuration) : NotReady(state);
    }

    private SessionEnd Refuse(GuardConfiguration configuration)
    {
        _fate = RequestFate.Refused;
        _events.Count(Counter.Refused);
        if (configuration.Difference != null) configuration.Difference.Note(_peer, _frame, _offset, _length, _decision, _context.Clock);
        _events.RaiseDecision(EventCode.RequestRefused, _peer, _request, _decision, configuration.Generation);
        switch (Style(configuration))
        {
            case RefusalStyle.Silence:
                return SessionEnd.None;
            case RefusalStyle.Close:
                return SessionEnd.Refused;
            default:
                _response.SetException(_request.Function, Judge.ExceptionFor(configuration.Policy, _role, _request));
                return SessionEnd.None;
        }
    }

    // MB-TCP-Security R-31 leaves no choice on TLS.
    private RefusalStyle Style(GuardConfiguration configuration)
    {
        bool mayChoose = _peer.Transport == PeerTransport.Plain || _peer.Transport == PeerTransport.Serial;
        return mayChoose ? configuration.Policy.RefusalStyle : RefusalStyle.Exception;
    }

    private SessionEnd Limit(GuardConfiguration configuration, Refusal limit)
    {
        _fate = RequestFate.RateLimited;
        _limit = limit;
        _events.Count(Counter.Limited);
        _events.RaiseLimited(_peer, _request, limit, configuration.Generation);
        _response.SetException(_request.Function, ExceptionCode.ServerDeviceBusy);
        return SessionEnd.None;
    }
}
