using System;

namespace EdgeGuard.Core;

/// <summary>A batch that is longer than a broker takes at once travels in parts, on the same topic and in their order; together they are
/// the batch, byte for byte.</summary>
/// <remarks>
/// Numbers in network byte order:
/// <code>
///  0  4  "EGEP"
///  4  1  version, 1
///  5  1  0
///  6  2  number of the part, from 0
///  8  2  how many parts there are
/// 10  8  sequence of the batch's first record
/// 18     the next bytes of the batch, at least one
/// </code>
/// </remarks>
public static class BatchPart
{
    /// <summary>Bytes before those of the batch.</summary>
    public const int HeaderSize = 18;

    /// <summary>Most parts of a batch.</summary>
    public const int MaxParts = 1024;

    private const byte Version = 1;
    private const int NumberOffset = 6;
    private const int PartsOffset = 8;
    private const int FirstOffset = 10;
    private static readonly byte[] Magic = new byte[] { 0x45, 0x47, 0x45, 0x50 };

    /// <summary>How many parts a batch takes if none may have more than <paramref name="most"/> bytes; 0: it cannot be done.</summary>
    public static int Count(int length, int most)
    {
        int content = most - HeaderSize;
        if (content <= 0) return 0;
        int parts = (length + content - 1) / content;
        return parts <= MaxParts ? parts : 0;
    }

    /// <summary>Writes part <paramref name="number"/> of a batch into
    /// <paramref name="part"/>, which has as many bytes as a part may have.</summary>
    /// <returns>How many bytes the part has.</returns>
    public static int Write(byte[] batch, int length, int number, byte[] part)
    {
        int content = part.Length - HeaderSize;
        int from = number * content;
        int count = length - from < content ? length - from : content;
        Array.Copy(Magic, 0, part, 0, Magic.Length);
        part[Magic.Length] = Version;
        part[Magic.Length + 1] = 0;
        BigEndian.Put16(part, NumberOffset, number);
        BigEndian.Put16(part, PartsOffset, Count(length, part.Length));
        Array.Copy(batch, EventBatchFormat.FirstOffset, part, FirstOffset, 8);
        Array.Copy(batch, from, part, HeaderSize, count);
        return HeaderSize + count;
    }

    /// <summary>Whether a message is a part of a batch.</summary>
    public static bool IsPart(byte[] message)
    {
        if (message.Length <= HeaderSize || message[Magic.Length] != Version || message[Magic.Length + 1] != 0) return false;
        for (int i = 0; i < Magic.Length; i++)
        {
            if (message[i] != Magic[i]) return false;
        }

        return true;
    }

    internal static int NumberOf(byte[] part)
    {
        return BigEndian.Get16(part, NumberOffset);
    }

    internal static int PartsOf(byte[] part)
    {
        return BigEndian.Get16(part, PartsOffset);
    }

    internal static long FirstOf(byte[] part)
    {
        return BigEndian.Get64(part, FirstOffset);
    }
}
