namespace EdgeGuard.Modbus.Tests;

/// <summary>What framer, decoder and response check found, in the words of tests/vectors.</summary>
internal static class WireText
{
    private static readonly string[] FrameFaults =
    {
        "none", "protocol-id", "too-short", "too-long", "crc", "half-frame", "no-silence", "end-unclear",
    };

    private static readonly string[] RequestFaults =
    {
        "none", "empty", "function-code", "too-short", "trailing-bytes", "quantity", "byte-count", "address-range", "field-value",
        "sub-request",
    };

    private static readonly string[] ResponseFaults =
    {
        "none", "empty", "function-code", "length", "byte-count", "echo", "exception", "field-value", "unit", "length-field", "transaction",
    };

    private static readonly string[] Tables =
    {
        "none", "coils", "discrete-inputs", "holding-registers", "input-registers", "files", "fifo-queues",
    };

    internal static string Of(MbapFramer framer)
    {
        return "broken " + FrameFaults[(int)framer.Fault] + " " + framer.Actual + " limit " + framer.Limit;
    }

    internal static string Of(RtuFramer framer)
    {
        return "broken " + FrameFaults[(int)framer.Fault] + " " + framer.Actual + " limit " + framer.Limit;
    }

    internal static string Of(ResponseFault fault)
    {
        return fault == ResponseFault.None ? "response" : "mismatch " + ResponseFaults[(int)fault];
    }

    internal static string OfFault(Request request)
    {
        return "malformed " + RequestFaults[(int)request.Fault] + " " + request.FaultActual + " limit " + request.FaultLimit
            + " exception 0" + request.FaultException;
    }

    internal static string OfFields(Request request)
    {
        string text = "unit " + request.Unit + ": " + request.Function;
        if (request.SubFunction >= 0)
        {
            text += "/" + request.SubFunction;
        }

        if (!request.IsKnown)
        {
            text += " not public";
        }

        if (request.GroupCount > 0)
        {
            return text + (request.IsWrite ? " write " : " read ") + Groups(request);
        }

        if (request.ReadTable != AddressTable.None)
        {
            text += " read " + Tables[(int)request.ReadTable] + " " + request.ReadAddress + " x" + request.ReadQuantity;
        }

        if (request.WriteTable != AddressTable.None)
        {
            text += " write " + Tables[(int)request.WriteTable] + " " + request.WriteAddress + " x" + request.WriteQuantity;
            text += request.Function == FunctionCode.MaskWriteRegister
                ? " and " + request.AndMask + " or " + request.OrMask
                : " = " + Values(request);
        }

        return text;
    }

    private static string Values(Request request)
    {
        string text = "";
        for (int i = 0; i < request.WriteQuantity && i < 4; i++)
        {
            text += (i == 0 ? "" : " ") + Value(request, i);
        }

        return request.WriteQuantity <= 4 ? text : text + " .. " + Value(request, request.WriteQuantity - 1);
    }

    private static string Value(Request request, int index)
    {
        if (request.WriteTable == AddressTable.HoldingRegisters)
        {
            return request.RegisterValue(index).ToString();
        }

        return request.CoilValue(index) ? "1" : "0";
    }

    private static string Groups(Request request)
    {
        if (request.GroupCount > 2)
        {
            return request.GroupCount + " groups, last " + Group(request, request.GroupCount - 1);
        }

        return request.GroupCount == 1 ? Group(request, 0) : Group(request, 0) + ", " + Group(request, 1);
    }

    private static string Group(Request request, int group)
    {
        return "file " + request.GroupFile(group) + " record " + request.GroupRecord(group) + " x" + request.GroupLength(group);
    }
}
