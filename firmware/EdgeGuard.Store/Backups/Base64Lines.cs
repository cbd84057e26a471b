using System.Text;

namespace EdgeGuard.Store;

/// <summary>Bytes as lines of Base 64 (RFC 4648 section 4). The library's reader throws on what is none; this one says so.</summary>
internal static class Base64Lines
{
    private const string Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    private const int BytesPerLine = 48;

    /// <summary>Appends lines, each with a mark before it.</summary>
    internal static void Append(StringBuilder to, string mark, byte[] bytes)
    {
        for (int at = 0; at < bytes.Length; at += BytesPerLine)
        {
            int end = at + BytesPerLine < bytes.Length ? at + BytesPerLine : bytes.Length;
            to.Append(mark);
            for (int i = at; i < end; i += 3) Group(to, bytes, i, end - i);
            to.Append('\n');
        }
    }

    /// <summary>Adds the bytes of one line to a writer. False: it is not Base 64, or not in its one form.</summary>
    internal static bool Read(string line, ByteWriter to)
    {
        char[] letters = line.ToCharArray();
        if (letters.Length == 0 || letters.Length % 4 != 0) return false;
        for (int at = 0; at < letters.Length; at += 4)
        {
            bool isLast = at + 4 == letters.Length;
            int padding = !isLast || letters[at + 3] != '=' ? 0 : letters[at + 2] == '=' ? 2 : 1;
            int bits = 0;
            for (int i = 0; i < 4; i++)
            {
                int digit = i >= 4 - padding ? 0 : Value(letters[at + i]);
                if (digit < 0) return false;
                bits = bits << 6 | digit;
            }
            for (int i = 0; i < 3 - padding; i++) to.Byte(bits >> (16 - 8 * i) & 0xFF);
            if (padding > 0 && (bits & ((1 << 8 * padding) - 1)) != 0) return false;
        }
        return true;
    }

    // -1: no digit of Base 64.
    private static int Value(char c)
    {
        if (c >= 'A' && c <= 'Z') return c - 'A';
        if (c >= 'a' && c <= 'z') return c - 'a' + 26;
        if (c >= '0' && c <= '9') return c - '0' + 52;
        return c == '+' ? 62 : c == '/' ? 63 : -1;
    }

    private static void Group(StringBuilder to, byte[] bytes, int at, int count)
    {
        int bits = bytes[at] << 16;
        if (count > 1) bits |= bytes[at + 1] << 8;
        if (count > 2) bits |= bytes[at + 2];
        to.Append(Alphabet[bits >> 18]);
        to.Append(Alphabet[bits >> 12 & 63]);
        to.Append(count > 1 ? Alphabet[bits >> 6 & 63] : '=');
        to.Append(count > 2 ? Alphabet[bits & 63] : '=');
    }
}
