namespace EdgeGuard.Modbus;

/// <summary>How long an RTU frame is, as its first bytes tell by <see cref="FunctionTable"/>: RTU has no length field.</summary>
/// <remarks>A code without a rule there (8 and 43 among them, whose lengths depend on more than a count) has no knowable length:
/// its frame ends at silence.</remarks>
public static class RtuLength
{
    /// <summary>No rule: only silence ends the frame.</summary>
    public const int Unknown = -1;

    /// <summary>Not enough bytes to tell.</summary>
    public const int NotYet = 0;

    // Before the data: unit id and function code. Around the PDU: unit id and CRC.
    private const int DataOffset = 2;
    private const int Around = 1 + Crc16.Length;

    /// <summary>Bytes of the whole frame that begins at <paramref name="offset"/>, unit id and CRC included; or <see cref="NotYet"/>,
    /// or <see cref="Unknown"/>. May exceed what a frame can hold: then it is none.</summary>
    public static int Of(RtuSide side, byte[] buffer, int offset, int count)
    {
        if (count < DataOffset)
        {
            return NotYet;
        }

        int function = buffer[offset + 1];
        if (function >= FunctionCode.ExceptionFlag)
        {
            return side == RtuSide.Response ? Around + ResponseLength.Exception : Unknown;
        }

        int row = FunctionTable.RowOf[function];
        int rule = side == RtuSide.Request ? FunctionTable.Requests[row] : FunctionTable.Responses[row];
        if (rule < FunctionTable.Count)
        {
            return rule == 0 ? Unknown : Around + rule;
        }

        int countAt = DataOffset + rule - FunctionTable.Count;
        return count > countAt ? countAt + 1 + buffer[offset + countAt] + Crc16.Length : NotYet;
    }
}
