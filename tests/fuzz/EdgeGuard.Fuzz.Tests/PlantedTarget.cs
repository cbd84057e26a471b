using System;
using System.Collections.Generic;
using SharpFuzz.Common;

namespace EdgeGuard.Fuzz.Tests;

/// <summary>A reader with a fault behind a word: each letter of it that is
/// right is one edge more, as in a reader that compares them in turn.</summary>
internal sealed unsafe class PlantedTarget(string word) : ITarget
{
    private const int FirstEdge = 100;

    public string Name => "planted";

    public int MaxLength => 64;

    /// <summary>The fault that is behind the word.</summary>
    public Action Fault { get; init; } = () => throw new InvalidOperationException("the planted fault");

    public IEnumerable<byte[]> Seeds() => [];

    public void Run(byte[] input)
    {
        int right = 0;
        while (right < word.Length && right < input.Length && input[right] == word[right]) right++;
        unchecked { Trace.SharedMem[FirstEdge + right]++; }
        if (right == word.Length) Fault();
    }
}
