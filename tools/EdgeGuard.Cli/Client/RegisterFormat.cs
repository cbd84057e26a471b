using System;
using System.Globalization;

namespace EdgeGuard.Cli;

/// <summary>How registers make a value, in the words of the policy language: <c>s16</c>, <c>f32 low-first</c>. Immutable.</summary>
internal sealed class RegisterFormat
{
    internal const string HighFirst = "high-first";
    internal const string LowFirst = "low-first";

    /// <summary>The types that there are.</summary>
    internal static readonly string[] Types = ["u16", "s16", "u32", "s32", "f32"];

    private readonly string _type;
    private readonly bool _isLowFirst;

    private RegisterFormat(string type, bool isLowFirst)
    {
        _type = type;
        _isLowFirst = isLowFirst;
    }

    /// <summary>Registers of one value.</summary>
    internal int Registers => _type.EndsWith("32", StringComparison.Ordinal) ? 2 : 1;

    /// <summary>What a value may be, in words.</summary>
    internal string Range => _type switch
    {
        "u16" => "0 to 65535",
        "s16" => "-32768 to 32767",
        "u32" => "0 to 4294967295",
        "s32" => "-2147483648 to 2147483647",
        _ => "a number, such as 21.5 or -3e-4",
    };

    /// <summary>The type that words name; null, and what is wrong, for words that name none.</summary>
    /// <param name="words">A type, and perhaps which word comes first.</param>
    /// <param name="problem">What is wrong, and what helps; otherwise empty.</param>
    internal static RegisterFormat? Parse(string[] words, out string problem)
    {
        problem = "";
        string order = words.Length > 1 ? words[1] : HighFirst;
        if (words.Length is < 1 or > 2 || Array.IndexOf(Types, words[0]) < 0 || order is not (HighFirst or LowFirst))
        {
            problem = $"--as '{string.Join(' ', words)}' is no type: u16, s16, u32, s32 or f32, and for pairs {HighFirst} or {LowFirst}";
        }
        else if (words.Length > 1 && words[0].EndsWith("16", StringComparison.Ordinal))
        {
            problem = $"--as {words[0]} is one register, of which neither comes first: leave '{order}' out";
        }
        return problem.Length > 0 ? null : new RegisterFormat(words[0], order == LowFirst);
    }

    /// <summary>A value's registers, in the order in which they are sent; null for a text that is none.</summary>
    internal int[]? Write(string text)
    {
        long? bits = _type == "f32" ? Single(text) : Whole(text);
        if (bits is not { } value) return null;
        int high = (int)(value >> 16 & 0xFFFF);
        int low = (int)(value & 0xFFFF);
        return Registers == 1 ? [low] : _isLowFirst ? [low, high] : [high, low];
    }

    /// <summary>The value of one or two registers as they were received, and its bits.</summary>
    internal (double Value, uint Bits) Read(ReadOnlySpan<int> registers)
    {
        uint bits = Registers == 1 ? (uint)registers[0]
            : _isLowFirst ? (uint)registers[1] << 16 | (uint)registers[0]
            : (uint)registers[0] << 16 | (uint)registers[1];
        double value = _type switch
        {
            "s16" => (double)unchecked((short)bits),
            "s32" => unchecked((int)bits),
            "f32" => BitConverter.UInt32BitsToSingle(bits),
            _ => bits,
        };
        return (value, bits);
    }

    /// <summary>A value as people and machines read it: exact, and as short as it can be.</summary>
    internal string Text(double value) =>
        _type == "f32" ? ((float)value).ToString(CultureInfo.InvariantCulture) : value.ToString("F0", CultureInfo.InvariantCulture);

    private static long? Single(string text)
    {
        bool isNumber = float.TryParse(
            text, NumberStyles.Float & ~NumberStyles.AllowTrailingWhite, CultureInfo.InvariantCulture, out float single);
        return isNumber && float.IsFinite(single) ? BitConverter.SingleToUInt32Bits(single) : null;
    }

    private long? Whole(string text)
    {
        bool isHex = text.StartsWith("0x", StringComparison.OrdinalIgnoreCase);
        bool isNumber = isHex
            ? long.TryParse(text.AsSpan(2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out long number)
            : long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out number);
        long all = 1L << 16 * Registers;
        bool isSigned = _type[0] == 's' && !isHex;
        long least = isSigned ? -all / 2 : 0;
        long most = isSigned ? all / 2 - 1 : all - 1;
        return isNumber && number >= least && number <= most ? number : null;
    }
}
