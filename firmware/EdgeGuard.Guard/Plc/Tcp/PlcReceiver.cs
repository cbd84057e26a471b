using System;
using EdgeGuard.Core;
using EdgeGuard.Modbus;
using EdgeGuard.Policy;

namespace EdgeGuard.Guard;

/// <summary>The bytes that came from the PLC and are not used up yet. The frame in work always begins at 0.</summary>
/// <remarks>
/// PLCs are known whose length field is wrong by a byte or two. What a PDU's first bytes tell of its length (<see cref="RtuLength"/>) and
/// the transaction id that is waited for keep such a stream in step: the answer ends where its content does, and the next one begins where
/// its transaction id stands.
/// </remarks>
internal sealed class PlcReceiver
{
    // From here on a frame is laid out like one of a serial line, but for the CRC.
    private const int UnitOffset = ModbusLimits.MbapHeader - 1;

    private MbapFramer _framer = new MbapFramer(ModbusLimits.MaxTcpAdu);
    private int _count;
    private bool _isCutByContent;

    internal byte[] Buffer { get; private set; } = new byte[0];

    /// <summary>All bytes that are there.</summary>
    internal int Count
    {
        get { return _count; }
    }

    /// <summary>Whether no more can be taken.</summary>
    internal bool IsFull
    {
        get { return _count == Buffer.Length; }
    }

    /// <summary>Bytes of the frame at the beginning; 0 while there is no whole one.</summary>
    internal int FrameLength { get; private set; }

    /// <summary>Whether so much of a frame has come that <see cref="LengthField"/> says something.</summary>
    internal bool HasLengthField
    {
        get { return _count >= UnitOffset; }
    }

    /// <summary>What the header's length field says of the frame that has begun.</summary>
    internal int LengthField
    {
        get { return Mbap.Length(Buffer, 0); }
    }

    /// <summary>What is wrong with the frame, and how much of it is handed on, after <see cref="Fits"/>.</summary>
    internal ResponseFinding Finding { get; } = new ResponseFinding();

    internal FrameFault FrameFault
    {
        get { return _framer.Fault; }
    }

    internal int FrameActual
    {
        get { return _framer.Actual; }
    }

    /// <summary>Whether a frame has begun and is not whole.</summary>
    internal bool HasPart
    {
        get { return _count > FrameLength; }
    }

    internal int TransactionId
    {
        get { return Mbap.TransactionId(Buffer, 0); }
    }

    /// <summary>Begins anew, for a new connection.</summary>
    internal void Reset(int maxFrame)
    {
        if (Buffer.Length != maxFrame)
        {
            Buffer = new byte[maxFrame];
            _framer = new MbapFramer(maxFrame);
        }
        _count = 0;
        FrameLength = 0;
        _isCutByContent = false;
    }

    /// <summary>Looks for a whole frame at the beginning.</summary>
    internal Framing Next()
    {
        Framing framing = _framer.Next(Buffer, 0, _count);
        FrameLength = framing == Framing.Frame ? _framer.FrameLength : 0;
        return framing;
    }

    /// <summary>Takes what has come. False: the link has ended. Only while no whole frame is at the beginning.</summary>
    internal bool Receive(ILink link, long deadline)
    {
        int received = link.Read(Buffer, _count, Buffer.Length - _count, deadline);
        _count += received;
        return received > 0;
    }

    /// <summary>Whether the answer to <paramref name="request"/> is whole by its content, whatever its length field says: then it is the
    /// frame at the beginning. After <see cref="Next"/> has found no broken frame.</summary>
    internal bool EndsByContent(Request request, byte unit, int transaction)
    {
        if (!Begins(request, unit, transaction)) return false;
        int content = RtuLength.Of(RtuSide.Response, Buffer, UnitOffset, _count - UnitOffset);
        if (content <= RtuLength.NotYet) return false;
        int length = UnitOffset + content - Crc16.Length;
        int announced = UnitOffset + LengthField;
        if (length == announced || length > _count) return false;
        // What is announced and still to come may make a frame that is whole,
        // though it is no answer; of an exception there is nothing to come.
        bool isException = (Buffer[ModbusLimits.MbapHeader] & FunctionCode.ExceptionFlag) != 0;
        int difference = announced > length ? announced - length : length - announced;
        if (!isException && difference > GuardLimits.MaxGluedBytes) return false;
        if (FrameLength > length) return false;
        FrameLength = length;
        _isCutByContent = true;
        return true;
    }

    /// <summary>Whether the frame at the beginning answers <paramref name="request"/>, sent to <paramref name="unit"/>.</summary>
    internal bool Fits(Request request, byte unit)
    {
        byte from = Mbap.UnitId(Buffer, 0);
        if (from != unit)
        {
            Finding.Set(ResponseFault.Unit, unit, from);
            return false;
        }
        bool fits = Finding.Look(request, Buffer, ModbusLimits.MbapHeader, FrameLength - ModbusLimits.MbapHeader);
        if (_isCutByContent) Finding.Set(ResponseFault.LengthField, LengthField, _count - UnitOffset);
        return fits;
    }

    /// <summary>How many bytes stand before the answer that is waited for, where its transaction id, or the beginning of it, is found a few
    /// bytes further on. 0: it is not. After <see cref="Framing.Broken"/>.</summary>
    internal int BytesBefore(int transaction)
    {
        for (int at = 1; at <= GuardLimits.MaxGluedBytes && at < _count; at++)
        {
            if (MayBegin(at, transaction)) return at;
        }
        return 0;
    }

    /// <summary>Throws the frame at the beginning away; nothing where there is
    /// none. What came behind one that its content ended goes with it.</summary>
    internal void Discard()
    {
        if (FrameLength == 0) return;
        Remove(_isCutByContent ? _count : FrameLength);
    }

    /// <summary>Throws so many bytes at the beginning away.</summary>
    internal void Remove(int count)
    {
        _count -= count;
        Array.Copy(Buffer, count, Buffer, 0, _count);
        FrameLength = 0;
        _isCutByContent = false;
    }

    /// <summary>Whether a frame of that transaction may begin there: its id, then protocol id 0, as much of it as has come.</summary>
    internal bool MayBegin(int at, int transaction)
    {
        if (Buffer[at] != transaction >> 8) return false;
        if (at + 1 < _count && Buffer[at + 1] != (transaction & 0xFF)) return false;
        return (at + 2 >= _count || Buffer[at + 2] == 0) && (at + 3 >= _count || Buffer[at + 3] == 0);
    }

    private bool Begins(Request request, byte unit, int transaction)
    {
        return _count > ModbusLimits.MbapHeader + 1
            && TransactionId == transaction
            && Mbap.UnitId(Buffer, 0) == unit
            && (Buffer[ModbusLimits.MbapHeader] & ~FunctionCode.ExceptionFlag) == request.Function;
    }
}
