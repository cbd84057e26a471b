using EdgeGuard.Modbus;
using EdgeGuard.Policy;

namespace EdgeGuard.Core.Events;

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
        int digit = FunctionText.TableDigit(record.Function);
        if (digit < 0) return "";
        int last = record.Address + record.Quantity - 1;
        if (last <= record.Address) return " address " + record.Address + " (" + Notation(digit, record.Address) + ")";
        return " address " + record.Address + "-" + last + " (" + Notation(digit, record.Address) + "-" + Notation(digit, last) + ")";
    }

    // Technicians count from 1.
    private static string Notation(int digit, int address)
    {
        return digit + "x" + EventText.Digits(address + 1, 5);
    }

    private static string Offence(EventRecord record)
    {
        string at = record.OffendingAddress >= 0 && record.OffendingAddress != record.Address ? " at " + record.OffendingAddress : "";
        switch (record.Reason)
        {
            case Refusal.Value:
            case Refusal.Step:
                return " value " + record.OffendingValue + at;
            case Refusal.State:
                return " while address " + record.OffendingAddress + " is " + record.OffendingValue;
            case Refusal.Mask:
                return " bits " + record.OffendingValue + at;
            case Refusal.None:
                return "";
            default:
                return at;
        }
    }
}
