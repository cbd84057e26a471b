using EdgeGuard.Modbus;

namespace EdgeGuard.Policy;

/// <summary>What the policy language knows about each function code: name, groups, and what can be bound.</summary>
public static class FunctionTable
{
    /// <summary>The codes of a group, in order; null for a word that is no group. <c>identification</c> is 43/14.</summary>
    public static int[]? Group(string word)
    {
        switch (word)
        {
            case "reads": return Whole(new byte[] { 1, 2, 3, 4 });
            case "writes": return Whole(new byte[] { 5, 6, 15, 16, 22, 23 });
            case "identification":
                return new[] { FunctionItem.Pack(FunctionCode.EncapsulatedInterface, FunctionCode.MeiDeviceIdentification) };
            case "programming": return Whole(VendorFunctions.Programming());
            default: return null;
        }
    }

    /// <summary>A code as tables of functions have it, in two digits: <c>06</c>.</summary>
    public static string Digits(int code)
    {
        return code < 10 ? "0" + code.ToString() : code.ToString();
    }

    /// <summary>Two digits and the name: <c>06 (write single register)</c>.</summary>
    public static string Title(int code)
    {
        return Digits(code) + " (" + FunctionText.Name((byte)code, -1) + ")";
    }

    /// <summary>What a function's (write, else read) addresses point into; None where it has none.</summary>
    public static AddressTable Table(int code)
    {
        switch (code)
        {
            case 1:
            case 5:
            case 15: return AddressTable.Coils;
            case 2: return AddressTable.DiscreteInputs;
            case 3:
            case 6:
            case 16:
            case 22:
            case 23: return AddressTable.HoldingRegisters;
            case 4: return AddressTable.InputRegisters;
            case 20:
            case 21: return AddressTable.Files;
            case 24: return AddressTable.FifoQueues;
            default: return AddressTable.None;
        }
    }

    public static bool HasAddress(int code)
    {
        AddressTable table = Table(code);
        return table != AddressTable.None && table != AddressTable.Files;
    }

    public static bool HasFiles(int code)
    {
        return code == FunctionCode.ReadFileRecord || code == FunctionCode.WriteFileRecord;
    }

    public static bool HasSubFunction(int code)
    {
        return code == FunctionCode.Diagnostics || code == FunctionCode.EncapsulatedInterface;
    }

    /// <summary>Whether a quantity stands in the request or follows from it: all but 24, whose count only the PLC knows.</summary>
    public static bool HasQuantity(int code)
    {
        return HasFiles(code) || (HasAddress(code) && code != FunctionCode.ReadFifoQueue);
    }

    /// <summary>The most that one request takes, by the specification: coils, registers (of 23: those written), records of a file, words of
    /// 08/0; 0 where a function has no such number.</summary>
    public static int MostQuantity(int code)
    {
        switch (code)
        {
            case FunctionCode.ReadCoils:
            case FunctionCode.ReadDiscreteInputs: return ModbusLimits.MaxReadBits;
            case FunctionCode.ReadHoldingRegisters:
            case FunctionCode.ReadInputRegisters: return ModbusLimits.MaxReadRegisters;
            case FunctionCode.WriteSingleCoil:
            case FunctionCode.WriteSingleRegister:
            case FunctionCode.MaskWriteRegister: return 1;
            case FunctionCode.WriteMultipleCoils: return ModbusLimits.MaxWriteBits;
            case FunctionCode.WriteMultipleRegisters: return ModbusLimits.MaxWriteRegisters;
            case FunctionCode.ReadWriteMultipleRegisters: return ModbusLimits.MaxReadWriteWriteRegisters;
            case FunctionCode.ReadFileRecord: return ModbusLimits.MaxFileReadRecords;
            case FunctionCode.WriteFileRecord: return ModbusLimits.MaxFileWriteRecords;
            case FunctionCode.Diagnostics: return ModbusLimits.MaxQueryWords;
            default: return 0;
        }
    }

    public static bool WritesCoils(int code)
    {
        return code == FunctionCode.WriteSingleCoil || code == FunctionCode.WriteMultipleCoils;
    }

    public static bool WritesRegisterValues(int code)
    {
        return code == FunctionCode.WriteSingleRegister || code == FunctionCode.WriteMultipleRegisters
            || code == FunctionCode.ReadWriteMultipleRegisters;
    }

    /// <summary>Whether everything that an item does can be seen in its fields, or it does nothing to the process.</summary>
    public static bool CanBeJudged(int item)
    {
        int code = FunctionItem.Code(item);
        if (code == FunctionCode.EncapsulatedInterface) return FunctionItem.Sub(item) == FunctionCode.MeiDeviceIdentification;
        if (code == FunctionCode.Diagnostics) return false;
        return Table(code) != AddressTable.None || code == FunctionCode.ReadExceptionStatus || code == FunctionCode.GetCommEventCounter
            || code == FunctionCode.GetCommEventLog || code == FunctionCode.ReportServerId;
    }

    private static int[] Whole(byte[] codes)
    {
        var items = new int[codes.Length];
        for (int i = 0; i < codes.Length; i++) items[i] = FunctionItem.Pack(codes[i], FunctionItem.AnySub);
        return items;
    }
}
