namespace EdgeGuard.Modbus;

/// <summary>How many bytes of a PDU stand before the first that can be a value of the process.</summary>
/// <remarks>Function code, addresses, quantities and byte counts are none, where the PDU has the length that its function gives it
/// (<see cref="FunctionTable"/>). Of anything else only the function code is known to be none. Pure; no allocation.</remarks>
public static class ValueStart
{
    private const int FunctionAlone = 1;
    private const int BehindAddress = 3;

    /// <summary>Bytes that hold no value, of the PDU at <paramref name="offset"/>: 0 … <paramref name="length"/>.</summary>
    public static int Of(byte[] buffer, int offset, int length, bool isRequest)
    {
        if (length <= FunctionAlone)
        {
            return length;
        }

        byte function = buffer[offset];
        if (!isRequest && (function & FunctionCode.ExceptionFlag) != 0)
        {
            return ResponseLength.Exception;
        }

        if (!AddressTables.IsProcessData(FunctionTable.Table(function)))
        {
            return FunctionAlone;
        }

        int row = FunctionTable.RowOf[function];
        int rule = isRequest ? FunctionTable.Requests[row] : FunctionTable.Responses[row];
        return rule < FunctionTable.Count
            ? OfFixed(function, length, rule, isRequest)
            : BehindCount(buffer, offset, length, 2 + rule - FunctionTable.Count);
    }

    // A read names a range, and so does the response to a write whose values were counted. Any other write has its values behind the
    // address.
    private static int OfFixed(byte function, int length, int rule, bool isRequest)
    {
        if (length != rule)
        {
            return FunctionAlone;
        }

        bool hasValues = isRequest ? FunctionTable.IsWrite(function) : FunctionTable.Requests[FunctionTable.RowOf[function]] == rule;
        return hasValues ? BehindAddress : length;
    }

    // So many bytes, of which the last counts the rest.
    private static int BehindCount(byte[] buffer, int offset, int length, int head)
    {
        return length > head && buffer[offset + head - 1] == length - head ? head : FunctionAlone;
    }
}
