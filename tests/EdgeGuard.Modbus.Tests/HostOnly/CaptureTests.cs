using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using EdgeGuard.Testing.Wire;

namespace EdgeGuard.Modbus.Tests.HostOnly;

/// <summary>Real traffic: what tshark says of every PDU is what the framer and the decoder say.</summary>
/// <remarks>The captures stand beside the checkout, in ../shared/captures;
/// where they or tshark are missing, there is nothing to compare.</remarks>
[TestClass]
public class CaptureTests
{
    private const int ModbusPort = 502;
    private static readonly string Folder = Path.Combine(WireVectorFolder.Checkout, "..", "shared", "captures");

    [TestMethod]
    public void Every_frame_of_the_captures_is_cut_where_tshark_cuts_it()
    {
        foreach (CapturedPacket packet in Packets())
        {
            List<byte[]> frames = Cut(packet);
            for (int i = 0; i < frames.Count; i++)
            {
                Assert.AreEqual(packet.Functions[i], frames[i][7] & 0x7F, $"{packet}: function of frame {i}");
                Assert.AreEqual(packet.Units[i], frames[i][6], $"{packet}: unit of frame {i}");
                Assert.AreEqual(packet.Lengths[i], frames[i].Length - 6, $"{packet}: length of frame {i}");
            }
        }
    }

    [TestMethod]
    public void What_decodes_in_the_captures_has_the_address_and_the_quantity_that_tshark_reads()
    {
        var request = new Request();
        int compared = 0;
        foreach ((CapturedPacket packet, byte[] frame) in Requests())
        {
            bool isGood = request.Decode(frame[6], frame, 7, frame.Length - 7);
            if (packet.IsMalformed) Assert.IsFalse(isGood, $"{packet}: tshark calls it malformed");
            if (!isGood || !IsPlainAccess(request.Function)) continue;
            bool isRead = request.ReadTable != AddressTable.None;
            Assert.AreEqual(packet.Address, isRead ? request.ReadAddress : request.WriteAddress, $"{packet}: address");
            if (request.Function is not (5 or 6))
            {
                Assert.AreEqual(packet.Quantity, isRead ? request.ReadQuantity : request.WriteQuantity, $"{packet}: quantity");
            }
            compared++;
        }
        Assert.IsTrue(compared > 1000, $"only {compared} requests were compared: has tshark changed the names of its fields?");
    }

    [TestMethod]
    public void What_is_refused_in_the_captures_breaks_the_limit_that_tshark_shows()
    {
        var request = new Request();
        foreach ((CapturedPacket packet, byte[] frame) in Requests())
        {
            if (request.Decode(frame[6], frame, 7, frame.Length - 7) || request.Fault != RequestFault.Quantity) continue;
            if (request.Function != 23) Assert.AreEqual(packet.Quantity, request.FaultActual, $"{packet}: the quantity that is refused");
        }
    }

    // 1, 2, 3, 4, 5, 6, 15, 16: one address, and at most one quantity.
    private static bool IsPlainAccess(int function) => function is >= 1 and <= 6 or 15 or 16;

    // Where one packet holds several requests, tshark's fields cannot be told apart by request: those are only framed.
    private static IEnumerable<(CapturedPacket Packet, byte[] Frame)> Requests() => Packets()
        .Where(packet => packet.DestinationPort == ModbusPort && packet.Functions.Length == 1)
        .SelectMany(packet => Cut(packet).Select(frame => (packet, frame)));

    private static List<byte[]> Cut(CapturedPacket packet)
    {
        var frames = new List<byte[]>();
        var framer = new MbapFramer(ModbusLimits.MaxTcpAdu);
        byte[] bytes = packet.Payload;
        for (int at = 0; framer.Next(bytes, at, bytes.Length - at) == Framing.Frame; at += framer.FrameLength)
        {
            frames.Add(bytes.AsSpan(at, framer.FrameLength).ToArray());
        }
        return frames;
    }

    private static CapturedPacket[] Packets()
    {
        if (!Directory.Exists(Folder)) Assert.Inconclusive("no captures beside this checkout: " + Folder);
        return Directory.GetFiles(Folder, "*.pcap").SelectMany(CapturedPacket.ReadAll).ToArray();
    }
}
