namespace EdgeGuard.Modbus;

/// <summary>How long an RTU frame is, as its first bytes tell: RTU has no length field.</summary>
/// <remarks>A code without a rule here (8 and 43 among them, whose lengths depend on more than a count) has no knowable length:
/// its frame ends at silence.</remarks>
public static class RtuLength
{
    /// <summary>No rule: only silence ends the frame.</summary>
    public const int Unknown = -1;

    /// <summary>Not enough bytes to tell.</summary>
    public const int NotYet = 0;

    // Before the data: unit id and function code. Behind it: the CRC.
    private const int DataOffset = 2;
    private const int Around = DataOffset + Crc16.Length;

    // Data of a fixed length are 1 + that length here, so that 0 is no rule; a count is Count + the offset in the data where it stands.
    private const byte Count = 0x40;

    private static readonly byte[] Requests = new byte[FunctionCode.ExceptionFlag];
    private static readonly byte[] Responses = new byte[FunctionCode.ExceptionFlag];

    static RtuLength()
    {
        // Data behind the function code: of the request, of the response.
        Rule(FunctionCode.ReadCoils, Fixed(4), CountAt(0));
        Rule(FunctionCode.ReadDiscreteInputs, Fixed(4), CountAt(0));
        Rule(FunctionCode.ReadHoldingRegisters, Fixed(4), CountAt(0));
        Rule(FunctionCode.ReadInputRegisters, Fixed(4), CountAt(0));
        Rule(FunctionCode.WriteSingleCoil, Fixed(4), Fixed(4));
        Rule(FunctionCode.WriteSingleRegister, Fixed(4), Fixed(4));
        Rule(FunctionCode.ReadExceptionStatus, Fixed(0), Fixed(1));
        Rule(FunctionCode.GetCommEventCounter, Fixed(0), Fixed(4));
        Rule(FunctionCode.GetCommEventLog, Fixed(0), CountAt(0));
        Rule(FunctionCode.WriteMultipleCoils, CountAt(4), Fixed(4));
        Rule(FunctionCode.WriteMultipleRegisters, CountAt(4), Fixed(4));
        Rule(FunctionCode.ReportServerId, Fixed(0), CountAt(0));
        Rule(FunctionCode.ReadFileRecord, CountAt(0), CountAt(0));
        Rule(FunctionCode.WriteFileRecord, CountAt(0), CountAt(0));
        Rule(FunctionCode.MaskWriteRegister, Fixed(6), Fixed(6));
        Rule(FunctionCode.ReadWriteMultipleRegisters, CountAt(8), CountAt(0));

        // The count of 24 has two bytes, and never needs the first.
        Rule(FunctionCode.ReadFifoQueue, Fixed(2), CountAt(1));
    }

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
            return side == RtuSide.Response ? Around + 1 : Unknown;
        }

        int rule = side == RtuSide.Request ? Requests[function] : Responses[function];
        if (rule < Count)
        {
            return rule == 0 ? Unknown : Around + rule - 1;
        }

        int countAt = DataOffset + rule - Count;
        return count > countAt ? countAt + 1 + buffer[offset + countAt] + Crc16.Length : NotYet;
    }

    private static void Rule(byte function, byte request, byte response)
    {
        Requests[function] = request;
        Responses[function] = response;
    }

    private static byte Fixed(int bytes)
    {
        return (byte)(1 + bytes);
    }

    private static byte CountAt(int offset)
    {
        return (byte)(Count + offset);
    }
}
