using System;
using EdgeGuard.Core.Ports;
using EdgeGuard.Guard.Tracing;
using EdgeGuard.Modbus;

namespace EdgeGuard.Guard;

/// <summary>What comes from a bus while an answer is waited for. The frame in work always begins at 0. Times are microseconds.</summary>
internal sealed class BusReceiver
{
    /// <summary>Where the PDU of a frame begins in <see cref="Buffer"/>.</summary>
    internal const int PduOffset = 1;

    private readonly RtuTiming _timing;
    private readonly IClock _clock;
    private readonly RtuFramer _framer;
    private int _count;
    private int _echo;
    private long _firstByteAt;

    // Until when the bus is known to have been silent. The clock alone does not tell: what comes while this thread has to wait for the
    // processor is still unread.
    private long _silentUntil;

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
        get { return _count > _framer.FrameLength; }
    }

    /// <summary>When the last byte came, or when the request had left, where none came since.</summary>
    internal long LastByteAt { get; private set; }

    /// <summary>How long the unit took from the request's end to the answer's beginning, after Answered.</summary>
    internal long TookUs { get; private set; }

    /// <summary>What is wrong with the last frame of the unit, and how much of it is handed on.</summary>
    internal ResponseFinding Finding { get; } = new ResponseFinding();

    /// <summary>What was damaged, after NotModbus.</summary>
    internal FrameFault FrameFault { get; private set; }

    internal int FrameActual { get; private set; }

    /// <summary>Whether a request came back to us where none was expected to: the transceiver echoes.</summary>
    internal bool SawEcho { get; private set; }

    /// <summary>Whom to tell of frames that answer nothing: late, damaged, somebody else's. Set before each request.</summary>
    internal TraceSource? Trace { get; set; }

    /// <summary>Takes what comes until a time and throws it away. How many bytes; 0 none; below 0 the link has ended.</summary>
    internal int Drop(ISerialLink link, long until)
    {
        int received = link.Read(Buffer, 0, Buffer.Length, until);
        if (received <= 0) return received;
        LastByteAt = _clock.Microseconds;
        Tell(received);
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
    /// <returns>NotModbus: it came damaged.</returns>
    internal Exchanged Await(ISerialLink link, Request request, byte unit, byte[] sent, int echo, long leftAt, long until)
    {
        _count = 0;
        _echo = echo;
        LastByteAt = leftAt;
        _silentUntil = leftAt;
        Finding.Clear();
        while (true)
        {
            if (_echo > 0 && !TakesEcho(sent, _silentUntil)) return Exchanged.NotModbus;
            Framing framing = _echo > 0 ? Framing.NeedMore : _framer.Next(Buffer, 0, _count, LastByteAt, _silentUntil);
            if (framing == Framing.Frame)
            {
                if (Fits(request, unit, leftAt, sent)) return Exchanged.Answered;
                Tell(_framer.FrameLength);
                Remove(_framer.FrameLength);
            }
            else if (framing == Framing.Broken)
            {
                Tell(_count);
                if (IsDamagedAnswer(request, unit)) return Exchanged.NotModbus;
                Remove(_count);
            }
            else if (!Receive(link, until, out Exchanged end))
            {
                return end;
            }
        }
    }

    // False: nothing more will come, and this is how it ends. The answer must begin in time; then it gets the time it needs.
    private bool Receive(ISerialLink link, long until, out Exchanged end)
    {
        end = Finding.Fault == ResponseFault.None ? Exchanged.NothingCame : Exchanged.AnsweredOtherwise;
        bool isAmid = _count > 0;
        if (!isAmid && _clock.Microseconds >= until) return false;
        int received = link.Read(Buffer, _count, Buffer.Length - _count, isAmid ? LastByteAt + _timing.SilenceUs : until);
        if (received < 0)
        {
            end = Exchanged.ConnectionLost;
            return false;
        }
        _silentUntil = _clock.Microseconds;
        if (received == 0) return true;
        LastByteAt = _silentUntil;
        if (!isAmid) _firstByteAt = LastByteAt;
        _count += received;
        return true;
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

    private bool Fits(Request request, byte unit, long leftAt, byte[] sent)
    {
        // Another unit's, or one to another function: late. Its own may still come.
        if (!IsFrom(request, unit)) return false;
        TookUs = _firstByteAt > leftAt ? _firstByteAt - leftAt : 0;
        if (Finding.Look(request, Buffer, PduOffset, _framer.FrameLength - PduOffset - Crc16.Length)) return true;
        SawEcho |= IsSame(sent, _framer.FrameLength);
        return false;
    }

    private bool IsSame(byte[] sent, int length)
    {
        for (int i = 0; i < length; i++)
        {
            if (Buffer[i] != sent[i]) return false;
        }
        return true;
    }

    private bool IsDamagedAnswer(Request request, byte unit)
    {
        return IsFrom(request, unit) && !Damaged(_framer.Fault, _framer.Actual);
    }

    private bool IsFrom(Request request, byte unit)
    {
        return _count > PduOffset && Buffer[0] == unit && (Buffer[PduOffset] & ~FunctionCode.ExceptionFlag) == request.Function;
    }

    // Always false.
    private bool Damaged(FrameFault fault, int actual)
    {
        FrameFault = fault;
        FrameActual = actual;
        return false;
    }

    // What stands in it need not be what its function code says.
    private void Tell(int length)
    {
        Trace?.Frame(TraceKind.FromPlc, Buffer, 0, length, PduOffset, 0);
    }

    private void Remove(int count)
    {
        _count -= count;
        Array.Copy(Buffer, count, Buffer, 0, _count);
    }
}
