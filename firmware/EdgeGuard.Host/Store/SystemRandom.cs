using System;
using System.Security.Cryptography;
using EdgeGuard.Core;

namespace EdgeGuard.Host;

/// <summary>The operating system's entropy.</summary>
public sealed class SystemRandom : IRandom
{
    /// <inheritdoc/>
    public void Fill(byte[] buffer, int offset, int count) => RandomNumberGenerator.Fill(buffer.AsSpan(offset, count));
}
