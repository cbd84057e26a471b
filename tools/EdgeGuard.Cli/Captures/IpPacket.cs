using System;
using System.Buffers.Binary;
using System.Net;

namespace EdgeGuard.Cli;

/// <summary>The header of an IP packet of version 4 or 6, extension headers included.</summary>
internal readonly ref struct IpPacket
{
    private const int Tcp = 6;
    private const int Header4 = 20;
    private const int Header6 = 40;
    private const int Address6 = 16;

    private IpPacket(IPAddress source, IPAddress destination)
    {
        Source = source;
        Destination = destination;
    }

    public IPAddress Source { get; }

    public IPAddress Destination { get; }

    /// <summary>Whether the payload is TCP, and whole or cut at its end.</summary>
    public bool IsTcp { get; private init; }

    /// <summary>A piece of a larger packet.</summary>
    public bool IsFragment { get; private init; }

    /// <summary>The capture holds less of it than there was.</summary>
    public bool IsCut { get; private init; }

    public ReadOnlySpan<byte> Payload { get; private init; }

    /// <summary>Reads a packet. False where its header is cut off or contradicts itself.</summary>
    public static bool TryRead(ReadOnlySpan<byte> bytes, out IpPacket packet)
    {
        packet = default;
        if (bytes.IsEmpty) return false;
        return (bytes[0] >> 4) switch
        {
            4 => TryRead4(bytes, out packet),
            6 => TryRead6(bytes, out packet),
            _ => false,
        };
    }

    // RFC 791, section 3.1.
    private static bool TryRead4(ReadOnlySpan<byte> bytes, out IpPacket packet)
    {
        packet = default;
        if (bytes.Length < Header4) return false;
        int header = (bytes[0] & 15) * 4;
        int total = BinaryPrimitives.ReadUInt16BigEndian(bytes[2..]);
        // A network card that cuts large packets itself leaves the length 0: then all that was captured is the packet.
        if (total == 0) total = bytes.Length;
        if (header < Header4 || total < header || bytes.Length < header) return false;
        packet = new IpPacket(new IPAddress(bytes.Slice(12, 4)), new IPAddress(bytes.Slice(16, 4)))
        {
            IsTcp = bytes[9] == Tcp,
            IsFragment = (BinaryPrimitives.ReadUInt16BigEndian(bytes[6..]) & 0x3FFF) != 0,
            IsCut = bytes.Length < total,
            Payload = bytes[header..Math.Min(total, bytes.Length)],
        };
        return true;
    }

    // RFC 8200, section 3.
    private static bool TryRead6(ReadOnlySpan<byte> bytes, out IpPacket packet)
    {
        packet = default;
        if (bytes.Length < Header6) return false;
        int length = BinaryPrimitives.ReadUInt16BigEndian(bytes[4..]);
        int total = length == 0 ? bytes.Length : Header6 + length;
        ReadOnlySpan<byte> payload = bytes[Header6..Math.Min(total, bytes.Length)];
        bool isReadable = TrySkipExtensions(bytes[6], ref payload, out bool isTcp, out bool isFragment);
        if (!isReadable) return false;
        packet = new IpPacket(new IPAddress(bytes.Slice(8, Address6)), new IPAddress(bytes.Slice(8 + Address6, Address6)))
        {
            IsTcp = isTcp,
            IsFragment = isFragment,
            IsCut = bytes.Length < total,
            Payload = payload,
        };
        return true;
    }

    // RFC 8200, section 4, and RFC 4302 for the header that counts in words.
    private static bool TrySkipExtensions(int next, ref ReadOnlySpan<byte> payload, out bool isTcp, out bool isFragment)
    {
        isTcp = false;
        isFragment = false;
        while (true)
        {
            bool isExtension = next is 0 or 43 or 44 or 51 or 60 or 135 or 139 or 140;
            if (!isExtension)
            {
                isTcp = next == Tcp;
                return true;
            }
            if (payload.Length < 8) return false;
            int length = next switch { 44 => 8, 51 => (payload[1] + 2) * 4, _ => (payload[1] + 1) * 8 };
            if (next == 44) isFragment |= (BinaryPrimitives.ReadUInt16BigEndian(payload[2..]) & 0xFFF9) != 0;
            if (payload.Length < length) return false;
            next = payload[0];
            payload = payload[length..];
            // Behind the first piece's headers stands data, whatever the header before says.
            if (isFragment)
            {
                isTcp = next == Tcp;
                return true;
            }
        }
    }
}
