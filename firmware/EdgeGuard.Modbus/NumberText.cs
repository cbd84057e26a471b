namespace EdgeGuard.Modbus;

/// <summary>Reads whole numbers as technicians write them: decimal, or hexadecimal behind <c>0x</c>.</summary>
public static class NumberText
{
    /// <summary>What <see cref="Read(string)"/> answers for text that is no number, or none that fits 40 bits.</summary>
    public const long None = -1;

    private const long Largest = 0xFF_FFFF_FFFF;

    /// <summary>A number without sign, or <see cref="None"/>.</summary>
    public static long Read(string text)
    {
        bool isHex = text.Length > 2 && text[0] == '0' && (text[1] == 'x' || text[1] == 'X');
        return isHex ? Read(text, 2, 16) : Read(text, 0, 10);
    }

    /// <summary>A decimal number without sign, or <see cref="None"/>.</summary>
    public static long ReadDecimal(string text)
    {
        return Read(text, 0, 10);
    }

    /// <summary>The value of a hexadecimal digit, or -1.</summary>
    public static int Digit(char c)
    {
        if (c >= '0' && c <= '9') return c - '0';
        if (c >= 'a' && c <= 'f') return c - 'a' + 10;
        if (c >= 'A' && c <= 'F') return c - 'A' + 10;
        return -1;
    }

    private static long Read(string text, int start, int radix)
    {
        char[] digits = text.ToCharArray();
        if (start >= digits.Length) return None;
        long value = 0;
        for (int i = start; i < digits.Length; i++)
        {
            int digit = Digit(digits[i]);
            if (digit < 0 || digit >= radix) return None;
            value = value * radix + digit;
            if (value > Largest) return None;
        }
        return value;
    }
}
