using EdgeGuard.Modbus;

namespace EdgeGuard.Policy;

/// <summary>A function code with or without sub-function, packed into one number that sorts by code.</summary>
public static class FunctionItem
{
    /// <summary>The sub-function of an item that means them all.</summary>
    public const int AnySub = -1;

    /// <summary>Codes run from 1 to one less than this.</summary>
    public const int Codes = FunctionCode.ExceptionFlag;

    /// <summary>Packs a code 1…127 and a sub-function 0…65535, or <see cref="AnySub"/>.</summary>
    public static int Pack(int code, int sub)
    {
        return code << 17 | (sub + 1);
    }

    /// <summary>Whether everything that a function does can be seen in its fields, or it does nothing to the process.</summary>
    /// <param name="code">The function code.</param>
    /// <param name="sub">Its sub-function; <see cref="AnySub"/> for all or none.</param>
    public static bool CanBeJudged(int code, int sub)
    {
        if (!FunctionTable.HasSubFunction(code)) return FunctionTable.IsKnown(code);
        return code == FunctionCode.EncapsulatedInterface && sub == FunctionCode.MeiDeviceIdentification;
    }

    public static int Code(int item)
    {
        return item >> 17;
    }

    public static int Sub(int item)
    {
        return (item & 0x1FFFF) - 1;
    }
}
