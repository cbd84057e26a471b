using System.Collections.Generic;
using System.IO;

namespace EdgeGuard.Cli;

/// <summary>The packets of a capture file, whichever of the two formats it has.</summary>
/// <remarks>Read here and not by a library: SharpPcap opens files through libpcap, which few plant engineers' machines have, and
/// PacketDotNet throws where a packet contradicts itself.</remarks>
internal static class CaptureFile
{
    private const uint Microseconds = 0xA1B2C3D4;
    private const uint Nanoseconds = 0xA1B23C4D;
    private const uint Modified = 0xA1B2CD34;

    /// <summary>Every packet, in the order of the file. What breaks off stands in the notes.</summary>
    /// <exception cref="CaptureException">The file is no capture.</exception>
    public static IEnumerable<CapturedPacket> Packets(Stream file, CaptureNotes notes)
    {
        var stream = new CaptureStream(file);
        var magic = new byte[4];
        if (!stream.TryRead(magic)) throw Foreign("has fewer bytes than any capture");
        foreach (ByteOrder order in new ByteOrder[] { new(true), new(false) })
        {
            uint word = order.Word(magic);
            if (word == PcapngReader.Section) return new PcapngReader(stream, notes).Packets();
            if (word is Microseconds or Nanoseconds) return new PcapReader(stream, notes, order, word == Nanoseconds).Packets();
            if (word == Modified) throw Foreign("is in a variant of pcap that is long out of use");
        }
        if (magic[0] == 0x1F && magic[1] == 0x8B) throw new CaptureException("is compressed", "unpack it with gunzip first");
        throw Foreign("is no capture");
    }

    private static CaptureException Foreign(string problem)
    {
        return new CaptureException(problem, "name a file in the format pcap or pcapng, as tcpdump, dumpcap and Wireshark write them");
    }
}
