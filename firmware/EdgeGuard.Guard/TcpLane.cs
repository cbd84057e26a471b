using EdgeGuard.Core.Events;
using EdgeGuard.Core.Ports;
using EdgeGuard.Core.Reports;
using EdgeGuard.Guard.Tracing;
using EdgeGuard.Modbus;
using EdgeGuard.Policy;

namespace EdgeGuard.Guard;

/// <summary>One TCP connection to the PLC: dialled on demand, one request at a time, answers matched or dropped.</summary>
/// <remarks>An answer must carry the transaction id of the request in work, which no other request of the last 65 535 had, come over
/// the same connection, and fit the request in unit, function and length.</remarks>
internal sealed class TcpLane : Lane
{
    private const int MaxTransaction = 0xFFFF;

    private readonly int _index;
    private readonly IDialer _dialer;
    private readonly IClock _clock;
    private readonly LineValues _values;
    private readonly Backoff _backoff = new Backoff(GuardLimits.FirstDialDelayMs, GuardLimits.LastDialDelayMs);
    private readonly PlcReceiver _receiver = new PlcReceiver();

    // The holder's, as all that follows.
    private ILink? _link;
    private long _sentAt;
    private int _transaction;
    private int _timeouts;

    // Why the connection is given up, when it is.
    private PlcAnswer _lastAnswer = PlcAnswer.LinkEnded;
    private bool _hasAnswered;
    private bool _isReportedLost;
    private bool _isReportedStray;

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
        get { return _receiver.FrameLength - ModbusLimits.MbapHeader; }
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
        _lastAnswer = PlcAnswer.LinkEnded;
        if (_link != null && !DropStrays(_link, events)) Drop(events);
        return _link != null || Connect(configuration, events) ? LaneState.Ready : LaneState.NoPath;
    }

    /// <inheritdoc/>
    protected override Exchanged SendAndAwait(
        GuardConfiguration configuration, byte[] adu, int offset, Request request, Peer peer, EventSource events)
    {
        ILink? link = _link;
        if (link == null) return Exchanged.Unanswered;
        _lastAnswer = PlcAnswer.LinkEnded;
        _receiver.Discard();
        _transaction = _transaction == MaxTransaction ? 1 : _transaction + 1;
        byte unit = configuration.Routes.UnitOnLine(request.Unit);
        Mbap.Write(adu, offset, _transaction, unit, request.Length);
        _sentAt = _clock.Now;
        long until = _sentAt + configuration.TimeoutMs(request.Unit);
        events.Count(Counter.PlcRequests);
        events.Trace.Frame(TraceKind.ToPlc, adu, offset, ModbusLimits.MbapHeader + request.Length, ModbusLimits.MbapHeader, request.Length);
        if (link.Write(adu, offset, ModbusLimits.MbapHeader + request.Length, until))
        {
            PlcAnswer answer = Await(link, request, unit, until, events);
            if (answer == PlcAnswer.Fits) return Answered(events);
            _lastAnswer = answer;
            Report(answer, configuration, request, peer, events);
            if (answer == PlcAnswer.None && !_receiver.HasPart && ++_timeouts < GuardLimits.TimeoutsBeforeReconnect) return Exchanged.Unanswered;
        }
        Drop(events);
        return Exchanged.Unanswered;
    }

    /// <inheritdoc/>
    internal override void Drop(EventSource events)
    {
        _link = null;
        if (Release()) events.Trace.Link(TraceKind.PlcClosed, null, _index, (int)_lastAnswer);
        if (IsAborted()) return;
        // A PLC that accepts and then says nothing is no better than one that does not accept.
        if (!_hasAnswered) _backoff.Failed(_clock.Now);
        events.Count(Counter.PlcLosses);
        ReportLost(events);
    }

    private PlcAnswer Await(ILink link, Request request, byte unit, long until, EventSource events)
    {
        while (true)
        {
            Framing framing = _receiver.Next();
            if (framing == Framing.Broken) return PlcAnswer.NotModbus;
            if (framing == Framing.Frame)
            {
                bool isAnswer = _receiver.TransactionId == _transaction;
                bool fits = isAnswer && _receiver.Fits(request, unit);
                TellFrame(fits, events);
                if (isAnswer) return fits ? PlcAnswer.Fits : PlcAnswer.Wrong;
                DropStray(events);
                continue;
            }
            // A PLC that never stops talking must not keep us beyond the time-out either.
            if (_clock.Now >= until || !link.Ready(until)) return PlcAnswer.None;
            if (!_receiver.Receive(link, until)) return PlcAnswer.LinkEnded;
        }
    }

    private void TellFrame(bool fits, EventSource events)
    {
        int length = _receiver.FrameLength;
        events.Trace.Frame(TraceKind.FromPlc, _receiver.Buffer, 0, length, ModbusLimits.MbapHeader, fits ? length - ModbusLimits.MbapHeader : 0);
    }

    private Exchanged Answered(EventSource events)
    {
        _timeouts = 0;
        _hasAnswered = true;
        _backoff.Reset();
        if ((_receiver.Buffer[AnswerOffset] & FunctionCode.ExceptionFlag) != 0) events.Count(Counter.PlcExceptions);
        return Exchanged.Answered;
    }

    private void Report(PlcAnswer answer, GuardConfiguration configuration, Request request, Peer peer, EventSource events)
    {
        switch (answer)
        {
            case PlcAnswer.None:
                events.Count(Counter.PlcTimeouts);
                events.RaiseAbout(EventCode.PlcTimeout, peer, request, configuration.Generation, (int)(_clock.Now - _sentAt), 0);
                break;
            case PlcAnswer.Wrong:
                events.Count(Counter.PlcAnswersWrong);
                events.RaiseAbout(EventCode.PlcAnswerWrong, peer, request, configuration.Generation, (int)_receiver.Fault, 0);
                break;
            case PlcAnswer.NotModbus:
                ReportNotModbus(events);
                break;
            default:
                break; // The link's end is reported where it is dropped.
        }
    }

    private void ReportNotModbus(EventSource events)
    {
        _lastAnswer = PlcAnswer.NotModbus;
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
                TellFrame(false, events);
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
        if (!_isReportedStray) events.Raise(EventCode.PlcAnswerStray, null, _receiver.TransactionId, 0);
        _isReportedStray = true;
        _receiver.Discard();
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
        _values.ForgetAll();
        _timeouts = 0;
        _hasAnswered = false;
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
