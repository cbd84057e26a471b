using System;
using System.IO;
using System.Linq;
using EdgeGuard.Testing.Programs;

namespace EdgeGuard.Peers.Tests;

/// <summary>A serial cable made by socat of two pseudo-terminals. socat writes down what goes over it.</summary>
internal sealed class SerialCable
{
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
        Assert.AreEqual(string.Concat(pdus.Select(Frame)), Convert.ToHexString(File.ReadAllBytes(_toPlc)));
    }

    private static string Frame(string pdu)
    {
        byte[] frame = Convert.FromHexString("01" + pdu);
        int crc = Crc(frame);
        return Convert.ToHexString([.. frame, (byte)(crc & 0xFF), (byte)(crc >> 8)]);
    }

    // Bit by bit, as the serial line guide V1.02 has it in words (section 6.2.2): shares nothing with the module's.
    private static int Crc(byte[] bytes)
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
