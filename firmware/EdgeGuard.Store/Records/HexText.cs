namespace EdgeGuard.Store;

/// <summary>Bytes as lower-case hexadecimal digits, read back.</summary>
public static class HexText
{
    /// <summary>So many bytes; null for any other text.</summary>
    public static byte[]? Read(string text, int length)
    {
        if (text.Length != length * 2) return null;
        var bytes = new byte[length];
        for (int i = 0; i < text.Length; i++)
        {
            int digit = "0123456789abcdef".IndexOf(text[i]);
            if (digit < 0) return null;
            bytes[i / 2] = (byte)(bytes[i / 2] << 4 | digit);
        }
        return bytes;
    }
}
