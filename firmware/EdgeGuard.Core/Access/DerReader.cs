namespace EdgeGuard.Core;

/// <summary>Steps through DER (ITU-T X.690) inside a byte array. Looks, never copies; nothing throws, nothing allocates.</summary>
/// <remarks>Only what a certificate's outline needs: one-byte tags and lengths up to 65 535, minimally encoded.</remarks>
internal static class DerReader
{
    internal const byte Boolean = 0x01;
    internal const byte Integer = 0x02;
    internal const byte BitString = 0x03;
    internal const byte OctetString = 0x04;
    internal const byte ObjectId = 0x06;
    internal const byte Utf8String = 0x0C;
    internal const byte Sequence = 0x30;

    /// <summary>The tag at <paramref name="at"/>, or -1 at the end.</summary>
    internal static int Peek(byte[] data, int at, int end)
    {
        return at < end ? data[at] : -1;
    }

    /// <summary>Enters the value with this tag at <paramref name="at"/>: its content is then at … <paramref name="contentEnd"/>.
    /// False, and nothing moves, when there is no such value, or not all of it before <paramref name="end"/>.</summary>
    internal static bool Enter(byte[] data, ref int at, int end, byte tag, out int contentEnd)
    {
        contentEnd = 0;
        if (end - at < 2 || data[at] != tag) return false;
        int content = at + 2;
        int length = data[at + 1];
        if (length > 0x7F)
        {
            length = LongLength(data, ref content, end, length & 0x7F);
            if (length < 0) return false;
        }

        if (length > end - content) return false;
        at = content;
        contentEnd = content + length;
        return true;
    }

    /// <summary>Steps over the value with this tag. False, and nothing moves, as for <see cref="Enter"/>.</summary>
    internal static bool Skip(byte[] data, ref int at, int end, byte tag)
    {
        int content = at;
        if (!Enter(data, ref content, end, tag, out int contentEnd)) return false;
        at = contentEnd;
        return true;
    }

    /// <summary>Whether the bytes at <paramref name="at"/> … <paramref name="end"/> are exactly these.</summary>
    internal static bool Equal(byte[] data, int at, int end, byte[] expected)
    {
        if (end - at != expected.Length) return false;
        for (int i = 0; i < expected.Length; i++)
        {
            if (data[at + i] != expected[i]) return false;
        }

        return true;
    }

    // X.690 section 10.1: the fewest bytes possible. 0x80 (indefinite) has none and fails here too.
    private static int LongLength(byte[] data, ref int content, int end, int bytes)
    {
        if (bytes < 1 || bytes > 2 || bytes > end - content) return -1;
        int length = bytes == 1 ? data[content] : data[content] << 8 | data[content + 1];
        content += bytes;
        return length < (bytes == 1 ? 0x80 : 0x100) ? -1 : length;
    }
}
