using System;
using EdgeGuard.Core;
using EdgeGuard.Modbus;
using EdgeGuard.Policy;

namespace EdgeGuard.Guard;

/// <summary>What comes from a bus while an answer is waited for. The frame in work always begins at 0. Times are microseconds.</summary>
/// <remarks>
/// A line without bias, or a transceiver that switches late, makes bytes of its own, 00 or FF, that hang on a frame without a silence
/// between. In front of an answer they are passed over where unit, function, length and CRC stand right behind them: the request is known,
/// so that nothing else can be taken for it. Behind a frame whose length is known they do no harm. Behind one that only silence ends, zeros
/// leave the CRC right: where it answers the request with some of them as well as without, it is refused.
/// </remarks>
internal sealed class BusReceiver
{
    /// <summary>Where the PDU of a frame begins in <see cref="Buffer"/>.</summary>
    internal const int PduOffset = 1;

    private readonly RtuTiming _timing;
    private readonly IClock _clock;
    private readonly RtuFramer _framer;
    private int _count;
    private int _frameLength;
    private int _echo;
    private long _firstByteAt;

    // Until when the bus is known to have been silent. The clock alone does not tell: what comes while this thread has to wait for the
    // processor is still unread.
    private long _silentUntil;

    // Whether a frame of the unit came that is its answer, if not the expected one.
    private bool _hasSpoken;

    // Whether so much came that could have been an answer, and was no frame.
    private bool _hasNoise;

    // Whether our own bytes are taken out; whether a frame of ours has come back
    // in this exchange all the same; whether an exchange has shown that none does.
    private bool _isEchoRemoved;
    private bool _isEchoed;
    private bool _hasNoEcho;

    internal BusReceiver(RtuTiming timing, IClock clock)
    {
        _timing = timing;
        _clock = clock;
        _framer = new RtuFramer(RtuSide.Response, timing);
    }

    /// <summary>Twice a frame: an echo and an answer may stand in it.</summary>
    internal byte[] Buffer { get; } = new byte[2 * ModbusLimits.MaxRtuAdu];

    /// <summary>Whether more than the frame came with it.</summary>
    internal bool HasMore
    {
        get { return _count > _frameLength; }
    }

    /// <summary>When the last byte came, or when the request had left, where none came since.</summary>
    internal long LastByteAt { get; private set; }

    /// <summary>How long the unit took from the request's end to its answer's beginning, unless <see cref="HasWaited"/>.</summary>
    internal long TookUs { get; private set; }

    /// <summary>What is wrong with the last frame, and how much of it is handed on.</summary>
    internal ResponseFinding Finding { get; } = new ResponseFinding();

    /// <summary>Whether the unit was waited for until the time was over: nothing
    /// came that was its answer, as expected, otherwise or damaged.</summary>
    internal bool HasWaited { get; private set; }

    /// <summary>Bytes that hung on the answer in front of it, or below 0 behind it.</summary>
    internal int Glued { get; private set; }

    /// <summary>The first of them.</summary>
    internal byte GluedByte { get; private set; }

    /// <summary>What was damaged, after NotModbus.</summary>
    internal FrameFault FrameFault { get; private set; }

    internal int FrameActual { get; private set; }

    /// <summary>Whether a request came back to us where none was expected to: the transceiver echoes.</summary>
    internal bool SawEcho { get; private set; }

    /// <summary>Whom to tell of the frames. Set before each request.</summary>
    internal TraceSource? Trace { get; set; }

    /// <summary>Takes what comes until a time and throws it away. How many bytes; 0 none; below 0 the link has ended.</summary>
    internal int Drop(ISerialLink link, long until)
    {
        int received = link.Read(Buffer, 0, Buffer.Length, until);
        if (received <= 0) return received;
        LastByteAt = _clock.Microseconds;
        Tell(received, 0);
        return received;
    }

    /// <summary>Waits for the answer to a request that has just left.</summary>
    /// <param name="link">What it comes by.</param>
    /// <param name="request">What was asked.</param>
    /// <param name="unit">The unit id on the bus.</param>
    /// <param name="sent">The frame that was sent.</param>
    /// <param name="echo">How many bytes of it come back to us first.</param>
    /// <param name="leftAt">When its last stop bit left.</param>
    /// <param name="until">When the answer must have begun.</param>
    /// <param name="isOwed">Whether the unit may still answer an earlier request:
    /// then a frame that does not fit need not be the answer to this one.</param>
    /// <returns>NotModbus: it came damaged.</returns>
    internal ExchangeResult Await(ISerialLink link, Request request, byte unit, byte[] sent, int echo, long leftAt, long until, bool isOwed)
    {
        Begin(echo, leftAt);
        while (true)
        {
            if (_echo > 0 && !TakesEcho(sent, _silentUntil)) return ExchangeResult.NotModbus;
            switch (_echo > 0 ? Framing.NeedMore : Next(request, unit))
            {
                case Framing.Frame:
                    if (Ends(request, unit, leftAt, sent, isOwed, out ExchangeResult outcome)) return outcome;
                    Remove(_frameLength);
                    break;
                case Framing.Broken:
                    Tell(_count, 0);
                    if (IsDamagedResponse(request, unit)) return ExchangeResult.NotModbus;
                    Remove(_count);
                    break;
                default:
                    if (!Receive(link, until, out ExchangeResult end)) return end;
                    break;
            }
        }
    }

    private void Begin(int echo, long leftAt)
    {
        _count = 0;
        _frameLength = 0;
        _echo = echo;
        _isEchoRemoved = echo > 0;
        _hasSpoken = false;
        _hasNoise = false;
        _isEchoed = false;
        LastByteAt = leftAt;
        _silentUntil = leftAt;
        Finding.Clear();
        HasWaited = false;
        Glued = 0;
    }

    private Framing Next(Request request, byte unit)
    {
        Framing framing = _framer.Next(Buffer, 0, _count, LastByteAt, _silentUntil);
        if (framing != Framing.Frame)
        {
            int before = BytesBefore(request, unit, framing == Framing.Broken && _framer.Fault == FrameFault.Crc);
            if (before == 0) return framing;
            Glued = before;
            GluedByte = Buffer[0];
            Tell(before, 0);
            Remove(before);
            framing = _framer.Next(Buffer, 0, _count, LastByteAt, _silentUntil);
        }
        _frameLength = _framer.FrameLength;
        return framing;
    }

    // How many bytes of no frame stand before the answer; 0: none, or the answer is not whole.
    private int BytesBefore(Request request, byte unit, bool isSilent)
    {
        if (IsFrom(request, unit, 0)) return 0;
        for (int at = 1; at <= GuardLimits.MaxGluedBytes && _count - at >= ModbusLimits.MinRtuAdu; at++)
        {
            if (!IsFrom(request, unit, at)) continue;
            int length = RtuLength.Of(RtuSide.Response, Buffer, at, _count - at);
            if (length == RtuLength.Unknown && isSilent) length = _count - at;
            if (length > RtuLength.NotYet && length <= _count - at && Crc16.Holds(Buffer, at, length)) return at;
        }
        return 0;
    }

    // Whether the wait ends with the frame at the beginning, and how. What does not fit may be followed by the right answer.
    private bool Ends(Request request, byte unit, long leftAt, byte[] sent, bool isOwed, out ExchangeResult outcome)
    {
        outcome = ExchangeResult.Answered;
        if (!IsFrom(request, unit, 0))
        {
            Tell(_frameLength, 0);
            NoteOther(request, unit, isOwed);
            return false;
        }
        bool isSent = IsSame(sent);
        // The echo comes first. Of a write it is as good an answer as any: not even then is it taken for one.
        if (isSent && SawEcho && !_isEchoed && !_isEchoRemoved)
        {
            _isEchoed = true;
            Tell(_frameLength, PduLength);
            return false;
        }
        TookUs = _firstByteAt > leftAt ? _firstByteAt - leftAt : 0;
        if (!CutZeros(request))
        {
            Tell(_frameLength, 0);
            Damaged(FrameFault.EndUnclear, _frameLength);
            outcome = ExchangeResult.NotModbus;
            return true;
        }
        bool fits = Finding.Look(request, Buffer, PduOffset, PduLength);
        Tell(_frameLength, PduLength);
        if (fits) Accept(isSent);
        else if (isSent && !_hasNoEcho && !_isEchoRemoved) NoteEcho(request);
        else _hasSpoken = !isOwed;
        return fits;
    }

    // Bytes of the whole PDU, handed on or not.
    private int PduLength
    {
        get { return _frameLength - PduOffset - Crc16.Length; }
    }

    // Zeros behind a frame that only silence ends are none of its bytes where without
    // them, and only then, it answers the request. False: it does either way.
    private bool CutZeros(Request request)
    {
        if (RtuLength.Of(RtuSide.Response, Buffer, 0, _frameLength) != RtuLength.Unknown) return true;
        int fitting = 0;
        int fits = 0;
        for (int length = _frameLength; MayEnd(length); length--)
        {
            if (ResponseCheck.Check(request, Buffer, PduOffset, length - PduOffset - Crc16.Length) != ResponseFault.None) continue;
            fitting = length;
            fits++;
        }
        if (fits != 1 || fitting == _frameLength) return fits <= 1;
        Glued = fitting - _frameLength;
        GluedByte = 0;
        _frameLength = fitting;
        return true;
    }

    // Whether the frame could end there: the CRC fits, and zeros alone follow.
    private bool MayEnd(int length)
    {
        return length >= ModbusLimits.MinRtuAdu
            && _frameLength - length <= GuardLimits.MaxGluedBytes
            && (length == _frameLength || Buffer[length] == 0)
            && Crc16.Holds(Buffer, 0, length);
    }

    private void Accept(bool isSent)
    {
        _hasNoEcho |= !_isEchoed && !isSent && !_isEchoRemoved;
        SawEcho |= _isEchoed;
        if (Glued != 0 || !HasMore || _count - _frameLength > GuardLimits.MaxGluedBytes) return;
        Glued = _frameLength - _count;
        GluedByte = Buffer[_frameLength];
    }

    // No unit answers a read so. A write it may, where no echo was ever seen or ruled out: what follows, if anything, shows which it was.
    private void NoteEcho(Request request)
    {
        _isEchoed = true;
        if (request.IsWrite) return;
        SawEcho = true;
        Finding.Clear();
    }

    // Another unit's, or to another function: late, unless the unit that was asked owes none.
    private void NoteOther(Request request, byte unit, bool isOwed)
    {
        if (Finding.Fault != ResponseFault.None) return;
        if (Buffer[0] != unit)
        {
            Finding.Set(ResponseFault.Unit, unit, Buffer[0]);
            return;
        }
        Finding.Set(ResponseFault.FunctionCode, request.Function, Buffer[PduOffset]);
        _hasSpoken = !isOwed;
    }

    // False: nothing more will come, and this is how it ends. The answer must begin in time; then it gets the time it needs, and what
    // follows one that does not fit gets the silence behind it.
    private bool Receive(ISerialLink link, long until, out ExchangeResult end)
    {
        end = Unanswered();
        bool isAmid = _count > 0;
        if (!isAmid && !_hasSpoken && _clock.Microseconds >= until)
        {
            HasWaited = true;
            return false;
        }
        int received = link.Read(Buffer, _count, Buffer.Length - _count, isAmid || _hasSpoken ? LastByteAt + _timing.SilenceUs : until);
        if (received < 0)
        {
            end = ExchangeResult.ConnectionLost;
            return false;
        }
        _silentUntil = _clock.Microseconds;
        if (received == 0) return isAmid || !_hasSpoken;
        LastByteAt = _silentUntil;
        if (!isAmid) _firstByteAt = LastByteAt;
        _count += received;
        return true;
    }

    private ExchangeResult Unanswered()
    {
        if (Finding.Fault != ResponseFault.None) return ExchangeResult.AnsweredOtherwise;
        return _hasNoise ? ExchangeResult.NotModbus : ExchangeResult.NothingCame;
    }

    // Our own bytes come back first. False: other ones came, or too few: somebody else was sending.
    private bool TakesEcho(byte[] sent, long now)
    {
        int compared = _count < _echo ? _count : _echo;
        for (int i = 0; i < compared; i++)
        {
            if (Buffer[i] != sent[i]) return Damaged(FrameFault.Crc, Buffer[i]);
        }
        if (compared < _echo) return _count == 0 || now - LastByteAt < _timing.SilenceUs || Damaged(FrameFault.HalfFrame, _count);
        Remove(_echo);
        _echo = 0;
        _firstByteAt = LastByteAt;
        return true;
    }

    private bool IsSame(byte[] sent)
    {
        for (int i = 0; i < _frameLength; i++)
        {
            if (i >= sent.Length || Buffer[i] != sent[i]) return false;
        }
        return true;
    }

    private bool IsDamagedResponse(Request request, byte unit)
    {
        if (IsFrom(request, unit, 0)) return !Damaged(_framer.Fault, _framer.Actual);
        if (_count < ModbusLimits.MinRtuAdu) return false;
        _hasNoise = true;
        return Damaged(_framer.Fault, _framer.Actual);
    }

    private bool IsFrom(Request request, byte unit, int at)
    {
        return _count > at + PduOffset && Buffer[at] == unit && (Buffer[at + PduOffset] & ~FunctionCode.ExceptionFlag) == request.Function;
    }

    // Always false.
    private bool Damaged(FrameFault fault, int actual)
    {
        FrameFault = fault;
        FrameActual = actual;
        return false;
    }

    // Of what is no answer nothing need be what its function code says.
    private void Tell(int length, int pdu)
    {
        Trace?.Frame(TraceKind.FromPlc, Buffer, 0, length, PduOffset, pdu);
    }

    private void Remove(int count)
    {
        _count -= count;
        Array.Copy(Buffer, count, Buffer, 0, _count);
    }
}
