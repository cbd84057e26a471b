using EdgeGuard.Core.Events;
using EdgeGuard.Core.Ports;
using EdgeGuard.Core.Reports;
using EdgeGuard.Guard.Tracing;
using EdgeGuard.Modbus;
using EdgeGuard.Policy;

namespace EdgeGuard.Guard;

/// <summary>One TCP connection to the PLC: dialled on demand, one request at a time, answers matched or dropped.</summary>
/// <remarks>An answer must carry the transaction id of the request in work, which no other request of the last 65 535 had, come over
/// the same connection, and fit the request in unit, function and length. One that does not fit ends the wait and keeps the connection: the stream is
/// in step, and the PLC talks. So no client can take the PLC from the others by asking what it answers oddly.</remarks>
internal sealed class TcpLane : Lane
{
    private const int MaxTransaction = 0xFFFF;
    private const int NoTransaction = -1;

    private readonly int _index;
    private readonly IDialer _dialer;
    private readonly IClock _clock;
    private readonly LineValues _values;
    private readonly Backoff _backoff = new Backoff(GuardLimits.FirstDialDelayMs, GuardLimits.LastDialDelayMs);
    private readonly PlcReceiver _receiver = new PlcReceiver();
    private readonly SentRequest _before = new SentRequest();

    // The holder's, as all that follows.
    private ILink? _link;
    private long _sentAt;
    private int _transaction;
    private int _timeouts;

    // Why the connection is given up, when it is.
    private Exchanged _last = Exchanged.ConnectionLost;

    // Whether anything that is Modbus came over this connection.
    private bool _hasSpoken;
    private bool _isReportedLost;
    private bool _isReportedStray;

    // Frames of other transactions that came while an answer was waited for.
    private int _strays;

    internal TcpLane(int index, IDialer dialer, IClock clock, LineValues values)
    {
        _index = index;
        _dialer = dialer;
        _clock = clock;
        _values = values;
    }

    /// <inheritdoc/>
    internal override byte[] AnswerBuffer
    {
        get { return _receiver.Buffer; }
    }

    /// <inheritdoc/>
    internal override int AnswerOffset
    {
        get { return ModbusLimits.MbapHeader; }
    }

    /// <inheritdoc/>
    internal override int AnswerLength
    {
        get { return _receiver.Finding.PduLength; }
    }

    /// <inheritdoc/>
    internal override long SentAt
    {
        get { return _sentAt; }
    }

    /// <inheritdoc/>
    protected override LaneState MakeReady(GuardConfiguration configuration, byte unit, EventSource events)
    {
        _isReportedStray = false;
        _last = Exchanged.ConnectionLost;
        if (_link != null && !DropStrays(_link, events)) Drop(events);
        return _link != null || Connect(configuration, events) ? LaneState.Ready : LaneState.NoPath;
    }

    /// <inheritdoc/>
    protected override Exchanged SendAndAwait(
        GuardConfiguration configuration, byte[] adu, int offset, Request request, Peer peer, EventSource events)
    {
        ILink? link = _link;
        if (link == null) return Exchanged.NotSent;
        _receiver.Discard();
        _transaction = _transaction == MaxTransaction ? 1 : _transaction + 1;
        byte unit = configuration.Routes.UnitOnLine(request.Unit);
        Mbap.Write(adu, offset, _transaction, unit, request.Length);
        _sentAt = _clock.Now;
        long until = _sentAt + configuration.TimeoutMs(request.Unit);
        events.Count(Counter.PlcRequests);
        events.Trace.Frame(TraceKind.ToPlc, adu, offset, ModbusLimits.MbapHeader + request.Length, ModbusLimits.MbapHeader, request.Length);
        bool isSent = link.Write(adu, offset, ModbusLimits.MbapHeader + request.Length, until);
        _last = isSent ? Await(link, request, unit, until, events) : Exchanged.ConnectionLost;
        Report(configuration, request, peer, events);
        if (!KeepsConnection()) Drop(events);
        _before.Keep(adu, offset + ModbusLimits.MbapHeader, request, peer, configuration.Generation);
        return _last;
    }

    /// <inheritdoc/>
    internal override void Drop(EventSource events)
    {
        _link = null;
        if (Release()) events.Trace.Link(TraceKind.PlcClosed, null, _index, (int)_last);
        if (IsAborted()) return;
        // A PLC that accepts and then says nothing is no better than one that does not accept.
        if (!_hasSpoken) _backoff.Failed(_clock.Now);
        events.Count(Counter.PlcLosses);
        ReportLost(events);
    }

    private Exchanged Await(ILink link, Request request, byte unit, long until, EventSource events)
    {
        _strays = 0;
        int strange = NoTransaction;
        bool hasSkipped = false;
        while (true)
        {
            Framing framing = _receiver.Next();
            if (framing == Framing.Broken)
            {
                if (hasSkipped || !Skip(events)) return Exchanged.NotModbus;
                hasSkipped = true;
                continue;
            }
            if (_receiver.EndsByContent(request, unit, _transaction) || framing == Framing.Frame)
            {
                _hasSpoken = true;
                if (_receiver.TransactionId == _transaction) return Judge(request, unit, events);
                if (!IsLate(_receiver.TransactionId) && _receiver.Fits(request, unit)) strange = _receiver.TransactionId;
                TellFrame(0, events);
                DropStray(events);
                continue;
            }
            // A PLC that never stops talking must not keep us beyond the time-out either.
            if (_clock.Now >= until || !link.Ready(until)) return TimeIsOver(strange);
            if (!_receiver.Receive(link, until)) return Exchanged.ConnectionLost;
        }
    }

    private Exchanged TimeIsOver(int strange)
    {
        if (_receiver.HasPart) return Exchanged.CutShort;
        if (strange == NoTransaction) return Exchanged.NothingCame;
        // It fits in all but that, and answers nothing that was asked before.
        _receiver.Finding.Set(ResponseFault.Transaction, _transaction, strange);
        return Exchanged.AnsweredOtherwise;
    }

    // Whether it is the id of a request whose answer is still owed, or was the answer before.
    private bool IsLate(int transaction)
    {
        int ago = _transaction - transaction;
        return transaction > 0 && ago > 0 && ago <= _timeouts + 1;
    }

    private Exchanged Judge(Request request, byte unit, EventSource events)
    {
        bool fits = _receiver.Fits(request, unit);
        bool isKnownFunction = (_receiver.Buffer[ModbusLimits.MbapHeader] & ~FunctionCode.ExceptionFlag) == request.Function;
        TellFrame(isKnownFunction ? _receiver.FrameLength - ModbusLimits.MbapHeader : 0, events);
        return fits ? Exchanged.Answered : Exchanged.AnsweredOtherwise;
    }

    // What a wrong length field of the answer before did not count, or what hangs in front of this one. False: neither.
    private bool Skip(EventSource events)
    {
        int before = _receiver.BytesBefore(_transaction);
        if (before == 0) return false;
        events.Count(Counter.PlcAnswersStray);
        events.Trace.Frame(TraceKind.FromPlc, _receiver.Buffer, 0, before, before, 0);
        _receiver.Remove(before);
        return true;
    }

    // The first bytes of the PDU are shown where they are known to be no values.
    private void TellFrame(int pdu, EventSource events)
    {
        events.Trace.Frame(TraceKind.FromPlc, _receiver.Buffer, 0, _receiver.FrameLength, ModbusLimits.MbapHeader, pdu);
    }

    private void TellPart(EventSource events)
    {
        int header = _receiver.Count < ModbusLimits.MbapHeader ? _receiver.Count : ModbusLimits.MbapHeader;
        if (header > 0) events.Trace.Frame(TraceKind.FromPlc, _receiver.Buffer, 0, _receiver.Count, header, 0);
    }

    private bool KeepsConnection()
    {
        switch (_last)
        {
            case Exchanged.Answered:
            case Exchanged.AnsweredOtherwise:
                _timeouts = 0;
                _backoff.Reset();
                return true;
            case Exchanged.NothingCame:
                return ++_timeouts < GuardLimits.TimeoutsBeforeReconnect;
            case Exchanged.CutShort:
                // The PLC is there; only where its next frame begins is unknown.
                _hasSpoken = true;
                return false;
            default:
                return false;
        }
    }

    private void Report(GuardConfiguration configuration, Request request, Peer peer, EventSource events)
    {
        switch (_last)
        {
            case Exchanged.Answered:
                if ((_receiver.Buffer[AnswerOffset] & FunctionCode.ExceptionFlag) != 0) events.Count(Counter.PlcExceptions);
                if (_receiver.Finding.Fault == ResponseFault.None) break;
                events.Count(Counter.PlcAnswersMended);
                events.RaiseWrong(peer, request, configuration.Generation, _receiver.Finding);
                break;
            case Exchanged.AnsweredOtherwise:
                events.Count(Counter.PlcAnswersWrong);
                events.RaiseWrong(peer, request, configuration.Generation, _receiver.Finding);
                break;
            case Exchanged.NothingCame:
                events.Count(Counter.PlcTimeouts);
                events.RaiseAbout(EventCode.PlcTimeout, peer, request, configuration.Generation, (int)(_clock.Now - _sentAt), _strays);
                break;
            case Exchanged.NotModbus:
                ReportNotModbus(events);
                break;
            default:
                ReportPart(configuration, request, peer, events);
                break; // The connection's end is reported where it is dropped.
        }
    }

    private void ReportPart(GuardConfiguration configuration, Request request, Peer peer, EventSource events)
    {
        if (!_receiver.HasPart) return;
        TellPart(events);
        events.Count(Counter.PlcAnswersCut);
        int field = _receiver.HasLengthField ? _receiver.LengthField : 0;
        events.RaiseAbout(EventCode.PlcAnswerCut, peer, request, configuration.Generation, _receiver.Count, field);
    }

    private void ReportNotModbus(EventSource events)
    {
        _last = Exchanged.NotModbus;
        TellPart(events);
        events.Count(Counter.PlcAnswersWrong);
        events.Raise(EventCode.PlcFrameBroken, null, (int)_receiver.FrameFault, _receiver.FrameActual);
    }

    // What stands in the connection before we send answers nobody. False: the connection is of no more use.
    private bool DropStrays(ILink link, EventSource events)
    {
        _receiver.Discard();
        for (int reads = 0; reads < GuardLimits.MaxStrayReads; reads++)
        {
            Framing framing = _receiver.Next();
            while (framing == Framing.Frame)
            {
                TellFrame(0, events);
                DropStray(events);
                framing = _receiver.Next();
            }
            if (framing == Framing.Broken)
            {
                ReportNotModbus(events);
                return false;
            }
            long now = _clock.Now;
            if (!link.Ready(now)) return true;
            if (!_receiver.Receive(link, now + GuardLimits.StrayReadMs)) return false;
        }
        return false;
    }

    // One event a request, however much comes unasked: the counter has the number.
    private void DropStray(EventSource events)
    {
        events.Count(Counter.PlcAnswersStray);
        _strays++;
        if (!_isReportedStray) ReportStray(events);
        _isReportedStray = true;
        _receiver.Discard();
    }

    // It came behind the request before, and is that one's doing: a late answer, or one to a request that hid in its data.
    private void ReportStray(EventSource events)
    {
        int transaction = _receiver.TransactionId;
        if (_before.Peer == null) events.Raise(EventCode.PlcAnswerStray, null, transaction, 0);
        else events.RaiseAbout(EventCode.PlcAnswerStray, _before.Peer, _before.Read(), _before.Generation, transaction, 0);
    }

    private bool Connect(GuardConfiguration configuration, EventSource events)
    {
        long now = _clock.Now;
        if (now < _backoff.Until) return false;
        ILink? link = _dialer.Dial(now + configuration.PlcConnectMs);
        if (link == null || !Keep(link))
        {
            _backoff.Failed(_clock.Now);
            events.Trace.Link(TraceKind.PlcUnreachable, null, _index, 0);
            ReportLost(events);
            return false;
        }
        _link = link;
        _receiver.Reset(configuration.MaxFrame);
        _before.Reset();
        _values.ForgetAll();
        _timeouts = 0;
        _hasSpoken = false;
        _isReportedLost = false;
        events.Count(Counter.PlcConnects);
        events.Raise(EventCode.PlcConnected, null, _index, 0);
        events.Trace.Link(TraceKind.PlcConnected, null, _index, 0);
        return true;
    }

    // Once for every loss: what follows are attempts.
    private void ReportLost(EventSource events)
    {
        if (_isReportedLost) return;
        _isReportedLost = true;
        events.Raise(EventCode.PlcLost, null, _index, 0);
    }
}
