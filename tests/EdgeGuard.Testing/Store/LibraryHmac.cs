using System;
using System.Security.Cryptography;
using EdgeGuard.Core.Ports;

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
}
