using System;
using EdgeGuard.Core.Ports;
using EdgeGuard.Modbus;

namespace EdgeGuard.Guard;

/// <summary>The bytes that came from the PLC and are not used up yet. The frame in work always begins at 0.</summary>
internal sealed class PlcReceiver
{
    private MbapFramer _framer = new MbapFramer(ModbusLimits.MaxTcpAdu);
    private int _count;

    internal byte[] Buffer { get; private set; } = new byte[0];

    /// <summary>Bytes of the frame at the beginning; 0 while there is no whole one.</summary>
    internal int FrameLength { get; private set; }

    /// <summary>Why the frame does not fit, after <see cref="Fits"/>.</summary>
    internal ResponseFault Fault { get; private set; }

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

    /// <summary>Whether the frame at the beginning answers <paramref name="request"/>, sent to <paramref name="unit"/>.</summary>
    internal bool Fits(Request request, byte unit)
    {
        if (Mbap.UnitId(Buffer, 0) != unit)
        {
            Fault = ResponseFault.Echo;
            return false;
        }
        Fault = ResponseCheck.Check(request, Buffer, ModbusLimits.MbapHeader, FrameLength - ModbusLimits.MbapHeader);
        return Fault == ResponseFault.None;
    }

    /// <summary>Throws the frame at the beginning away; nothing where there is none.</summary>
    internal void Discard()
    {
        if (FrameLength == 0) return;
        _count -= FrameLength;
        Array.Copy(Buffer, FrameLength, Buffer, 0, _count);
        FrameLength = 0;
    }
}
