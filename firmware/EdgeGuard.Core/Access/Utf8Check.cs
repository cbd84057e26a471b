namespace EdgeGuard.Core.Access;

/// <summary>Tells whether bytes are UTF-8 (RFC 3629) without control characters. The libraries' decoders replace what is
/// wrong by question marks, and two different wrong names would then compare as equal.</summary>
internal static class Utf8Check
{
    internal static RoleFault Run(byte[] data, int at, int end)
    {
        while (at < end)
        {
            int length = SequenceLength(data[at]);
            if (length == 0 || length > end - at)
                return RoleFault.NotUtf8;
            int code = length == 1 ? data[at] : data[at] & (0x7F >> length);
            for (int i = 1; i < length; i++)
            {
                if ((data[at + i] & 0xC0) != 0x80)
                    return RoleFault.NotUtf8;
                code = code << 6 | (data[at + i] & 0x3F);
            }

            if (!IsShortest(code, length) || code > 0x10FFFF || (code >= 0xD800 && code <= 0xDFFF))
                return RoleFault.NotUtf8;
            if (code < 0x20 || (code >= 0x7F && code < 0xA0))
                return RoleFault.ControlCharacter;
            at += length;
        }

        return RoleFault.None;
    }

    private static int SequenceLength(byte first)
    {
        if (first < 0x80)
            return 1;
        if (first < 0xC0)
            return 0;
        if (first < 0xE0)
            return 2;
        if (first < 0xF0)
            return 3;
        return first < 0xF8 ? 4 : 0;
    }

    private static bool IsShortest(int code, int length)
    {
        switch (length)
        {
            case 1: return true;
            case 2: return code >= 0x80;
            case 3: return code >= 0x800;
            default: return code >= 0x10000;
        }
    }
}
