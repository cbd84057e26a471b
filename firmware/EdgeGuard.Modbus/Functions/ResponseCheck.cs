namespace EdgeGuard.Modbus;

/// <summary>Tells whether a PDU can be the response to a request: function, length, byte count, echoed fields.</summary>
/// <remarks>What a client needs to take a response for the wrong one is checked; what the device says in it is not.
/// Padding bits of 1 and 2 may have any value.</remarks>
public static class ResponseCheck
{
    /// <summary>Checks a response PDU against the decoded request that it answers. None means it fits.</summary>
    /// <remarks>Pure; allocates nothing, throws nothing. An exception response fits every request of its function.
    /// For a function code that is not public only the function echo can be checked.</remarks>
    public static ResponseFault Check(Request request, byte[] buffer, int offset, int length)
    {
        if (length < 1)
        {
            return ResponseFault.Empty;
        }

        byte function = request.Function;
        if (buffer[offset] == (function | FunctionCode.ExceptionFlag))
        {
            return length == 2 && buffer[offset + 1] != 0 ? ResponseFault.None : ResponseFault.Exception;
        }

        if (buffer[offset] != function)
        {
            return ResponseFault.FunctionCode;
        }

        // A vendor's or a reserved code: there is nothing more to hold it against.
        if (FunctionTable.RowOf[function] == 0)
        {
            return ResponseFault.None;
        }

        if (length > ModbusLimits.MaxPdu)
        {
            return ResponseFault.Length;
        }

        switch (function)
        {
            case FunctionCode.ReadCoils:
            case FunctionCode.ReadDiscreteInputs:
            case FunctionCode.ReadHoldingRegisters:
            case FunctionCode.ReadInputRegisters:
            case FunctionCode.ReadWriteMultipleRegisters:
                return Counted(buffer, offset, length, ResponseLength.Of(request) - 2);
            case FunctionCode.WriteSingleCoil:
            case FunctionCode.WriteSingleRegister:
            case FunctionCode.WriteMultipleCoils:
            case FunctionCode.WriteMultipleRegisters:
            case FunctionCode.WriteFileRecord:
            case FunctionCode.MaskWriteRegister:
                return Echo(request, buffer, offset, length, ResponseLength.Of(request));
            case FunctionCode.ReadExceptionStatus:
            case FunctionCode.GetCommEventCounter:
                return Fixed(length, ResponseLength.Of(request));
            case FunctionCode.GetCommEventLog:
                return CountedWithin(buffer, offset, length, ModbusLimits.MinEventLogBytes, ModbusLimits.MaxEventLogBytes);

            // 17 carries at least the run indicator (section 6.13).
            case FunctionCode.ReportServerId: return CountedWithin(buffer, offset, length, 1, ModbusLimits.MaxPdu - 2);
            case FunctionCode.ReadFileRecord: return Files(request, buffer, offset, length);
            case FunctionCode.ReadFifoQueue: return Fifo(buffer, offset, length);
            case FunctionCode.Diagnostics: return Diagnostics(request, buffer, offset, length);
            case FunctionCode.EncapsulatedInterface: return Encapsulated(request, buffer, offset, length);

            // A function whose responses nobody checks has none.
            default: return ResponseFault.FieldValue;
        }
    }

    /// <summary>Whether it is an exception that says which one, whatever stands behind it: function code and code are all that an exception
    /// has (Application Protocol V1.1b3, section 7), and devices are known that send more.</summary>
    public static bool IsClearException(Request request, byte[] buffer, int offset, int length)
    {
        return length >= ResponseLength.Exception
            && buffer[offset] == (request.Function | FunctionCode.ExceptionFlag)
            && buffer[offset + 1] != 0;
    }

    private static ResponseFault Fixed(int length, int expected)
    {
        return length == expected ? ResponseFault.None : ResponseFault.Length;
    }

    // Byte count, then exactly so many bytes.
    private static ResponseFault Counted(byte[] buffer, int offset, int length, int bytes)
    {
        return CountedWithin(buffer, offset, length, bytes, bytes);
    }

    private static ResponseFault CountedWithin(byte[] buffer, int offset, int length, int min, int max)
    {
        if (length < 2)
        {
            return ResponseFault.Length;
        }

        int bytes = buffer[offset + 1];
        if (bytes < min || bytes > max)
        {
            return ResponseFault.ByteCount;
        }

        return Fixed(length, 2 + bytes);
    }

    // The first so many bytes of the request, and nothing else.
    private static ResponseFault Echo(Request request, byte[] buffer, int offset, int length, int echoed)
    {
        return length == echoed ? Repeats(request, buffer, offset, echoed) : ResponseFault.Length;
    }

    private static ResponseFault Repeats(Request request, byte[] buffer, int offset, int count)
    {
        byte[] sent = request.Buffer;
        int sentAt = request.Offset;
        for (int i = 1; i < count; i++)
        {
            if (buffer[offset + i] != sent[sentAt + i])
            {
                return ResponseFault.Echo;
            }
        }

        return ResponseFault.None;
    }

    // 8: a reserved sub-function's response repeats the sub-function at least; what follows is its own.
    private static ResponseFault Diagnostics(Request request, byte[] buffer, int offset, int length)
    {
        if (DiagnosticsCode.IsEchoed(request.SubFunction))
        {
            return Echo(request, buffer, offset, length, request.Length);
        }

        bool wrongLength = DiagnosticsCode.IsPublic(request.SubFunction) ? length != 5 : length < 3;
        return wrongLength ? ResponseFault.Length : Repeats(request, buffer, offset, 3);
    }

    // 20: for each sub-request in order its length (reference type included), the reference type, the registers (section 6.14).
    private static ResponseFault Files(Request request, byte[] buffer, int offset, int length)
    {
        int bytes = 0;
        for (int group = 0; group < request.GroupCount; group++)
        {
            bytes += 2 + 2 * request.GroupLength(group);
        }

        ResponseFault fault = Counted(buffer, offset, length, bytes);
        int at = offset + 2;
        for (int group = 0; group < request.GroupCount && fault == ResponseFault.None; group++)
        {
            fault = FileGroup(buffer, at, 1 + 2 * request.GroupLength(group));
            at += 2 + 2 * request.GroupLength(group);
        }

        return fault;
    }

    private static ResponseFault FileGroup(byte[] buffer, int at, int bytes)
    {
        if (buffer[at] != bytes)
        {
            return ResponseFault.ByteCount;
        }

        return buffer[at + 1] == ModbusLimits.FileReferenceType ? ResponseFault.None : ResponseFault.FieldValue;
    }

    // 24: byte count of two bytes, FIFO count, so many registers (section 6.18).
    private static ResponseFault Fifo(byte[] buffer, int offset, int length)
    {
        if (length < 5)
        {
            return ResponseFault.Length;
        }

        int bytes = buffer[offset + 1] << 8 | buffer[offset + 2];
        int values = buffer[offset + 3] << 8 | buffer[offset + 4];
        if (values > ModbusLimits.MaxFifoValues)
        {
            return ResponseFault.FieldValue;
        }

        return bytes == 2 + 2 * values ? Fixed(length, 3 + bytes) : ResponseFault.ByteCount;
    }

    private static ResponseFault Encapsulated(Request request, byte[] buffer, int offset, int length)
    {
        if (length < 2)
        {
            return ResponseFault.Length;
        }

        ResponseFault fault = Repeats(request, buffer, offset, 2);
        return fault == ResponseFault.None && request.SubFunction == FunctionCode.MeiDeviceIdentification
            ? DeviceIdentification(buffer, offset, length)
            : fault;
    }

    // 43/14: code, conformity, more follows, next object, number of objects; then id, length and text of each (section 6.21).
    // The code is not held to the request's: a device answers at the level that it has.
    private static ResponseFault DeviceIdentification(byte[] buffer, int offset, int length)
    {
        const int Header = 7;
        if (length < Header)
        {
            return ResponseFault.Length;
        }

        int at = Header;
        for (int left = buffer[offset + Header - 1]; left > 0; left--)
        {
            if (length - at < 2 || length - at - 2 < buffer[offset + at + 1])
            {
                return ResponseFault.Length;
            }

            at += 2 + buffer[offset + at + 1];
        }

        return Fixed(length, at);
    }
}
