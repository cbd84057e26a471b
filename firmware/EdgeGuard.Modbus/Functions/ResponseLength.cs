namespace EdgeGuard.Modbus;

/// <summary>How long the response to a request is, where the request alone tells.</summary>
public static class ResponseLength
{
    /// <summary>Only the response tells.</summary>
    public const int Unknown = 0;

    /// <summary>Bytes of the PDU of an exception response: function code and
    /// exception code (Application Protocol V1.1b3, section 7).</summary>
    public const int Exception = 2;

    /// <summary>Bytes of the PDU of a response that is no exception, or <see cref="Unknown"/>.</summary>
    public static int Of(Request request)
    {
        int rule = FunctionTable.Responses[FunctionTable.RowOf[request.Function]];
        if (rule < FunctionTable.Count)
        {
            return rule;
        }

        switch (request.ReadTable)
        {
            case AddressTable.Coils:
            case AddressTable.DiscreteInputs:
                return 2 + (request.ReadQuantity + 7) / 8;
            case AddressTable.HoldingRegisters:
            case AddressTable.InputRegisters:
                return 2 + 2 * request.ReadQuantity;
            default:
                // What is written to files comes back whole.
                return request.WriteTable == AddressTable.Files ? request.Length : Unknown;
        }
    }
}
