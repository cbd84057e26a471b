namespace EdgeGuard.Store;

/// <summary>Base64 among bytes, with blanks and line ends wherever they are. The library's reader takes a text, and on the device does not
/// say what is none.</summary>
internal static class PemBase64
{
    /// <summary>The bytes, or null: then <paramref name="bad"/> is where the first
    /// wrong character is, or <paramref name="to"/> where some are missing.</summary>
    internal static byte[]? Decode(byte[] file, int from, int to, out int bad)
    {
        var bytes = new byte[(to - from) / 4 * 3 + 3];
        int count = 0;
        int digits = 0;
        int padding = 0;
        int bits = 0;
        for (bad = from; bad < to; bad++)
        {
            if (IsBlank(file[bad])) continue;
            int digit = Digit(file[bad]);
            bool isPadding = file[bad] == '=' && digits >= 2;
            if (isPadding) padding++;
            else if (digit < 0 || padding > 0) return null;
            bits = bits << 6 | (isPadding ? 0 : digit);
            if (++digits < 4) continue;
            bytes[count++] = (byte)(bits >> 16 & 0xFF);
            bytes[count++] = (byte)(bits >> 8 & 0xFF);
            bytes[count++] = (byte)(bits & 0xFF);
            digits = 0;
            bits = 0;
        }
        if (digits != 0 || count == 0 || padding > 2) return null;
        return Cut(bytes, count - padding);
    }

    /// <summary>What a character stands for; less than 0 for none.</summary>
    internal static int Digit(byte c)
    {
        if (c >= 'A' && c <= 'Z') return c - 'A';
        if (c >= 'a' && c <= 'z') return c - 'a' + 26;
        if (c >= '0' && c <= '9') return c - '0' + 52;
        return c == '+' ? 62 : c == '/' ? 63 : -1;
    }

    private static bool IsBlank(byte c)
    {
        return c == ' ' || (c >= 9 && c <= 13);
    }

    private static byte[] Cut(byte[] bytes, int count)
    {
        var exact = new byte[count];
        for (int i = 0; i < count; i++) exact[i] = bytes[i];
        return exact;
    }
}
