namespace EdgeGuard.Modbus;

/// <summary>Function codes in words, as the specification names them.</summary>
public static class FunctionText
{
    /// <summary>For example <c>06 write single register</c> or <c>43/14 read device identification</c>.</summary>
    /// <param name="function">The function code.</param>
    /// <param name="subFunction">Sub-function or MEI type; -1 for none.</param>
    public static string Text(byte function, int subFunction)
    {
        string number = Digits(function);
        if (subFunction >= 0) number = number + "/" + subFunction;
        return number + " " + Name(function, subFunction);
    }

    /// <summary>Two digits and the name: <c>06 (write single register)</c>.</summary>
    public static string Title(int code)
    {
        return Digits(code) + " (" + Name((byte)code, -1) + ")";
    }

    /// <summary>A code as tables of functions have it, in two digits: <c>06</c>.</summary>
    public static string Digits(int code)
    {
        return code < 10 ? "0" + code : "" + code;
    }

    /// <summary>The name alone; <c>function outside the specification</c> for a code that is neither public nor a known vendor's.</summary>
    public static string Name(byte function, int subFunction)
    {
        if (!FunctionTable.IsKnown(function)) return VendorFunctions.Name(function);
        bool isEncapsulated = function == FunctionCode.EncapsulatedInterface;
        if (isEncapsulated && subFunction == FunctionCode.MeiDeviceIdentification) return "read device identification";
        if (isEncapsulated && subFunction == FunctionCode.MeiCanOpen) return "CANopen general reference";
        return FunctionTable.Name(function);
    }
}
