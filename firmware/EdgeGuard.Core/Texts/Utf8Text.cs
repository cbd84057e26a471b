using System.Text;

namespace EdgeGuard.Core;

/// <summary>Makes texts of bytes, and of no others than exact UTF-8 (RFC 3629) without U+0000.</summary>
/// <remarks>Checked before they are decoded. The libraries replace what is wrong, and two different wrong texts compare as equal; the
/// interpreter ends a text at U+0000, so that a policy would lose the lines behind it.</remarks>
public static class Utf8Text
{
    /// <summary>The text of some bytes; null where they are none.</summary>
    public static string? Read(byte[] buffer, int offset, int count)
    {
        int end = offset + count;
        for (int at = offset; at < end;)
        {
            int length = Character(buffer, at, end, out int code);
            if (length == 0 || code == 0) return null;
            at += length;
        }
        return Encoding.UTF8.GetString(buffer, offset, count);
    }

    /// <summary>The text of all bytes; null where they are none.</summary>
    public static string? Read(byte[] bytes)
    {
        return Read(bytes, 0, bytes.Length);
    }

    /// <summary>How many bytes the character at a place takes; 0 where there is none.</summary>
    /// <param name="buffer">The bytes.</param>
    /// <param name="at">Where it begins; less than <paramref name="end"/>.</param>
    /// <param name="end">Where the text ends.</param>
    /// <param name="code">Its number, U+0000 to U+10FFFF.</param>
    public static int Character(byte[] buffer, int at, int end, out int code)
    {
        code = 0;
        int length = SequenceLength(buffer[at]);
        if (length == 0 || length > end - at) return 0;
        code = length == 1 ? buffer[at] : buffer[at] & (0x7F >> length);
        for (int i = 1; i < length; i++)
        {
            if ((buffer[at + i] & 0xC0) != 0x80) return 0;
            code = code << 6 | (buffer[at + i] & 0x3F);
        }
        bool isSurrogate = code >= 0xD800 && code <= 0xDFFF;
        return code >= LeastCode(length) && code <= 0x10FFFF && !isSurrogate ? length : 0;
    }

    private static int SequenceLength(byte first)
    {
        if (first < 0x80) return 1;
        if (first < 0xC0) return 0;
        if (first < 0xE0) return 2;
        if (first < 0xF0) return 3;
        return first < 0xF8 ? 4 : 0;
    }

    // What takes fewer bytes must not take more.
    private static int LeastCode(int length)
    {
        switch (length)
        {
            case 1: return 0;
            case 2: return 0x80;
            case 3: return 0x800;
            default: return 0x10000;
        }
    }
}
