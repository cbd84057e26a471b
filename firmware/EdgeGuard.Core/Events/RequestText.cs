using EdgeGuard.Modbus;
using EdgeGuard.Policy;

namespace EdgeGuard.Core;

/// <summary>The request that an event is about, in words: <c>06 write single register unit 1 address 40 (4x00041) value 2000</c>.</summary>
public static class RequestText
{
    public static string Text(EventRecord record)
    {
        string text = FunctionText.Text(record.Function, record.SubFunction) + " unit " + record.Unit;
        if (record.Reason == Refusal.Malformed) return text;
        return text + Address(record) + Offence(record);
    }

    private static string Address(EventRecord record)
    {
        if (!FunctionTable.HasAddress(record.Function)) return "";
        AddressTable table = FunctionTable.Table(record.Function);
        // A queue has the address of a register.
        if (table == AddressTable.FifoQueues) table = AddressTable.HoldingRegisters;
        return " address " + RequestWords.Span(table, record.Address, record.Quantity);
    }

    // What was to be written, of an event that has no other number.
    private static bool TellsValue(EventRecord record)
    {
        bool isDecision = record.Code == EventCode.RequestRefused || record.Code == EventCode.RequestObserved
            || record.Code == EventCode.WriteForwarded;
        return isDecision && record.B > 0 && record.B <= record.Quantity;
    }

    private static string Value(EventRecord record, int at)
    {
        if (record.Function == FunctionCode.MaskWriteRegister)
        {
            return " and mask " + (record.OffendingValue >> 16 & 0xFFFF) + " or mask " + (record.OffendingValue & 0xFFFF);
        }
        return " value " + record.OffendingValue + (record.Quantity > 1 ? " for " + at : "");
    }

    private static string Offence(EventRecord record)
    {
        bool hasValue = TellsValue(record);
        int valueAt = hasValue ? record.Address + record.B - 1 : record.Address;
        string value = hasValue ? Value(record, valueAt) : "";
        string at = record.OffendingAddress >= 0 && record.OffendingAddress != valueAt ? " at " + record.OffendingAddress : "";
        switch (record.Reason)
        {
            case Refusal.Value:
            case Refusal.Step:
                return " value " + ValueText.Text(Type(record), record.OffendingValue) + at
                    + ValueText.Doubt(Type(record), record.OffendingValue);
            case Refusal.State:
                return " while address " + record.OffendingAddress + " is " + record.OffendingValue;
            case Refusal.Mask:
                return " bits " + record.OffendingValue + at;
            case Refusal.None:
                return value;
            default:
                return value + at;
        }
    }

    // A batch may say anything: what no type has for its number is a plain one.
    private static ValueType Type(EventRecord record)
    {
        return record.A >= 0 && record.A <= byte.MaxValue ? (ValueType)record.A : ValueType.U16;
    }
}
