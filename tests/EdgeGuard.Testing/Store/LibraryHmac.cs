using System;
using System.Security.Cryptography;
using EdgeGuard.Core;
using EdgeGuard.Store;

namespace EdgeGuard.Testing.Store;

/// <summary>HMAC-SHA256 of the platform's library, and how often it was asked for.</summary>
public sealed class LibraryHmac : IHmac
{
    public int Calls { get; private set; }

    public byte[] Compute(byte[] key, byte[] buffer, int offset, int count)
    {
        Calls++;
        return HMACSHA256.HashData(key, buffer.AsSpan(offset, count));
    }

    /// <summary>By our own PBKDF2, as on a platform whose library has none.</summary>
    public byte[] Stretch(byte[] password, byte[] salt, int iterations, int length) =>
        Pbkdf2.Derive(this, password, salt, iterations, length);
}
