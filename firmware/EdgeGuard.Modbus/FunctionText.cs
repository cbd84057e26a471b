namespace EdgeGuard.Modbus;

/// <summary>Function codes in words, as the specification names them.</summary>
public static class FunctionText
{
    /// <summary>For example <c>06 write single register</c> or <c>43/14 read device identification</c>.</summary>
    /// <param name="function">The function code.</param>
    /// <param name="subFunction">Sub-function or MEI type; -1 for none.</param>
    public static string Text(byte function, int subFunction)
    {
        string number = function < 10 ? "0" + function : "" + function;
        if (subFunction >= 0) number = number + "/" + subFunction;
        return number + " " + Name(function, subFunction);
    }

    /// <summary>The name alone; <c>function outside the specification</c> for a code that is neither public nor a known vendor's.</summary>
    public static string Name(byte function, int subFunction)
    {
        switch (function)
        {
            case FunctionCode.ReadCoils: return "read coils";
            case FunctionCode.ReadDiscreteInputs: return "read discrete inputs";
            case FunctionCode.ReadHoldingRegisters: return "read holding registers";
            case FunctionCode.ReadInputRegisters: return "read input registers";
            case FunctionCode.WriteSingleCoil: return "write single coil";
            case FunctionCode.WriteSingleRegister: return "write single register";
            case FunctionCode.ReadExceptionStatus: return "read exception status";
            case FunctionCode.Diagnostics: return "diagnostics";
            case FunctionCode.GetCommEventCounter: return "get comm event counter";
            case FunctionCode.GetCommEventLog: return "get comm event log";
            case FunctionCode.WriteMultipleCoils: return "write multiple coils";
            case FunctionCode.WriteMultipleRegisters: return "write multiple registers";
            case FunctionCode.ReportServerId: return "report server ID";
            case FunctionCode.ReadFileRecord: return "read file record";
            case FunctionCode.WriteFileRecord: return "write file record";
            case FunctionCode.MaskWriteRegister: return "mask write register";
            case FunctionCode.ReadWriteMultipleRegisters: return "read/write multiple registers";
            case FunctionCode.ReadFifoQueue: return "read FIFO queue";
            case FunctionCode.EncapsulatedInterface: return Encapsulated(subFunction);
            default: return VendorFunctions.Name(function);
        }
    }

    /// <summary>The digit that technicians write before an address: 0x coils, 1x discrete inputs, 3x input registers, 4x holding
    /// registers. -1 where a function has no such addresses.</summary>
    public static int TableDigit(byte function)
    {
        switch (function)
        {
            case FunctionCode.ReadCoils:
            case FunctionCode.WriteSingleCoil:
            case FunctionCode.WriteMultipleCoils:
                return 0;
            case FunctionCode.ReadDiscreteInputs:
                return 1;
            case FunctionCode.ReadInputRegisters:
                return 3;
            case FunctionCode.ReadHoldingRegisters:
            case FunctionCode.WriteSingleRegister:
            case FunctionCode.WriteMultipleRegisters:
            case FunctionCode.MaskWriteRegister:
            case FunctionCode.ReadWriteMultipleRegisters:
            case FunctionCode.ReadFifoQueue:
                return 4;
            default:
                return -1;
        }
    }

    private static string Encapsulated(int mei)
    {
        if (mei == FunctionCode.MeiDeviceIdentification) return "read device identification";
        if (mei == FunctionCode.MeiCanOpen) return "CANopen general reference";
        return "encapsulated interface";
    }
}
