using System;
using System.Buffers.Binary;

namespace EdgeGuard.Cli;

/// <summary>A TCP segment: ports, place in the stream, data (RFC 9293, section 3.1).</summary>
internal readonly ref struct TcpSegment
{
    private const int Header = 20;
    private const int Syn = 2;
    private const int Ack = 16;

    private TcpSegment(ReadOnlySpan<byte> bytes, ReadOnlySpan<byte> data)
    {
        SourcePort = BinaryPrimitives.ReadUInt16BigEndian(bytes);
        DestinationPort = BinaryPrimitives.ReadUInt16BigEndian(bytes[2..]);
        Sequence = BinaryPrimitives.ReadUInt32BigEndian(bytes[4..]);
        Acknowledged = BinaryPrimitives.ReadUInt32BigEndian(bytes[8..]);
        IsAcknowledging = (bytes[13] & Ack) != 0;
        IsSyn = (bytes[13] & Syn) != 0;
        IsFirst = (bytes[13] & (Syn | Ack)) == Syn;
        Data = data;
    }

    public int SourcePort { get; }

    public int DestinationPort { get; }

    public uint Sequence { get; }

    /// <summary>The next byte that its sender expects of the other side, where <see cref="IsAcknowledging"/>.</summary>
    public uint Acknowledged { get; }

    public bool IsAcknowledging { get; }

    public bool IsSyn { get; }

    /// <summary>The first segment of a connection, from who opens it.</summary>
    public bool IsFirst { get; }

    public ReadOnlySpan<byte> Data { get; }

    /// <summary>False where the header is cut off or longer than the segment.</summary>
    public static bool TryRead(ReadOnlySpan<byte> bytes, out TcpSegment segment)
    {
        segment = default;
        if (bytes.Length < Header) return false;
        int header = (bytes[12] >> 4) * 4;
        if (header < Header || header > bytes.Length) return false;
        segment = new TcpSegment(bytes, bytes[header..]);
        return true;
    }
}
