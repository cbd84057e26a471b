using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;

namespace EdgeGuard.Fuzz;

/// <summary>Makes an input a little different: bits, bytes, lengths, blocks, words of the seeds, halves of two inputs.</summary>
internal sealed class Mutator
{
    private const int MostSteps = 6;
    private const int LongestBlock = 32;

    private static readonly int[] Telling = [0, 1, 2, 6, 7, 8, 16, 63, 64, 100, 125, 127, 128, 254, 255, 256, 260, 0x7FFF, 0x8000, 0xFFFF];

    private readonly Random _random;
    private readonly int _maxLength;
    private readonly byte[][] _words;

    public Mutator(Random random, int maxLength, IEnumerable<byte[]> seeds)
    {
        _random = random;
        _maxLength = maxLength;
        _words = WordsOf(seeds);
    }

    /// <summary>A new input from one of the corpus and another one of it.</summary>
    public byte[] Make(byte[] from, byte[] other)
    {
        var bytes = new List<byte>(from);
        for (int steps = 1 + _random.Next(MostSteps); steps > 0; steps--) Step(bytes, other);
        if (bytes.Count > _maxLength) bytes.RemoveRange(_maxLength, bytes.Count - _maxLength);
        return bytes.ToArray();
    }

    private void Step(List<byte> bytes, byte[] other)
    {
        int at = _random.Next(bytes.Count + 1);
        switch (_random.Next(bytes.Count == 0 ? 2 : 10))
        {
            case 0: bytes.Insert(at, (byte)_random.Next(256)); break;
            case 1: bytes.InsertRange(at, _words.Length > 0 ? _words[_random.Next(_words.Length)] : [0]); break;
            case 2: bytes[at % bytes.Count] ^= (byte)(1 << _random.Next(8)); break;
            case 3: bytes[at % bytes.Count] = (byte)_random.Next(256); break;
            case 4: bytes[at % bytes.Count] = unchecked((byte)(bytes[at % bytes.Count] + _random.Next(-16, 17))); break;
            case 5: Telling16(bytes, at % bytes.Count); break;
            case 6: bytes.RemoveRange(at % bytes.Count, Block(bytes.Count - at % bytes.Count)); break;
            case 7: bytes.InsertRange(at, bytes.GetRange(at % bytes.Count, Block(bytes.Count - at % bytes.Count))); break;
            case 8: Replace(bytes, at % bytes.Count); break;
            default: Splice(bytes, at, other); break;
        }
    }

    private void Telling16(List<byte> bytes, int at)
    {
        int value = Telling[_random.Next(Telling.Length)];
        if (at + 1 < bytes.Count && _random.Next(2) == 0) bytes[at++] = (byte)(value >> 8);
        bytes[at] = unchecked((byte)value);
    }

    private void Replace(List<byte> bytes, int at)
    {
        if (_words.Length == 0) return;
        bytes.RemoveRange(at, Block(bytes.Count - at));
        bytes.InsertRange(at, _words[_random.Next(_words.Length)]);
    }

    private void Splice(List<byte> bytes, int at, byte[] other)
    {
        bytes.RemoveRange(at, bytes.Count - at);
        bytes.AddRange(other.AsSpan(_random.Next(other.Length + 1)));
    }

    private int Block(int available) => 1 + _random.Next(Math.Min(available, LongestBlock));

    // Only where the seeds are text: words of the language get an input past the first keyword.
    private static byte[][] WordsOf(IEnumerable<byte[]> seeds) => seeds
        .Where(seed => seed.All(b => b is (byte)'\n' or >= 32))
        .SelectMany(seed => Encoding.UTF8.GetString(seed).Split([' ', '\n'], StringSplitOptions.RemoveEmptyEntries))
        .SelectMany(word => new[] { word + " ", word, "\n" + word + " " })
        .Distinct()
        .Select(Encoding.UTF8.GetBytes)
        .ToArray();
}
