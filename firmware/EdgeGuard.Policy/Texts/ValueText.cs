namespace EdgeGuard.Policy;

/// <summary>Values of registers and coils in words, as their type has it.</summary>
public static class ValueText
{
    /// <summary>The words of the register types, in their order.</summary>
    internal static readonly string[] TypeWords = { "u16", "s16", "u32", "s32", "f32" };

    /// <summary>A value, such as a refusal is about (<see cref="Decision.OffendingValue"/>).</summary>
    public static string Text(ValueType type, int value)
    {
        switch (type)
        {
            case ValueType.Coil: return value == 0 ? "off" : "on";
            case ValueType.U32: return unchecked((uint)value).ToString();
            case ValueType.F32: return Single(unchecked((uint)value));
            default: return value.ToString();
        }
    }

    /// <summary>What to look for where a value is none that a process has; empty for any other.</summary>
    /// <remarks>An ordinary f32 whose halves change places is next to nothing: 1000.0 becomes 2.5e-41.</remarks>
    public static string Doubt(ValueType type, int value)
    {
        uint bits = unchecked((uint)value);
        if (type != ValueType.F32 || ValueKey.IsNumber(bits)) return "";
        uint swapped = bits << 16 | bits >> 16;
        return ": are the words swapped?" + (ValueKey.IsNumber(swapped) ? " The other way round it is " + Single(swapped) : "");
    }

    /// <summary>A type as a line names it.</summary>
    public static string TypeWord(ValueType type)
    {
        return type == ValueType.Coil ? "on or off" : TypeWords[(int)type];
    }

    private static string Single(uint bits)
    {
        return ((float)ValueKey.ToDouble(bits)).ToString();
    }
}
