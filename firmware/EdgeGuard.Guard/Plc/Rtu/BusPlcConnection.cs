using System;
using EdgeGuard.Core;
using EdgeGuard.Modbus;
using EdgeGuard.Policy;

namespace EdgeGuard.Guard;

/// <summary>A serial bus with its units, as a client of all of them (serial line guide V1.02, sections 2.1 to 2.5.1).</summary>
/// <remarks>
/// RTU has no transaction id, so an answer is known by unit, function and length alone, and by when it comes. Hence: nothing is
/// sent before the bus has been silent; what is received before that answers nobody; a frame of the unit that does not fit is its answer,
/// and ends the wait, unless it may still answer an earlier request; any other is dropped and the right answer waited for until the
/// time-out, so that no unit still owes one when the next request is sent; a unit that did not answer is left alone longer than it needs
/// (<see cref="UnitSilences"/>). A whole frame is written in one piece or the port is closed.
/// Times are microseconds.
/// </remarks>
internal sealed class BusPlcConnection : PlcConnection
{
    private const long PerMillisecond = 1_000;

    private readonly int _number;
    private readonly ISerialPort _port;
    private readonly BusOptions _options;
    private readonly RtuTiming _timing;
    private readonly IClock _clock;
    private readonly PlcPortValues _values;
    private readonly PlcPortHealth _health;
    private readonly UnitSilences _silences;
    private readonly Backoff _backoff = new Backoff(GuardLimits.FirstDialDelayMs, GuardLimits.LastDialDelayMs);
    private readonly BusReceiver _receiver;
    private readonly byte[] _out = new byte[ModbusLimits.MaxRtuAdu];
    private readonly bool[] _isGlueTold = new bool[256];
    private int _outLength;

    // The holder's, as all that follows.
    private ISerialLink? _link;
    private long _sentAt;
    private bool _isReportedLost;
    private bool _isReportedEcho;

    // Not before this may anything be sent: the bus has then been silent for t3.5, or a broadcast's turnaround is over.
    private long _maySendAt;

    internal BusPlcConnection(
        int number, ISerialPort port, BusOptions options, IClock clock, PlcPortValues values, PlcPortHealth health, UnitSilences silences)
    {
        _number = number;
        _port = port;
        _options = options;
        _timing = options.Timing;
        _clock = clock;
        _values = values;
        _health = health;
        _silences = silences;
        _receiver = new BusReceiver(options.Timing, clock);
    }

    /// <inheritdoc/>
    internal override byte[] ResponseBuffer
    {
        get { return _receiver.Buffer; }
    }

    /// <inheritdoc/>
    internal override int ResponseOffset
    {
        get { return BusReceiver.PduOffset; }
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
        get { return null; }
    }

    /// <inheritdoc/>
    internal override long WaitsUntil
    {
        get { return long.MaxValue; }
    }

    /// <inheritdoc/>
    internal override bool LooksLonger
    {
        get { return false; }
    }

    /// <inheritdoc/>
    protected override PlcConnectionState MakeReady(
        GuardConfiguration configuration, Request request, EventSource events, bool mayWait)
    {
        _receiver.Trace = events.Trace;
        byte unit = configuration.Routes.UnitOnLine(request.Unit);
        if (_silences.IsBackedOff(unit, _clock.Microseconds)) return PlcConnectionState.UnitSilent;
        // Silences are kept to the microsecond: that takes a thread.
        if (!mayWait) return PlcConnectionState.NeedsThread;
        ISerialLink? link = _link ?? Open(events);
        return link != null && AwaitSilence(link, events) ? PlcConnectionState.Ready : PlcConnectionState.NoPath;
    }

    /// <summary>Nothing yet: <see cref="PlcConnection.Go"/>, which follows at once, has a thread that may wait.</summary>
    protected override void Send(GuardConfiguration configuration, Request request, EventSource events)
    {
    }

    /// <inheritdoc/>
    protected override Awaited Await(
        GuardConfiguration configuration, Request request, Peer peer, EventSource events, bool mayWait, out ExchangeResult result)
    {
        result = ExchangeResult.NotSent;
        if (!mayWait) return Awaited.Thread;
        result = SendAndAwait(configuration, request, peer, events);
        return Awaited.Nothing;
    }

    private ExchangeResult SendAndAwait(GuardConfiguration configuration, Request request, Peer peer, EventSource events)
    {
        // Only a vendor's function can be longer than a frame of the bus.
        if (request.Length > ModbusLimits.MaxPdu) return ExchangeResult.NotSent;
        byte unit = configuration.Routes.UnitOnLine(request.Unit);
        Compose(unit, Adu, Offset + ModbusLimits.MbapHeader, request.Length);
        bool isRead = request.ReadTable != AddressTable.None && !request.IsWrite;
        long timeoutUs = configuration.TimeoutMs(request.Unit) * PerMillisecond;
        long patienceUs = _silences.Patience(unit, isRead, timeoutUs);
        long began = _clock.Microseconds;
        bool isOwed = _silences.Owes(unit);
        ExchangeResult outcome = ExchangeResult.NotSent;
        for (int tries = isRead ? _options.Retries : 0; tries >= 0; tries--)
        {
            ISerialLink? link = _link;
            if (link == null || !AwaitSilence(link, events) || !Send(link, events)) break;
            if (unit == ModbusLimits.BroadcastUnit) return Sent(events);
            outcome = _receiver.Await(
                link, request, unit, _out, _options.HasEcho ? _outLength : 0, _maySendAt, _maySendAt + patienceUs, isOwed);
            _maySendAt = _receiver.LastByteAt + (_receiver.HasMore ? _timing.SilenceUs : _timing.InterFrameUs);
            if (_receiver.SawEcho) ReportEcho(events);
            if (outcome != ExchangeResult.NotModbus) break;
            events.Count(Counter.BusFramesDamaged);
            if (tries > 0) events.Count(Counter.BusRetries);
        }
        Report(outcome, unit, configuration, request, peer, events);
        if (outcome == ExchangeResult.ConnectionLost)
        {
            Drop(events);
        }
        else if (outcome != ExchangeResult.NotSent && _receiver.HasWaited)
        {
            LeaveAlone(outcome, unit, began, timeoutUs, configuration, request, peer, events);
        }
        return outcome;
    }

    /// <inheritdoc/>
    internal override void Drop(EventSource events)
    {
        _link = null;
        Release();
        if (IsAborted()) return;
        _backoff.Failed(_clock.Now);
        events.Count(Counter.PlcLosses);
        ReportLost(SerialFault.Failed, events);
    }

    /// <inheritdoc/>
    internal override bool StillStands(EventSource events)
    {
        return _link != null;
    }

    /// <inheritdoc/>
    internal override void LetGo(EventSource events)
    {
        _link = null;
        if (Release()) events.Trace.Link(TraceKind.BusLetGo, null, _number, 0);
    }

    private void Compose(byte unit, byte[] buffer, int offset, int length)
    {
        _out[0] = unit;
        Array.Copy(buffer, offset, _out, 1, length);
        Crc16.Append(_out, 0, 1 + length);
        _outLength = 1 + length + Crc16.Length;
    }

    // Drops whatever comes, until nothing has for long enough. False: the bus does not fall silent, or the port is lost.
    private bool AwaitSilence(ISerialLink link, EventSource events)
    {
        long giveUp = _clock.Microseconds + GuardLimits.BusNoiseMs * PerMillisecond;
        bool isStray = false;
        while (true)
        {
            int received = _receiver.Drop(link, _maySendAt);
            if (received == 0) return true;
            if (received < 0)
            {
                Drop(events);
                return false;
            }
            if (!isStray) events.Count(Counter.PlcResponsesStray);
            isStray = true;
            _maySendAt = _receiver.LastByteAt + _timing.SilenceUs;
            if (_maySendAt < giveUp) continue;
            _health.Failed(PlcState.Noisy);
            events.Raise(EventCode.BusNeverSilent, null, _number, 0);
            return false;
        }
    }

    // Afterwards _maySendAt is when the last stop bit has left.
    private bool Send(ISerialLink link, EventSource events)
    {
        _sentAt = _clock.Now;
        long frameUs = _timing.FrameUs(_outLength);
        long left = _clock.Microseconds + frameUs;
        events.TellWrite();
        events.Count(Counter.PlcRequests);
        events.Trace.Frame(TraceKind.ToPlc, _out, 0, _outLength, BusReceiver.PduOffset, _outLength - BusReceiver.PduOffset - Crc16.Length);
        if (!link.Write(_out, 0, _outLength, left + frameUs + GuardLimits.BusWriteSlackMs * PerMillisecond))
        {
            Drop(events);
            return false;
        }
        long now = _clock.Microseconds;
        _maySendAt = now > left ? now : left;
        return true;
    }

    private ExchangeResult Sent(EventSource events)
    {
        events.Count(Counter.BusBroadcasts);
        _maySendAt += _options.TurnaroundMs * PerMillisecond;
        return ExchangeResult.Broadcast;
    }

    private void LeaveAlone(
        ExchangeResult outcome, byte unit, long began, long timeoutUs, GuardConfiguration configuration, Request request, Peer peer,
        EventSource events)
    {
        long now = _clock.Microseconds;
        if (!_silences.Failed(unit, now, now - began, timeoutUs, out long leftAloneUs)) return;
        EventCode code = outcome == ExchangeResult.NothingCame ? EventCode.UnitSilent : EventCode.UnitNotUnderstood;
        int milliseconds = (int)((leftAloneUs + PerMillisecond - 1) / PerMillisecond);
        events.RaiseAbout(code, peer, request, configuration.Generation, _number, milliseconds);
    }

    private void Report(ExchangeResult outcome, byte unit, GuardConfiguration configuration, Request request, Peer peer, EventSource events)
    {
        switch (outcome)
        {
            case ExchangeResult.Answered:
                events.CountResponse(_clock.Now - _sentAt);
                _health.Answered(unit, false, false, out _);
                if ((ResponseBuffer[ResponseOffset] & FunctionCode.ExceptionFlag) != 0) events.Count(Counter.PlcExceptions);
                if (_receiver.Finding.Fault != ResponseFault.None)
                {
                    ReportWrong(Counter.PlcResponsesMended, configuration, request, peer, events);
                }
                ReportGlue(unit, configuration, request, peer, events);
                ReportBack(unit, configuration, request, peer, events);
                break;
            case ExchangeResult.AnsweredOtherwise:
                ReportWrong(Counter.PlcResponsesWrong, configuration, request, peer, events);
                if (!_receiver.HasWaited) ReportBack(unit, configuration, request, peer, events);
                break;
            case ExchangeResult.NothingCame:
                _health.TimedOut(configuration.Routes.UnitOnLine(request.Unit));
                events.Count(Counter.PlcTimeouts);
                events.RaiseAbout(EventCode.PlcTimeout, peer, request, configuration.Generation, (int)(_clock.Now - _sentAt), 0);
                break;
            case ExchangeResult.NotModbus:
                events.RaiseAbout(
                    EventCode.PlcFrameBroken, peer, request, configuration.Generation, (int)_receiver.FrameFault, _receiver.FrameActual);
                break;
            default:
                break; // The port's loss is reported where it is dropped.
        }
    }

    private void ReportWrong(Counter counter, GuardConfiguration configuration, Request request, Peer peer, EventSource events)
    {
        events.Count(counter);
        events.RaiseWrong(peer, request, configuration.Generation, _receiver.Finding);
    }

    private void ReportBack(byte unit, GuardConfiguration configuration, Request request, Peer peer, EventSource events)
    {
        if (_silences.Answered(unit, _receiver.TookUs))
        {
            events.RaiseAbout(EventCode.UnitAnswers, peer, request, configuration.Generation, _number, 0);
        }
    }

    // Once a unit: the counter has the number.
    private void ReportGlue(byte unit, GuardConfiguration configuration, Request request, Peer peer, EventSource events)
    {
        int glued = _receiver.Glued;
        if (glued == 0) return;
        events.Count(Counter.BusFramesGlued);
        if (_isGlueTold[unit]) return;
        _isGlueTold[unit] = true;
        events.RaiseAbout(EventCode.BusGlued, peer, request, configuration.Generation, glued, _receiver.GluedByte);
    }

    private ISerialLink? Open(EventSource events)
    {
        if (_clock.Now < _backoff.Until) return null;
        ISerialLink? link = _port.Open(out SerialFault fault);
        if (link == null || !Keep(link))
        {
            _backoff.Failed(_clock.Now);
            ReportLost(fault, events);
            return null;
        }
        _link = link;
        _backoff.Reset();
        _values.ForgetAll();
        _isReportedLost = false;
        // Somebody may be in the middle of a frame.
        _maySendAt = _clock.Microseconds + _timing.SilenceUs;
        events.Count(Counter.PlcConnects);
        events.Raise(EventCode.BusOpened, null, _number, 0);
        events.Trace.Link(TraceKind.BusOpened, null, _number, 0);
        return link;
    }

    // Once for every loss: what follows are attempts.
    private void ReportLost(SerialFault fault, EventSource events)
    {
        _health.Failed(PlcState.Unreachable);
        if (_isReportedLost || IsAborted()) return;
        _isReportedLost = true;
        events.Raise(EventCode.BusLost, null, _number, (int)fault);
        events.Trace.Link(TraceKind.BusClosed, null, _number, (int)fault);
    }

    // The echo of a write would pass for its answer: somebody must set what the transceiver does.
    private void ReportEcho(EventSource events)
    {
        if (_isReportedEcho) return;
        _isReportedEcho = true;
        events.Raise(EventCode.BusEchoes, null, _number, 0);
    }
}
