using System;
using EdgeGuard.Core;

namespace EdgeGuard.Store;

/// <summary>PBKDF2 with HMAC-SHA256 (RFC 8018 section 5.2) for platforms
/// whose library has none: makes guessing a password cost time.</summary>
public static class Pbkdf2
{
    private const int BlockLength = 32;

    /// <summary>Derives <paramref name="length"/> bytes from a password.</summary>
    /// <param name="hmac">HMAC-SHA256.</param>
    /// <param name="password">The password's bytes (UTF-8).</param>
    /// <param name="salt">Random, one for each password.</param>
    /// <param name="iterations">From 1.</param>
    /// <param name="length">Bytes wanted.</param>
    public static byte[] Derive(IHmac hmac, byte[] password, byte[] salt, int iterations, int length)
    {
        var derived = new byte[length];
        for (int block = 1, at = 0; at < length; block++, at += BlockLength)
        {
            byte[] sum = Block(hmac, password, salt, iterations, block);
            Array.Copy(sum, 0, derived, at, length - at < BlockLength ? length - at : BlockLength);
        }
        return derived;
    }

    private static byte[] Block(IHmac hmac, byte[] password, byte[] salt, int iterations, int block)
    {
        var first = new byte[salt.Length + 4];
        Array.Copy(salt, 0, first, 0, salt.Length);
        BigEndian.Put32(first, salt.Length, block);
        byte[] u = hmac.Compute(password, first, 0, first.Length);
        var sum = new byte[BlockLength];
        Array.Copy(u, 0, sum, 0, BlockLength);
        for (int i = 1; i < iterations; i++)
        {
            u = hmac.Compute(password, u, 0, BlockLength);
            for (int k = 0; k < BlockLength; k++) sum[k] ^= u[k];
        }
        return sum;
    }
}
