using System;
using System.Security.Cryptography;
using EdgeGuard.Core.Ports;

namespace EdgeGuard.Host.Store;

/// <summary>The operating system's entropy.</summary>
public sealed class SystemRandom : IRandom
{
    /// <inheritdoc/>
    public void Fill(byte[] buffer, int offset, int count) => RandomNumberGenerator.Fill(buffer.AsSpan(offset, count));
}
