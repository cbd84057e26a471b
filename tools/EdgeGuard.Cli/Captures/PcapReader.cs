using System;
using System.Collections.Generic;

namespace EdgeGuard.Cli;

/// <summary>Reads the classic format: one header, then a record a packet (draft-ietf-opsawg-pcap).</summary>
internal sealed class PcapReader(CaptureStream stream, CaptureNotes notes, ByteOrder order, bool hasNanoseconds)
{
    private const int RestOfHeader = 20;
    private const int RecordHeader = 16;

    // The largest snapshot length that libpcap itself writes.
    private const uint LargestPacket = 262_144;

    public IEnumerable<CapturedPacket> Packets()
    {
        var header = new byte[RestOfHeader];
        if (!stream.TryRead(header))
        {
            notes.BreaksOff("the header is cut off", stream.Position, stream.Length);
            yield break;
        }
        // The upper half says how many bytes of checksum follow each frame: they stand behind the IP packet, and are left there.
        int linkType = (int)(order.Word(header.AsSpan(16)) & 0xFFFF);
        var record = new byte[RecordHeader];
        for (long number = 1; !stream.IsAtEnd; number++)
        {
            long at = stream.Position;
            uint length = 0;
            string? problem = stream.TryRead(record) ? null : "is cut off";
            if (problem == null) length = order.Word(record.AsSpan(8));
            if (length > LargestPacket) problem = $"claims {length} bytes, more than any packet has";
            byte[] bytes = problem == null ? new byte[length] : [];
            if (problem == null && !stream.TryRead(bytes)) problem = "is cut off";
            if (problem != null)
            {
                notes.BreaksOff($"packet {number} {problem}", at, stream.Length);
                yield break;
            }
            notes.Packets++;
            yield return new CapturedPacket(Time(record), linkType, bytes);
        }
    }

    private long Time(ReadOnlySpan<byte> record)
    {
        return order.Word(record) * 1_000_000_000L + order.Word(record[4..]) * (hasNanoseconds ? 1L : 1000L);
    }
}
