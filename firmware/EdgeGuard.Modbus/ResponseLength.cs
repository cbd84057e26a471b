namespace EdgeGuard.Modbus;

/// <summary>How long the answer to a request is, where the request alone tells.</summary>
public static class ResponseLength
{
    /// <summary>Only the answer tells.</summary>
    public const int Unknown = 0;

    /// <summary>Bytes of the PDU of an exception response: function code and exception code (Application Protocol V1.1b3, section 7).</summary>
    public const int Exception = 2;

    /// <summary>Bytes of the PDU that answers the request without an exception, or <see cref="Unknown"/>.</summary>
    public static int Of(Request request)
    {
        switch (request.Function)
        {
            case FunctionCode.ReadCoils:
            case FunctionCode.ReadDiscreteInputs:
                return 2 + (request.ReadQuantity + 7) / 8;
            case FunctionCode.ReadHoldingRegisters:
            case FunctionCode.ReadInputRegisters:
            case FunctionCode.ReadWriteMultipleRegisters:
                return 2 + 2 * request.ReadQuantity;
            case FunctionCode.WriteSingleCoil:
            case FunctionCode.WriteSingleRegister:
            case FunctionCode.MaskWriteRegister:
            case FunctionCode.WriteFileRecord:
                return request.Length;
            case FunctionCode.WriteMultipleCoils:
            case FunctionCode.WriteMultipleRegisters:
            case FunctionCode.GetCommEventCounter:
                return 5;
            case FunctionCode.ReadExceptionStatus: return 2;
            default: return Unknown;
        }
    }
}
