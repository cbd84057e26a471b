using System;
using System.Security.Cryptography;
using EdgeGuard.Core;
using EdgeGuard.Store;

namespace EdgeGuard.Device;

/// <summary>HMAC-SHA256 of the interpreter's library. It has no PBKDF2: a password is stretched by ours.</summary>
internal sealed class NativeHmac : IHmac
{
    /// <inheritdoc/>
    public byte[] Compute(byte[] key, byte[] buffer, int offset, int count)
    {
        if (offset == 0 && count == buffer.Length) return HMACSHA256.HashData(key, buffer);
        var part = new byte[count];
        Array.Copy(buffer, offset, part, 0, count);
        return HMACSHA256.HashData(key, part);
    }

    /// <inheritdoc/>
    public byte[] Stretch(byte[] password, byte[] salt, int iterations, int length)
    {
        return Pbkdf2.Derive(this, password, salt, iterations, length);
    }
}
