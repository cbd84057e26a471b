using EdgeGuard.Modbus;

namespace EdgeGuard.Guard;

/// <summary>How many bytes of a PDU stand before the first that can be a value of the process.</summary>
/// <remarks>Function code, addresses, quantities and byte counts are none, where the PDU has the length that its function gives it. Of
/// anything else only the function code is known to be none. Pure; no allocation.</remarks>
internal static class ValueStart
{
    internal static int Of(byte[] buffer, int offset, int length, bool isRequest)
    {
        if (length <= 1) return length;
        int start = isRequest ? OfRequest(buffer, offset, length) : OfResponse(buffer, offset, length);
        return start < length ? start : length;
    }

    private static int OfRequest(byte[] buffer, int offset, int length)
    {
        switch (buffer[offset])
        {
            case FunctionCode.ReadCoils:
            case FunctionCode.ReadDiscreteInputs:
            case FunctionCode.ReadHoldingRegisters:
            case FunctionCode.ReadInputRegisters:
                return length == 5 ? 5 : 1;
            case FunctionCode.WriteSingleCoil:
            case FunctionCode.WriteSingleRegister:
                return length == 5 ? 3 : 1;
            case FunctionCode.WriteMultipleCoils:
            case FunctionCode.WriteMultipleRegisters:
                return Counted(buffer, offset, length, 6);
            case FunctionCode.MaskWriteRegister:
                return length == 7 ? 3 : 1;
            case FunctionCode.ReadWriteMultipleRegisters:
                return Counted(buffer, offset, length, 10);
            default:
                return 1;
        }
    }

    private static int OfResponse(byte[] buffer, int offset, int length)
    {
        byte function = buffer[offset];
        if ((function & FunctionCode.ExceptionFlag) != 0) return ResponseLength.Exception;
        switch (function)
        {
            case FunctionCode.ReadCoils:
            case FunctionCode.ReadDiscreteInputs:
            case FunctionCode.ReadHoldingRegisters:
            case FunctionCode.ReadInputRegisters:
            case FunctionCode.ReadWriteMultipleRegisters:
                return Counted(buffer, offset, length, 2);
            case FunctionCode.WriteSingleCoil:
            case FunctionCode.WriteSingleRegister:
                return length == 5 ? 3 : 1;
            case FunctionCode.WriteMultipleCoils:
            case FunctionCode.WriteMultipleRegisters:
                return length == 5 ? 5 : 1;
            case FunctionCode.MaskWriteRegister:
                return length == 7 ? 3 : 1;
            default:
                return 1;
        }
    }

    // So many bytes, of which the last counts the rest.
    private static int Counted(byte[] buffer, int offset, int length, int head)
    {
        return length > head && buffer[offset + head - 1] == length - head ? head : 1;
    }
}
