using System;
using EdgeGuard.Core;

namespace EdgeGuard.Testing.Store;

/// <summary>Bytes that look random and are the same in every run.</summary>
public sealed class SeededRandom(int seed) : IRandom
{
    private readonly Random _random = new(seed);

    public void Fill(byte[] buffer, int offset, int count) => _random.NextBytes(buffer.AsSpan(offset, count));
}
