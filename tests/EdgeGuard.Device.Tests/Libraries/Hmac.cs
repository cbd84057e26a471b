extern alias Real;

namespace System.Security.Cryptography;

/// <summary>The library's HMAC-SHA256.</summary>
public static class HMACSHA256
{
    public static byte[] HashData(byte[] key, byte[] source)
    {
        return Real::System.Security.Cryptography.HMACSHA256.HashData(key, source);
    }
}
