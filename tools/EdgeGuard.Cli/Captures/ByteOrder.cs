using System;
using System.Buffers.Binary;

namespace EdgeGuard.Cli;

/// <summary>The order that the writer of a capture had its bytes in, most significant first or last.</summary>
internal readonly record struct ByteOrder(bool IsBigEndian)
{
    /// <summary>The first two bytes as a number.</summary>
    public ushort Half(ReadOnlySpan<byte> bytes) =>
        IsBigEndian ? BinaryPrimitives.ReadUInt16BigEndian(bytes) : BinaryPrimitives.ReadUInt16LittleEndian(bytes);

    /// <summary>The first four bytes as a number.</summary>
    public uint Word(ReadOnlySpan<byte> bytes) =>
        IsBigEndian ? BinaryPrimitives.ReadUInt32BigEndian(bytes) : BinaryPrimitives.ReadUInt32LittleEndian(bytes);

    /// <summary>The first eight bytes as a number with a sign.</summary>
    public long SignedLong(ReadOnlySpan<byte> bytes) =>
        IsBigEndian ? BinaryPrimitives.ReadInt64BigEndian(bytes) : BinaryPrimitives.ReadInt64LittleEndian(bytes);
}
