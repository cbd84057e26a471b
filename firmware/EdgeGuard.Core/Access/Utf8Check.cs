namespace EdgeGuard.Core;

/// <summary>Tells whether bytes are UTF-8 (RFC 3629) without control characters. The libraries' decoders replace what is
/// wrong by question marks, and two different wrong names would then compare as equal.</summary>
internal static class Utf8Check
{
    internal static RoleFault Run(byte[] data, int at, int end)
    {
        while (at < end)
        {
            int length = Utf8Text.Character(data, at, end, out int code);
            if (length == 0) return RoleFault.NotUtf8;
            if (code < 0x20 || (code >= 0x7F && code < 0xA0)) return RoleFault.ControlCharacter;
            at += length;
        }

        return RoleFault.None;
    }
}
