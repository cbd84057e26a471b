namespace EdgeGuard.Policy;

/// <summary>Values of registers and coils in words, as their type has it.</summary>
public static class ValueText
{
    // Longer lists show the registers of their first ranges only.
    private const int MostRanges = 2;

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

    /// <summary>The ends of a line's ranges as the registers that hold them, to be held beside a trace: <c>90.0 = 42B4 0000</c>.
    /// Empty for a line without ranges of pairs.</summary>
    internal static string Registers(PolicyLine line)
    {
        if (line.Values == null || !line.IsPaired) return "";
        string text = "";
        for (int i = 0; i < line.Values.Count && i < MostRanges; i++)
        {
            text += (i > 0 ? ", " : "") + End(line, line.Values.Lo(i), 2 * i);
            if (line.Values.Hi(i) != line.Values.Lo(i)) text += ", " + End(line, line.Values.Hi(i), 2 * i + 1);
        }
        return text + (line.Values.Count > MostRanges ? ", ..." : "");
    }

    private static string End(PolicyLine line, long key, int at)
    {
        long bits = line.ValueType == ValueType.F32 && key < 0 ? 0x8000_0000 - key : key & uint.MaxValue;
        string high = LineWriter.Hex((int)(bits >> 16));
        string low = LineWriter.Hex((int)(bits & 0xFFFF));
        return LineWriter.Value(line, key, at) + " = " + (line.IsLowFirst ? low + " " + high : high + " " + low);
    }

    private static string Single(uint bits)
    {
        return ((float)ValueKey.ToDouble(bits)).ToString();
    }
}
