using System;
using System.Text;
using EdgeGuard.Core;

namespace EdgeGuard.Store;

/// <summary>The frame around what is stored, by which a whole copy can be told from a damaged one.</summary>
/// <remarks>
/// Numbers in network byte order:
/// <code>
///  0  4  "EGSR"
///  4  1  version, 1
///  5  3  0
///  8  4  generation: which copy is newer, from 1
/// 12  4  n, length of the content
/// 16  n  content
///     4  CRC-32 over the record's name (UTF-8) and everything before
/// </code>
/// </remarks>
public static class RecordFormat
{
    /// <summary>Bytes before the content.</summary>
    public const int HeaderSize = 16;

    /// <summary>Largest content: policy and settings as long as they may be, and what the device can hold twice.</summary>
    public const int MaxContent = 512 * 1024;

    private const int Tail = 4;
    private const byte Version = 1;
    private static readonly byte[] Magic = { 0x45, 0x47, 0x53, 0x52 };

    /// <summary>Frames a content.</summary>
    public static byte[] Write(string name, int generation, byte[] content)
    {
        var record = new byte[HeaderSize + content.Length + Tail];
        Array.Copy(Magic, 0, record, 0, Magic.Length);
        record[4] = Version;
        BigEndian.Put32(record, 8, generation);
        BigEndian.Put32(record, 12, content.Length);
        Array.Copy(content, 0, record, HeaderSize, content.Length);
        BigEndian.Put32(record, record.Length - Tail, Checksum(name, record));
        return record;
    }

    /// <summary>The content, or null when the bytes are no whole record of that name. Any bytes; never throws.</summary>
    public static byte[]? Read(string name, byte[] record, out int generation)
    {
        generation = 0;
        if (record.Length < HeaderSize + Tail || !HasHeader(record)) return null;
        int length = BigEndian.Get32(record, 12);
        if (length < 0 || length > MaxContent || record.Length != HeaderSize + length + Tail) return null;
        int number = BigEndian.Get32(record, 8);
        if (number <= 0 || BigEndian.Get32(record, record.Length - Tail) != Checksum(name, record)) return null;
        generation = number;
        var content = new byte[length];
        Array.Copy(record, HeaderSize, content, 0, length);
        return content;
    }

    private static bool HasHeader(byte[] record)
    {
        for (int i = 0; i < Magic.Length; i++)
        {
            if (record[i] != Magic[i]) return false;
        }
        return record[4] == Version && record[5] == 0 && record[6] == 0 && record[7] == 0;
    }

    // With the name in it, a record that was put in the place of another one is damaged.
    private static int Checksum(string name, byte[] record)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(name);
        uint crc = Crc32.Add(Crc32.Start, bytes, 0, bytes.Length);
        crc = Crc32.Add(crc, record, 0, record.Length - Tail);
        return Crc32.Finish(crc);
    }
}
