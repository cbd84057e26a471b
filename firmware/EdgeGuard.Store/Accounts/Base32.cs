using EdgeGuard.Policy;

namespace EdgeGuard.Store;

/// <summary>Base 32 (RFC 4648 section 6) without padding, as authenticator apps take it.</summary>
public static class Base32
{
    private const string Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

    public static string Encode(byte[] bytes)
    {
        return Encode(bytes, Alphabet);
    }

    internal static string Encode(byte[] bytes, string alphabet)
    {
        var text = TextBuilder.New();
        int pending = 0;
        int bits = 0;
        for (int i = 0; i < bytes.Length; i++)
        {
            pending = (pending << 8 | bytes[i]) & 0xFFFF;
            bits += 8;
            while (bits >= 5)
            {
                bits -= 5;
                text.Append(alphabet[pending >> bits & 31]);
            }
        }
        if (bits > 0) text.Append(alphabet[pending << (5 - bits) & 31]);
        return text.ToString();
    }
}
