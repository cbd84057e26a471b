using System;
using EdgeGuard.Core;

namespace EdgeGuard.Store;

/// <summary>One piece of the log of batches: batches one behind the other, each
/// with a checksum. What a power cut tore is at the end, and is cut off.</summary>
/// <remarks>
/// Numbers in network byte order:
/// <code>
///  0  4  "EGBL"
///  4  1  version, 1
///  5  4  number of the segment, from 1
///  9     batches, each
///     2  n, length of the batch
///     n  the batch, as it is sent (EventBatchFormat)
///     4  CRC-32 over the segment's number, n and the batch
/// </code>
/// </remarks>
internal sealed class BatchSegment
{
    internal const int HeaderSize = 9;

    /// <summary>Bytes around each batch.</summary>
    internal const int Around = LengthSize + ChecksumSize;

    private const byte Version = 1;
    private const int LengthSize = 2;
    private const int ChecksumSize = 4;
    private static readonly byte[] Magic = { 0x45, 0x47, 0x42, 0x4C };

    private readonly byte[] _bytes;
    private int _at = HeaderSize;

    /// <param name="bytes">What is stored; any bytes.</param>
    internal BatchSegment(byte[] bytes)
    {
        _bytes = bytes;
        Number = HasHeader() ? BigEndian.Get32(bytes, Magic.Length + 1) : 0;
    }

    /// <summary>0 when this is no segment.</summary>
    internal int Number { get; }

    /// <summary>How many bytes are left from where it stands.</summary>
    internal int Left
    {
        get { return Number > 0 ? _bytes.Length - _at : _bytes.Length; }
    }

    /// <summary>The batch where it stands; null behind the last whole one.</summary>
    internal byte[]? Batch()
    {
        int length = Length();
        if (length == 0) return null;
        var batch = new byte[length];
        Array.Copy(_bytes, _at + LengthSize, batch, 0, length);
        return batch;
    }

    /// <summary>Goes on to the next batch. False: it stands behind the last whole one.</summary>
    internal bool Next()
    {
        int length = Length();
        if (length > 0) _at += length + Around;
        return length > 0;
    }

    /// <summary>What is appended for a batch: for the first of a segment with the header before it.</summary>
    internal static byte[] Entry(int number, bool isFirst, byte[] batch, int length)
    {
        int at = isFirst ? HeaderSize : 0;
        var entry = new byte[at + length + Around];
        if (isFirst)
        {
            Array.Copy(Magic, 0, entry, 0, Magic.Length);
            entry[Magic.Length] = Version;
            BigEndian.Put32(entry, Magic.Length + 1, number);
        }
        BigEndian.Put16(entry, at, length);
        Array.Copy(batch, 0, entry, at + LengthSize, length);
        BigEndian.Put32(entry, entry.Length - ChecksumSize, Checksum(number, entry, at, length));
        return entry;
    }

    private bool HasHeader()
    {
        if (_bytes.Length < HeaderSize || _bytes[Magic.Length] != Version || BigEndian.Get32(_bytes, Magic.Length + 1) <= 0) return false;
        for (int i = 0; i < Magic.Length; i++)
        {
            if (_bytes[i] != Magic[i]) return false;
        }
        return true;
    }

    private int Length()
    {
        if (Number == 0 || _bytes.Length - _at < Around) return 0;
        int length = BigEndian.Get16(_bytes, _at);
        if (length < EventBatchFormat.HeaderSize || length > _bytes.Length - _at - Around) return 0;
        return BigEndian.Get32(_bytes, _at + LengthSize + length) == Checksum(Number, _bytes, _at, length) ? length : 0;
    }

    // With the segment's number in it: what an earlier use of the medium left behind is no batch of this one.
    private static int Checksum(int number, byte[] bytes, int at, int length)
    {
        var own = new byte[4];
        BigEndian.Put32(own, 0, number);
        uint crc = Crc32.Add(Crc32.Start, own, 0, own.Length);
        crc = Crc32.Add(crc, bytes, at, LengthSize + length);
        return Crc32.Finish(crc);
    }
}
