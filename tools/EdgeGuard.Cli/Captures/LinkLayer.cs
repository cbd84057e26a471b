using System;
using System.Buffers.Binary;

namespace EdgeGuard.Cli;

/// <summary>Finds the IP packet in a frame: Ethernet and Linux cooked, both with VLAN tags (one in the other too), the
/// loopback of BSD, macOS and Npcap, and IP alone.</summary>
internal static class LinkLayer
{
    private const int Null = 0;
    private const int Ethernet = 1;
    private const int OldRaw = 12;
    private const int Raw = 101;
    private const int Loopback = 108;
    private const int Cooked = 113;
    private const int Ipv4 = 228;
    private const int Ipv6 = 229;
    private const int Cooked2 = 276;
    private const int TagSize = 4;

    /// <summary>Whether frames of this type are read.</summary>
    public static bool IsKnown(int linkType)
    {
        return linkType is Null or Ethernet or OldRaw or Raw or Loopback or Cooked or Ipv4 or Ipv6 or Cooked2;
    }

    /// <summary>The IP packet, and what stands behind it; empty for a frame that carries something else.</summary>
    public static ReadOnlySpan<byte> Packet(int linkType, ReadOnlySpan<byte> frame)
    {
        return linkType switch
        {
            Ethernet => Behind(frame, 12, 14),
            Cooked => Behind(frame, 14, 16),
            Cooked2 => Behind(frame, 0, 20),
            Null or Loopback => BehindFamily(frame),
            OldRaw or Raw or Ipv4 or Ipv6 => frame,
            _ => [],
        };
    }

    // The family's number and its byte order are those of the system that captured: the packet says itself what it is.
    private static ReadOnlySpan<byte> BehindFamily(ReadOnlySpan<byte> frame)
    {
        const int Family = 4;
        return frame.Length > Family && frame[Family] >> 4 is 4 or 6 ? frame[Family..] : [];
    }

    private static ReadOnlySpan<byte> Behind(ReadOnlySpan<byte> frame, int typeAt, int header)
    {
        if (frame.Length < header) return [];
        int type = BinaryPrimitives.ReadUInt16BigEndian(frame[typeAt..]);
        ReadOnlySpan<byte> rest = frame[header..];
        // 802.1Q, 802.1ad, and what came before that: the tag, then the type of what is tagged.
        while (type is 0x8100 or 0x88A8 or 0x9100 && rest.Length >= TagSize)
        {
            type = BinaryPrimitives.ReadUInt16BigEndian(rest[2..]);
            rest = rest[TagSize..];
        }
        return type is 0x0800 or 0x86DD ? rest : [];
    }
}
