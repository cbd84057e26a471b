namespace EdgeGuard.Modbus;

/// <summary>Cuts what one side of a serial line sends into RTU frames: by
/// the length that a frame's first bytes tell, and by silence.</summary>
/// <remarks>
/// Holds no bytes and no time: the caller keeps the buffer, shows what it has, and says when the last byte came. A frame whose length
/// is known is found with its last byte; any other, whatever its length, once the line has been silent for so long that it has
/// ended. Either way only a right CRC makes a frame. Gaps within a frame that are shorter than that silence are allowed: what
/// hands the bytes to us makes such gaps itself (section 2.5.1.1 of the serial line guide V1.02 forbids them beyond t1.5 on
/// the line). One per line and side, not thread-safe.
/// </remarks>
public sealed class RtuFramer
{
    private readonly RtuSide _side;
    private readonly int _silenceUs;

    /// <param name="side">Whose frames these are.</param>
    /// <param name="timing">Says how long a silence ends a frame.</param>
    public RtuFramer(RtuSide side, RtuTiming timing)
    {
        _side = side;
        _silenceUs = timing.SilenceUs;
    }

    /// <summary>Bytes of the whole frame, CRC included, after <see cref="Framing.Frame"/>; otherwise 0.</summary>
    public int FrameLength { get; private set; }

    /// <summary>Why, after <see cref="Framing.Broken"/>.</summary>
    public FrameFault Fault { get; private set; }

    /// <summary>The offending number, after <see cref="Framing.Broken"/>: a CRC, or how many bytes.</summary>
    public int Actual { get; private set; }

    /// <summary>What it should have been, or the limit, after <see cref="Framing.Broken"/>.</summary>
    public int Limit { get; private set; }

    /// <summary>Looks at the bytes received so far, beginning where a frame may begin.</summary>
    /// <param name="buffer">Holds the bytes.</param>
    /// <param name="offset">Where they begin.</param>
    /// <param name="count">How many they are.</param>
    /// <param name="lastByteAt">When the last of them was received, monotonic microseconds.</param>
    /// <param name="now">The time now.</param>
    /// <returns>NeedMore: look again when more has come, or when the line has been silent for as long as the timing says. Broken: drop
    /// these bytes, and all that follow until the line is silent.</returns>
    public Framing Next(byte[] buffer, int offset, int count, long lastByteAt, long now)
    {
        FrameLength = 0;
        Fault = FrameFault.None;
        Actual = 0;
        Limit = 0;
        int length = RtuLength.Of(_side, buffer, offset, count);
        if (length > RtuLength.NotYet && length <= count && length <= ModbusLimits.MaxRtuAdu && Crc16.Holds(buffer, offset, length))
        {
            FrameLength = length;
            return Framing.Frame;
        }

        if (count > ModbusLimits.MaxRtuAdu)
        {
            return Broken(FrameFault.NoSilence, count, ModbusLimits.MaxRtuAdu);
        }

        return count > 0 && now - lastByteAt >= _silenceUs ? AtSilence(buffer, offset, count) : Framing.NeedMore;
    }

    private Framing AtSilence(byte[] buffer, int offset, int count)
    {
        if (count < ModbusLimits.MinRtuAdu)
        {
            return Broken(FrameFault.HalfFrame, count, ModbusLimits.MinRtuAdu);
        }

        if (!Crc16.Holds(buffer, offset, count))
        {
            int dataLength = count - Crc16.Length;
            return Broken(FrameFault.Crc, Crc16.At(buffer, offset + dataLength), Crc16.Of(buffer, offset, dataLength));
        }

        FrameLength = count;
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
