using EdgeGuard.Modbus;

namespace EdgeGuard.Core;

/// <summary>What was wrong with a PLC's answer, in words and numbers.</summary>
internal static class ResponseText
{
    // What the MBAP length field does not count: everything up to itself.
    private const int BeforeLength = 6;

    internal static string Of(EventRecord record)
    {
        int expected = record.B;
        int actual = record.OffendingValue;
        switch ((ResponseFault)EventDetailText.Number(record.A))
        {
            case ResponseFault.Empty: return "empty";
            case ResponseFault.FunctionCode: return "function code " + actual + " instead of " + expected;
            case ResponseFault.Length:
                return Bytes(actual) + (expected > 0 ? " instead of " + expected : ", which is not what it implies itself");
            case ResponseFault.ByteCount:
                return expected > 0 ? "byte count " + actual + " instead of " + expected : "a byte count that does not fit";
            case ResponseFault.Echo: return Echo(record);
            case ResponseFault.Exception: return Exception(actual, expected);
            case ResponseFault.FieldValue: return "a field that the specification does not know";
            case ResponseFault.Unit: return "unit " + actual + " instead of " + expected;
            case ResponseFault.LengthField: return "length field " + expected + ", " + Bytes(actual) + " came";
            case ResponseFault.Transaction: return "transaction id " + actual + " instead of " + expected + ": the PLC does not repeat it";
            default: return "fault " + record.A;
        }
    }

    internal static string Cut(EventRecord record)
    {
        if (record.B == 0 || record.A < BeforeLength) return Bytes(record.A) + " came";
        return "length field " + record.B + ", " + Bytes(record.A - BeforeLength) + " came";
    }

    private static string Bytes(int count)
    {
        return count == 1 ? "1 byte" : count + " bytes";
    }

    private static string Exception(int code, int behind)
    {
        if (behind < 0) return "an exception without a code";
        return code == 0 ? "exception code 0" : "exception " + code + " with " + Bytes(behind) + " behind it, handed on without";
    }

    private static string Echo(EventRecord record)
    {
        if (record.OffendingAddress >= 0) return "asked for address " + record.B + ", the PLC says " + record.OffendingAddress;
        switch (record.Function)
        {
            case FunctionCode.WriteSingleCoil: return "wrote " + Coil(record.B) + ", the PLC says " + Coil(record.OffendingValue);
            case FunctionCode.WriteSingleRegister: return "wrote " + record.B + ", the PLC says " + record.OffendingValue;
            case FunctionCode.WriteMultipleCoils:
            case FunctionCode.WriteMultipleRegisters:
                return "wrote " + record.B + " of them, the PLC says " + record.OffendingValue;
            default: return "sent " + record.B + ", the PLC repeats " + record.OffendingValue;
        }
    }

    // How 5 says on and off (Application Protocol V1.1b3, section 6.5).
    private static string Coil(int value)
    {
        switch (value)
        {
            case 0: return "off";
            case 0xFF00: return "on";
            default: return "" + value;
        }
    }
}
