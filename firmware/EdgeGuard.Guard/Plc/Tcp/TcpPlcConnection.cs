using EdgeGuard.Core;
using EdgeGuard.Modbus;
using EdgeGuard.Policy;

namespace EdgeGuard.Guard;

/// <summary>One TCP connection to the PLC: dialled on demand, one request at a time, answers matched or dropped.</summary>
/// <remarks>An answer must carry the transaction id of the request in work, which no other request of the last 65 535 had, come over
/// the same connection, and fit the request in unit, function and length. One that does not fit ends the wait and keeps the connection: the
/// stream is in step, and the PLC talks. So no client can take the PLC from the others by asking what it answers oddly.</remarks>
internal sealed class TcpPlcConnection : PlcConnection
{
    private const int MaxTransaction = 0xFFFF;
    private const int NoTransaction = -1;

    private readonly int _index;
    private readonly IDialer _dialer;
    private readonly IClock _clock;
    private readonly PlcPortValues _values;
    private readonly PlcPortHealth _health;
    private readonly ConnectionLife _life = new ConnectionLife();
    private readonly Backoff _backoff = new Backoff(GuardLimits.FirstDialDelayMs, GuardLimits.LastDialDelayMs);
    private readonly Backoff _useless = new Backoff(GuardLimits.FirstDialDelayMs, GuardLimits.LastUselessDelayMs);
    private readonly PlcReceiver _receiver = new PlcReceiver();
    private readonly SentRequest _before = new SentRequest();

    // The holder's, as all that follows.
    private ILink? _link;
    private long _sentAt;
    private int _transaction;
    private int _timeouts;

    // What has come so far of what was sent last.
    private byte _unit;
    private bool _isSent;
    private bool _mayRenew;
    private bool _mustRenew;
    private bool _isOnItsWay;
    private long _until;
    private int _strange;
    private bool _hasSkipped;

    // Why the connection is given up, when it is.
    private ExchangeResult _last = ExchangeResult.ConnectionLost;

    // Whether anything that is Modbus came over this connection.
    private bool _hasSpoken;
    private bool _isReportedStray;
    private bool _isReportedBytes;

    // Frames of other transactions that came while an answer was waited for.
    private int _strays;

    internal TcpPlcConnection(int index, IDialer dialer, IClock clock, PlcPortValues values, PlcPortHealth health)
    {
        _index = index;
        _dialer = dialer;
        _clock = clock;
        _values = values;
        _health = health;
    }

    /// <inheritdoc/>
    internal override byte[] ResponseBuffer
    {
        get { return _receiver.Buffer; }
    }

    /// <inheritdoc/>
    internal override int ResponseOffset
    {
        get { return ModbusLimits.MbapHeader; }
    }

    /// <inheritdoc/>
    internal override int ResponseLength
    {
        get { return _receiver.Finding.PduLength; }
    }

    /// <inheritdoc/>
    internal override long SentAt
    {
        get { return _sentAt; }
    }

    /// <inheritdoc/>
    internal override ILink? Link
    {
        get { return _link; }
    }

    /// <inheritdoc/>
    internal override long WaitsUntil
    {
        get { return _until; }
    }

    /// <inheritdoc/>
    internal override bool LooksLonger
    {
        get { return _life.IsShort; }
    }

    /// <inheritdoc/>
    protected override PlcConnectionState MakeReady(
        GuardConfiguration configuration, Request request, EventSource events, bool mayWait)
    {
        _isReportedStray = false;
        _last = ExchangeResult.ConnectionLost;
        // What a write meets is not known again: it is not sent into a connection whose end is there already.
        if (request.IsWrite) Doubt();
        if (_link != null && !IsOfUse(_link, events)) End(events);
        if (_link == null && IsPausing()) return PlcConnectionState.NoPath;
        if (!mayWait && !(_link != null && _clock.Now >= SettlesAt(configuration))) return PlcConnectionState.NeedsThread;
        bool isOpen = _link != null || Connect(configuration, events);
        return isOpen && HasSettled(configuration, request.Unit, events) ? PlcConnectionState.Ready : PlcConnectionState.NoPath;
    }

    /// <inheritdoc/>
    protected override void Send(GuardConfiguration configuration, Request request, EventSource events)
    {
        _unit = configuration.Routes.UnitOnLine(request.Unit);
        _mayRenew = _life.IsUsed;
        _mustRenew = false;
        _isSent = _link != null;
        if (_link != null) Send(_link, configuration, request, events);
    }

    /// <inheritdoc/>
    protected override Awaited Await(
        GuardConfiguration configuration, Request request, Peer peer, EventSource events, bool mayWait, out ExchangeResult result)
    {
        result = ExchangeResult.NotSent;
        if (!_isSent) return Awaited.Nothing;
        Awaited awaited = AwaitResponse(configuration, request, peer, events, mayWait);
        _isSent = awaited != Awaited.Nothing;
        result = _last;
        return awaited;
    }

    /// <inheritdoc/>
    internal override void Drop(EventSource events)
    {
        bool wasUsed = _life.IsUsed;
        if (_last == ExchangeResult.ConnectionLost) _life.Ended();
        if (Part()) events.Trace.Link(TraceKind.PlcClosed, null, _index, (int)_last);
        if (IsAborted()) return;
        events.Count(Counter.PlcLosses);
        // Who answers others and ends the connection instead of answering this does not know the request: no pause, or who asks it again
        // and again would take the PLC from everybody.
        if (wasUsed || (_last != ExchangeResult.NothingCame && _health.HasAnsweredWithin(GuardLimits.AliveMs))) return;
        // A PLC that accepts and then says nothing is no better than one that does not accept.
        if (!_hasSpoken) _useless.Failed(_clock.Now);
        ReportUseless(events);
    }

    /// <inheritdoc/>
    internal override void LetGo(EventSource events)
    {
        if (Part()) events.Trace.Link(TraceKind.PlcLetGo, null, _index, 0);
    }

    /// <inheritdoc/>
    internal override bool StillStands(EventSource events)
    {
        if (_link == null) return false;
        Doubt();
        if (_life.IsShort) _link.Ready(_clock.Now + GuardLimits.LastLookMs);
        if (DropStrays(_link, events)) return true;
        _life.Ended();
        End(events);
        return false;
    }

    // Whether the connection can take one more request. Otherwise the PLC has ended it, or it is given up for a new one.
    private bool IsOfUse(ILink link, EventSource events)
    {
        if (DropStrays(link, events)) return !_life.IsWornOut(_clock.Now);
        _life.Ended();
        return false;
    }

    // A connection that owes no answer may end at any time: that is a loss only where nothing was ever answered over it.
    private void End(EventSource events)
    {
        if (!_life.IsUsed)
        {
            Drop(events);
            return;
        }
        events.Count(Counter.PlcIdleEnds);
        if (Part()) events.Trace.Link(TraceKind.PlcClosed, null, _index, (int)ExchangeResult.ConnectionLost);
    }

    // False: there was no connection.
    private bool Part()
    {
        _link = null;
        if (_life.IsUsed) _health.Gone();
        _life.Close();
        return Release();
    }

    private long SettlesAt(GuardConfiguration configuration)
    {
        return _life.BeganAt + configuration.PlcConnectDelayMs;
    }

    // Some PLCs and gateways are deaf for a while behind connecting. A client
    // waits for that no longer than for an answer; the connection is kept.
    private bool HasSettled(GuardConfiguration configuration, byte unit, EventSource events)
    {
        long settlesAt = SettlesAt(configuration);
        long until = _clock.Now + configuration.TimeoutMs(unit);
        if (settlesAt < until) until = settlesAt;
        while (_link != null && _clock.Now < until && _link.Ready(until))
        {
            if (!DropStrays(_link, events)) Drop(events);
        }
        return _link != null && _clock.Now >= settlesAt;
    }

    // The system itself is asked, the next time, whether anything has come.
    private void Doubt()
    {
        if (_link is IPolledLink polled) polled.Doubt();
    }

    private void Send(ILink link, GuardConfiguration configuration, Request request, EventSource events)
    {
        int length = ModbusLimits.MbapHeader + request.Length;
        _receiver.Discard();
        _strays = 0;
        _strange = NoTransaction;
        _hasSkipped = false;
        _transaction = _transaction == MaxTransaction ? 1 : _transaction + 1;
        Mbap.Write(Adu, Offset, _transaction, _unit, request.Length);
        _sentAt = _clock.Now;
        _until = _sentAt + configuration.TimeoutMs(request.Unit);
        events.TellWrite();
        events.Count(Counter.PlcRequests);
        events.Trace.Frame(TraceKind.ToPlc, Adu, Offset, length, ModbusLimits.MbapHeader, request.Length);
        _last = ExchangeResult.ConnectionLost;
        _isOnItsWay = link.Write(Adu, Offset, length, _until);
    }

    private Awaited AwaitResponse(
        GuardConfiguration configuration, Request request, Peer peer, EventSource events, bool mayWait)
    {
        while (true)
        {
            if (_mustRenew && !mayWait) return Awaited.Thread;
            if (_mustRenew && !Renew(configuration, request, events)) break;
            if (_isOnItsWay)
            {
                Awaited awaited = Await(_link!, request, events, mayWait);
                if (awaited != Awaited.Nothing) return awaited;
            }
            if (!_mayRenew || !MayResend(request))
            {
                Report(configuration, request, peer, events);
                if (!KeepsConnection(_unit, events)) Drop(events);
                _before.Keep(Adu, Offset + ModbusLimits.MbapHeader, request, peer, configuration.Generation);
                return Awaited.Nothing;
            }
            _mayRenew = false;
            _mustRenew = true;
            _life.Ended();
            End(events);
        }
        Report(configuration, request, peer, events);
        return Awaited.Nothing;
    }

    // A PLC that forgot an idle connection says so only to the next request. A write may have been carried out all the same: never twice.
    private bool MayResend(Request request)
    {
        bool isRead = request.ReadTable != AddressTable.None && !request.IsWrite;
        return isRead && _last == ExchangeResult.ConnectionLost && _strays == 0 && !_receiver.HasPart && !IsAborted();
    }

    // Over a new connection.
    private bool Renew(GuardConfiguration configuration, Request request, EventSource events)
    {
        _mustRenew = false;
        if (!Connect(configuration, events) || !HasSettled(configuration, request.Unit, events)) return false;
        events.Count(Counter.PlcResends);
        Send(_link!, configuration, request, events);
        return true;
    }

    private Awaited Await(ILink link, Request request, EventSource events, bool mayWait)
    {
        int others = 0;
        while (true)
        {
            Framing framing = _receiver.Next();
            if (framing == Framing.Broken)
            {
                if (!_hasSkipped && Skip(events))
                {
                    _hasSkipped = true;
                    continue;
                }
                if (!mayWait && MustGather(request)) return Awaited.Thread;
                Gather(link, request);
                return Ended(ExchangeResult.NotModbus);
            }
            if (_receiver.EndsByContent(request, _unit, _transaction) || framing == Framing.Frame)
            {
                _hasSpoken = true;
                if (_receiver.TransactionId == _transaction) return Ended(Judge(request, events));
                if (!IsLate(_receiver.TransactionId) && _receiver.Fits(request, _unit)) _strange = _receiver.TransactionId;
                TellFrame(0, events);
                DropStray(events);
                if (++others < GuardLimits.RequestsATurn || mayWait || _clock.Now >= _until) continue;
                return Awaited.Others;
            }
            // A PLC that never stops talking must not keep us beyond the time-out either.
            long now = _clock.Now;
            if (now >= _until) return Ended(TimeIsOver());
            if (!link.Ready(mayWait ? _until : now)) return mayWait ? Ended(TimeIsOver()) : Awaited.Response;
            if (!_receiver.Receive(link, _until)) return Ended(ExchangeResult.ConnectionLost);
        }
    }

    private Awaited Ended(ExchangeResult result)
    {
        _last = result;
        _isOnItsWay = false;
        return Awaited.Nothing;
    }

    private ExchangeResult TimeIsOver()
    {
        if (_receiver.HasPart) return ExchangeResult.CutShort;
        if (_strange == NoTransaction) return ExchangeResult.NothingCame;
        // It fits in all but that, and answers nothing that was asked before.
        _receiver.Finding.Set(ResponseFault.Transaction, _transaction, _strange);
        return ExchangeResult.AnsweredOtherwise;
    }

    // Whether it is the id of a request whose answer is still owed, or was the answer before.
    private bool IsLate(int transaction)
    {
        int ago = _transaction - transaction;
        return transaction > 0 && ago > 0 && ago <= _timeouts + 1;
    }

    private ExchangeResult Judge(Request request, EventSource events)
    {
        bool fits = _receiver.Fits(request, _unit);
        bool isKnownFunction = (_receiver.Buffer[ModbusLimits.MbapHeader] & ~FunctionCode.ExceptionFlag) == request.Function;
        TellFrame(isKnownFunction ? _receiver.FrameLength - ModbusLimits.MbapHeader : 0, events);
        return fits ? ExchangeResult.Answered : ExchangeResult.AnsweredOtherwise;
    }

    private bool MustGather(Request request)
    {
        return StreamGuess.MayBeRtu(_receiver.Buffer, _receiver.Count, _unit, request.Function) && !_receiver.IsFull;
    }

    // The rest tells what it is.
    private void Gather(ILink link, Request request)
    {
        long until = _clock.Now + GuardLimits.StrayReadMs;
        while (MustGather(request))
        {
            if (!link.Ready(until) || !_receiver.Receive(link, until)) return;
        }
    }

    // What a wrong length field of the answer before did not count, or what hangs in front of this one. False: neither.
    private bool Skip(EventSource events)
    {
        int before = _receiver.BytesBefore(_transaction);
        if (before == 0) return false;
        events.Count(Counter.PlcResponsesStray);
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

    private bool KeepsConnection(byte unit, EventSource events)
    {
        switch (_last)
        {
            case ExchangeResult.Answered:
            case ExchangeResult.AnsweredOtherwise:
                NoteResponse(unit, events);
                return true;
            case ExchangeResult.NothingCame:
                if (_health.TimedOut(unit)) events.Raise(EventCode.PlcLost, null, _index, (int)PlcState.Silent);
                return ++_timeouts < GuardLimits.TimeoutsBeforeReconnect || IsFresh();
            case ExchangeResult.CutShort:
                // The PLC is there; only where its next frame begins is unknown.
                _hasSpoken = true;
                return false;
            default:
                return false;
        }
    }

    private bool IsFresh()
    {
        return !_life.IsUsed && _clock.Now - _life.BeganAt < GuardLimits.FreshPatienceMs;
    }

    private void NoteResponse(byte unit, EventSource events)
    {
        _timeouts = 0;
        _backoff.Reset();
        _useless.Reset();
        bool isBack = _health.Answered(unit, IsForwarders(), !_life.IsUsed, out long lostMs);
        _life.Answered(_clock.Now);
        if (isBack) events.Raise(EventCode.PlcConnected, null, _index, (int)(lostMs / 1000));
    }

    // Whether the answer is a gateway's, which says that the unit behind it gave none.
    private bool IsForwarders()
    {
        if (_last != ExchangeResult.Answered || (_receiver.Buffer[ResponseOffset] & FunctionCode.ExceptionFlag) == 0) return false;
        byte code = _receiver.Buffer[ResponseOffset + 1];
        return code == ExceptionCode.GatewayPathUnavailable || code == ExceptionCode.GatewayTargetFailedToRespond;
    }

    private void Report(GuardConfiguration configuration, Request request, Peer peer, EventSource events)
    {
        switch (_last)
        {
            case ExchangeResult.Answered:
                events.CountResponse(_clock.Now - _sentAt);
                if ((_receiver.Buffer[ResponseOffset] & FunctionCode.ExceptionFlag) != 0) events.Count(Counter.PlcExceptions);
                if (_receiver.Finding.Fault == ResponseFault.None) break;
                events.Count(Counter.PlcResponsesMended);
                events.RaiseWrong(peer, request, configuration.Generation, _receiver.Finding);
                break;
            case ExchangeResult.AnsweredOtherwise:
                events.Count(Counter.PlcResponsesWrong);
                events.RaiseWrong(peer, request, configuration.Generation, _receiver.Finding);
                break;
            case ExchangeResult.NothingCame:
                events.Count(Counter.PlcTimeouts);
                events.RaiseAbout(EventCode.PlcTimeout, peer, request, configuration.Generation, (int)(_clock.Now - _sentAt), _strays);
                break;
            case ExchangeResult.NotModbus:
                ReportNotModbus(events);
                break;
            default:
                ReportPart(configuration, request, peer, events);
                break;
        }
    }

    private void ReportPart(GuardConfiguration configuration, Request request, Peer peer, EventSource events)
    {
        if (!_receiver.HasPart)
        {
            if (!IsAborted()) events.RaiseAbout(EventCode.PlcHungUp, peer, request, configuration.Generation, 0, 0);
            return;
        }
        TellPart(events);
        events.Count(Counter.PlcResponsesCut);
        int field = _receiver.HasLengthField ? _receiver.LengthField : 0;
        events.RaiseAbout(EventCode.PlcResponseCut, peer, request, configuration.Generation, _receiver.Count, field);
    }

    private void ReportNotModbus(EventSource events)
    {
        TellPart(events);
        events.Count(Counter.PlcResponsesWrong);
        byte[] buffer = _receiver.Buffer;
        FrameFault fault = StreamGuess.Of(buffer, _receiver.Count, _receiver.FrameFault);
        if (fault == FrameFault.Text)
        {
            events.RaiseText(buffer, _receiver.Count);
        }
        else
        {
            events.Raise(
                EventCode.PlcFrameBroken, null, (int)fault,
                fault == FrameFault.RtuOverTcp ? buffer[0] << 8 | buffer[1] : _receiver.FrameActual);
        }
    }

    // What stands in the connection before we send answers nobody: late answers, and what a gateway says by itself. False: the connection
    // is of no more use.
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
            if (_receiver.Count > 0 && (framing == Framing.Broken || !IsPartOfLateResponse())) DropBytes(events);
            long now = _clock.Now;
            if (!link.Ready(now)) return true;
            if (!_receiver.Receive(link, now + GuardLimits.StrayReadMs)) return false;
        }
        return false;
    }

    private bool IsPartOfLateResponse()
    {
        int transaction = _transaction;
        for (int owed = _timeouts; owed > 0; owed--)
        {
            if (_receiver.MayBegin(0, transaction)) return true;
            transaction = transaction == 1 ? MaxTransaction : transaction - 1;
        }
        return false;
    }

    private void DropBytes(EventSource events)
    {
        int count = _receiver.Count;
        TellPart(events);
        events.Count(Counter.PlcBytesStray, count);
        if (!_isReportedBytes) events.Raise(EventCode.PlcBytesDropped, null, count, _receiver.Buffer[0]);
        _isReportedBytes = true;
        _receiver.Remove(count);
    }

    // One event a request, however much comes unasked: the counter has the number.
    private void DropStray(EventSource events)
    {
        events.Count(Counter.PlcResponsesStray);
        _strays++;
        if (!_isReportedStray) ReportStray(events);
        _isReportedStray = true;
        _receiver.Discard();
    }

    // It came behind the request before, and is that one's doing: a late answer, or one to a request that hid in its data.
    private void ReportStray(EventSource events)
    {
        int transaction = _receiver.TransactionId;
        if (_before.Peer == null) events.Raise(EventCode.PlcResponseStray, null, transaction, 0);
        else events.RaiseAbout(EventCode.PlcResponseStray, _before.Peer, _before.Read(), _before.Generation, transaction, 0);
    }

    // Whether it is too early to try again.
    private bool IsPausing()
    {
        long now = _clock.Now;
        return now < _backoff.Until || now < _useless.Until;
    }

    private bool Connect(GuardConfiguration configuration, EventSource events)
    {
        if (IsPausing()) return false;
        ILink? link = _dialer.Dial(_clock.Now + configuration.PlcConnectMs);
        if (link == null || !Keep(link))
        {
            _backoff.Failed(_clock.Now);
            events.Trace.Link(TraceKind.PlcUnreachable, null, _index, 0);
            if (_health.Failed(PlcState.Unreachable)) events.Raise(EventCode.PlcLost, null, _index, (int)PlcState.Unreachable);
            return false;
        }
        _link = link;
        _life.Begin(_clock.Now);
        _receiver.Reset(configuration.MaxFrame);
        _before.Reset();
        _values.ForgetAll();
        _timeouts = 0;
        _hasSpoken = false;
        events.Count(Counter.PlcConnects);
        events.Trace.Link(TraceKind.PlcConnected, null, _index, 0);
        if (_health.Connected()) events.Raise(EventCode.PlcConnected, null, _index, 0);
        return true;
    }

    private void ReportUseless(EventSource events)
    {
        PlcState how = HowItIs();
        if (_health.Failed(how)) events.Raise(EventCode.PlcLost, null, _index, (int)how);
        if (how == PlcState.Silent && _health.WasFruitless())
        {
            events.Raise(EventCode.PlcFruitless, null, GuardLimits.FruitlessConnections, 0);
        }
    }

    private PlcState HowItIs()
    {
        switch (_last)
        {
            case ExchangeResult.NothingCame:
            case ExchangeResult.CutShort:
                return PlcState.Silent;
            case ExchangeResult.NotModbus: return PlcState.NotModbus;
            default: return PlcState.HangsUp;
        }
    }
}
