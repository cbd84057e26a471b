using System;

namespace EdgeGuard.Modbus;

/// <summary>Cuts a byte stream into Modbus/TCP frames. Does not look past the header.</summary>
/// <remarks>Holds no bytes: the caller keeps the buffer and shows what it has. One per link, not thread-safe.</remarks>
public sealed class MbapFramer
{
    // The header up to and including the length field; what that field counts begins behind it.
    private const int LengthFieldEnd = 6;

    private readonly int _maxLength;

    /// <param name="maxFrame">Largest whole frame to accept, bytes, header included: 260 by the specification; more only
    /// for PLCs whose vendor functions exceed it (setting frame.max).</param>
    /// <exception cref="ArgumentOutOfRangeException">Not even a function code would fit.</exception>
    public MbapFramer(int maxFrame)
    {
        if (maxFrame < LengthFieldEnd + ModbusLimits.MinMbapLength)
        {
            throw new ArgumentOutOfRangeException(nameof(maxFrame));
        }

        _maxLength = maxFrame - LengthFieldEnd;
    }

    /// <summary>Bytes of the whole frame, header included, after <see cref="Framing.Frame"/>; otherwise 0.</summary>
    public int FrameLength { get; private set; }

    /// <summary>Why, after <see cref="Framing.Broken"/>.</summary>
    public FrameFault Fault { get; private set; }

    /// <summary>The offending value of the header field, after <see cref="Framing.Broken"/>.</summary>
    public int Actual { get; private set; }

    /// <summary>The limit that <see cref="Actual"/> violates, after <see cref="Framing.Broken"/>.</summary>
    public int Limit { get; private set; }

    /// <summary>Looks at the bytes received so far, beginning at a frame's first byte.</summary>
    /// <remarks>Broken is answered as soon as the offending field is complete, not when the whole header is.</remarks>
    public Framing Next(byte[] buffer, int offset, int count)
    {
        FrameLength = 0;
        Fault = FrameFault.None;
        Actual = 0;
        Limit = 0;

        if (count < 4)
        {
            return Framing.NeedMore;
        }

        int protocolId = buffer[offset + 2] << 8 | buffer[offset + 3];
        if (protocolId != 0)
        {
            return Broken(FrameFault.ProtocolId, protocolId, 0);
        }

        if (count < LengthFieldEnd)
        {
            return Framing.NeedMore;
        }

        int length = buffer[offset + 4] << 8 | buffer[offset + 5];
        if (length < ModbusLimits.MinMbapLength)
        {
            return Broken(FrameFault.TooShort, length, ModbusLimits.MinMbapLength);
        }

        if (length > _maxLength)
        {
            return Broken(FrameFault.TooLong, length, _maxLength);
        }

        if (count < LengthFieldEnd + length)
        {
            return Framing.NeedMore;
        }

        FrameLength = LengthFieldEnd + length;
        return Framing.Frame;
    }

    private Framing Broken(FrameFault fault, int actual, int limit)
    {
        Fault = fault;
        Actual = actual;
        Limit = limit;
        return Framing.Broken;
    }
}
