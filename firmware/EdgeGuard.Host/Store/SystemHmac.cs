using System;
using System.Security.Cryptography;
using EdgeGuard.Core;

namespace EdgeGuard.Host;

/// <summary>HMAC-SHA256 of the platform's library.</summary>
public sealed class SystemHmac : IHmac
{
    /// <inheritdoc/>
    public byte[] Compute(byte[] key, byte[] buffer, int offset, int count) => HMACSHA256.HashData(key, buffer.AsSpan(offset, count));

    /// <inheritdoc/>
    public byte[] Stretch(byte[] password, byte[] salt, int iterations, int length) =>
        Rfc2898DeriveBytes.Pbkdf2(password, salt, iterations, HashAlgorithmName.SHA256, length);
}
