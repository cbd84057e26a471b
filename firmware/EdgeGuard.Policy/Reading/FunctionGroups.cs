using EdgeGuard.Modbus;

namespace EdgeGuard.Policy;

/// <summary>The words of the policy language that stand for lists of functions.</summary>
/// <remarks>Written out, and not made from what is known of functions: what a policy in force allows must not grow because a later version
/// knows one more.</remarks>
public static class FunctionGroups
{
    /// <summary>All of them.</summary>
    internal static readonly string[] Words = { "reads", "writes", "identification", "programming" };

    private static readonly byte[] Reads =
    {
        FunctionCode.ReadCoils, FunctionCode.ReadDiscreteInputs, FunctionCode.ReadHoldingRegisters, FunctionCode.ReadInputRegisters,
    };

    private static readonly byte[] Writes =
    {
        FunctionCode.WriteSingleCoil, FunctionCode.WriteSingleRegister, FunctionCode.WriteMultipleCoils,
        FunctionCode.WriteMultipleRegisters, FunctionCode.MaskWriteRegister, FunctionCode.ReadWriteMultipleRegisters,
    };

    /// <summary>The functions of a group, in order, as <see cref="FunctionItem"/> packs them; null for a word that is no group.</summary>
    public static int[]? Of(string word)
    {
        switch (word)
        {
            case "reads": return Whole(Reads);
            case "writes": return Whole(Writes);
            case "identification":
                return new[] { FunctionItem.Pack(FunctionCode.EncapsulatedInterface, FunctionCode.MeiDeviceIdentification) };
            case "programming": return Whole(VendorFunctions.Programming());
            default: return null;
        }
    }

    private static int[] Whole(byte[] codes)
    {
        var items = new int[codes.Length];
        for (int i = 0; i < codes.Length; i++) items[i] = FunctionItem.Pack(codes[i], FunctionItem.AnySub);
        return items;
    }
}
