using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using EdgeGuard.Cli;
using EdgeGuard.Testing.Wire;

namespace EdgeGuard.Fuzz;

/// <summary>Where seeds come from: tests/vectors, tests/fuzz/seeds, and the captures beside the checkout, if they are there.</summary>
internal static class SeedFiles
{
    private const int ModbusPort = 502;

    private static readonly string[] CaptureFiles = FindCaptures();

    public static IEnumerable<WireVector> Vectors => WireVectorFolder.ReadAll();

    public static IEnumerable<WireVector> RtuVectors => WireVectorFolder.ReadRtu();

    /// <summary>The payload of every TCP segment to or from port 502.</summary>
    public static IEnumerable<byte[]> Segments => CaptureFiles.SelectMany(Packets).Select(Payload).Where(p => p.Length > 0);

    public static IEnumerable<byte[]> Texts(string folder) =>
        Directory.GetFiles(Path.Combine(WireVectorFolder.Checkout, "tests", "fuzz", "seeds", folder))
            .Order(StringComparer.Ordinal).Select(File.ReadAllBytes);

    private static IEnumerable<CapturedPacket> Packets(string path) =>
        CaptureFile.Packets(new MemoryStream(File.ReadAllBytes(path)), new CaptureNotes());

    private static byte[] Payload(CapturedPacket packet)
    {
        bool isIp = IpPacket.TryRead(LinkLayer.Packet(packet.LinkType, packet.Bytes.Span), out IpPacket ip);
        if (!isIp || !ip.IsTcp || ip.IsFragment || !TcpSegment.TryRead(ip.Payload, out TcpSegment segment)) return [];
        return segment.SourcePort == ModbusPort || segment.DestinationPort == ModbusPort ? segment.Data.ToArray() : [];
    }

    private static string[] FindCaptures()
    {
        string folder = Path.Combine(WireVectorFolder.Checkout, "..", "shared", "captures");
        return Directory.Exists(folder) ? Directory.GetFiles(folder, "*.pcap") : [];
    }
}
