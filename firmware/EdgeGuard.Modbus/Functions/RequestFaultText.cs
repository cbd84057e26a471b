namespace EdgeGuard.Modbus;

/// <summary>What is malformed in a request, in words: the same for events, traces and <c>explain</c>.</summary>
public static class RequestFaultText
{
    /// <summary>What it is about, without numbers; empty for nothing.</summary>
    public static string Subject(RequestFault fault)
    {
        switch (fault)
        {
            case RequestFault.None: return "";
            case RequestFault.Empty:
            case RequestFault.FunctionCode: return "function code";
            case RequestFault.TooShort:
            case RequestFault.TrailingBytes: return "length";
            case RequestFault.Quantity: return "quantity";
            case RequestFault.ByteCount: return "byte count";
            case RequestFault.AddressRange: return "address range";
            case RequestFault.FieldValue: return "value of a field";
            case RequestFault.SubRequest: return "sub-request";
            default: return "fault " + (int)fault;
        }
    }

    /// <summary>Short, without a full stop; <c>fault N</c> for one not known here.</summary>
    /// <param name="fault">What is malformed.</param>
    /// <param name="actual">The offending number (<see cref="Request.FaultActual"/>); any, for a record may say anything.</param>
    /// <param name="limit">What it is held against (<see cref="Request.FaultLimit"/>); any.</param>
    public static string Of(RequestFault fault, int actual, int limit)
    {
        switch (fault)
        {
            case RequestFault.None: return "nothing";
            case RequestFault.Empty: return "no function code";
            case RequestFault.FunctionCode: return "function code " + actual;
            case RequestFault.TooShort: return actual + " bytes, and its fields take " + limit;
            case RequestFault.TrailingBytes: return actual + " bytes, and its fields take " + limit;
            case RequestFault.Quantity: return "quantity " + actual + (actual < limit ? ", the least is " : ", the most is ") + limit;
            case RequestFault.ByteCount: return "byte count " + actual + " for " + limit;
            case RequestFault.AddressRange: return "up to address " + (actual - 1L) + ", the last is " + (limit - 1L);
            case RequestFault.FieldValue: return "a field is " + actual + ", not " + limit;
            case RequestFault.SubRequest: return "a sub-request has " + actual + " for " + limit;
            default: return "fault " + (int)fault + " (" + actual + ", " + limit + ")";
        }
    }
}
