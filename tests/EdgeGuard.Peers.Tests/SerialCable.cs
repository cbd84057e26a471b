using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using EdgeGuard.EndToEnd;

namespace EdgeGuard.Peers.Tests;

/// <summary>A serial cable made by socat of two pseudo-terminals. socat writes down what goes over it.</summary>
internal sealed class SerialCable
{
    private const int ShortestFrame = 4;
    private const int LongestFrame = 256;

    private readonly string _toPlc;

    public SerialCable(Site site, string name)
    {
        ClientEnd = Path.Combine(site.Folder, name + "-client");
        PlcEnd = Path.Combine(site.Folder, name + "-plc");
        _toPlc = Path.Combine(site.Folder, name + "-requests");
        Executable socat = site.Track(Executable.Peer(
            "socat", "socat", "-d", "-d", "-r", _toPlc, "pty,rawer,link=" + ClientEnd, "pty,rawer,link=" + PlcEnd));
        socat.WaitForError("starting data transfer loop");
    }

    /// <summary>The port of whoever asks.</summary>
    public string ClientEnd { get; }

    /// <summary>The port of whoever answers.</summary>
    public string PlcEnd { get; }

    /// <summary>Both witnesses agree that unit 1 got these PDUs and nothing else: the PLC, and whoever reads the cable.</summary>
    public void AssertCarried(Executable plc, string[] pdus)
    {
        CollectionAssert.AreEqual(pdus, plc.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries)[1..]);
        Assert.AreEqual(string.Join('\n', pdus.Select(pdu => "01" + pdu)), string.Join('\n', Requests()));
    }

    // What went to the PLC's end so far, frame by frame in hex, without the CRC; what is no frame stands at the end, marked.
    private string[] Requests()
    {
        byte[] bytes = File.ReadAllBytes(_toPlc);
        var frames = new List<string>();
        for (int at = 0; at < bytes.Length;)
        {
            int length = FrameLength(bytes.AsSpan(at));
            if (length == 0) return [.. frames, "no frame: " + Convert.ToHexString(bytes.AsSpan(at))];
            frames.Add(Convert.ToHexString(bytes.AsSpan(at, length - 2)));
            at += length;
        }
        return [.. frames];
    }

    // The shortest beginning whose last two bytes are the CRC of the rest.
    private static int FrameLength(ReadOnlySpan<byte> bytes)
    {
        for (int length = ShortestFrame; length <= Math.Min(bytes.Length, LongestFrame); length++)
        {
            int crc = Crc(bytes[..(length - 2)]);
            if (bytes[length - 2] == (crc & 0xFF) && bytes[length - 1] == crc >> 8) return length;
        }
        return 0;
    }

    // Bit by bit, as the serial line guide V1.02 has it in words (section 6.2.2): shares nothing with the module's.
    private static int Crc(ReadOnlySpan<byte> bytes)
    {
        int crc = 0xFFFF;
        foreach (byte value in bytes)
        {
            crc ^= value;
            for (int bit = 0; bit < 8; bit++) crc = (crc & 1) == 0 ? crc >> 1 : crc >> 1 ^ 0xA001;
        }
        return crc;
    }
}
