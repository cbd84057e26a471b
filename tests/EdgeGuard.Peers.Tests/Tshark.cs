using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using EdgeGuard.Testing;
using EdgeGuard.Testing.Programs;

namespace EdgeGuard.Peers.Tests;

/// <summary>tshark listening on loopback to the plant's side and the PLC's side of one run.</summary>
internal sealed class Tshark : IDisposable
{
    private const string Program = "tshark";

    private readonly string _file;
    private readonly string _keyLog;
    private readonly int _plantPort;
    private readonly int _plcPort;
    private readonly UdpClient _marks = new(new IPEndPoint(IPAddress.Loopback, 0));
    private readonly Executable _capture;

    /// <param name="folder">Where the capture goes.</param>
    /// <param name="keyLog">Where the client writes its sessions' secrets.</param>
    /// <param name="plantPort">The module's.</param>
    /// <param name="plcPort">The PLC's.</param>
    public Tshark(string folder, string keyLog, int plantPort, int plcPort)
    {
        _file = Path.Combine(folder, "run.pcapng");
        _keyLog = keyLog;
        _plantPort = plantPort;
        _plcPort = plcPort;
        _capture = Executable.Peer(
            Program, Program, "-i", "lo", "-w", _file, "-f", $"tcp port {plantPort} or tcp port {plcPort} or udp port {MarkPort}");
        try
        {
            _capture.WaitForError("Capturing on");
            WaitForMark("the capture begins here");
        }
        catch (AssertFailedException)
        {
            _capture.Dispose();
            PeerProgram.Missing("tshark may not capture on lo: run the tests as root, or add the user to the group wireshark");
        }
    }

    /// <summary>Ends the capture and gives every Modbus frame that tshark finds in it, decrypted, in order.</summary>
    public IReadOnlyList<SeenFrame> Stop()
    {
        WaitForMark("the capture ends here");
        _capture.Signal("INT");
        _capture.WaitForExit();
        string complaints = Run("-Y", "_ws.malformed || tcp.analysis.lost_segment");
        Assert.AreEqual("", complaints, "frames that tshark calls malformed");
        using JsonDocument json = JsonDocument.Parse(Run("-Y", "mbtcp", "-T", "jsonraw"));
        return [.. json.RootElement.EnumerateArray().SelectMany(packet => Frames(packet.GetProperty("_source").GetProperty("layers")))];
    }

    public void Dispose()
    {
        _capture.Dispose();
        _marks.Dispose();
    }

    private int MarkPort => ((IPEndPoint)_marks.Client.LocalEndPoint!).Port;

    // What goes over the wire is in the file some time later, but in order: once a datagram of ours is, all before it is too.
    private void WaitForMark(string text)
    {
        byte[] mark = Encoding.ASCII.GetBytes(text);
        Eventually.Is(
            () =>
            {
                _marks.Send(mark, new IPEndPoint(IPAddress.Loopback, MarkPort));
                return Captured().AsSpan().IndexOf(mark) >= 0;
            },
            text);
    }

    private byte[] Captured()
    {
        if (!File.Exists(_file)) return [];
        using var file = new FileStream(_file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        var bytes = new byte[file.Length];
        file.ReadExactly(bytes);
        return bytes;
    }

    private string Run(params string[] what)
    {
        string[] reading =
        [
            "-r", _file, "-o", "tls.keylog_file:" + _keyLog, "-d", $"tls.port=={_plantPort},mbtcp", "-d", $"tcp.port=={_plcPort},mbtcp",
        ];
        using Executable tshark = Executable.Peer(Program, Program, [.. reading, .. what]);
        Assert.AreEqual(0, tshark.WaitForExit(), tshark.Errors);
        return tshark.Output;
    }

    // A field that stands once is [hex, …]; several times, as with frames in one segment, [[hex, …], …].
    private IEnumerable<SeenFrame> Frames(JsonElement layers)
    {
        string target = layers.GetProperty("tcp").GetProperty("tcp.dstport_raw")[0].GetString()!;
        int port = Convert.ToInt32(target, 16);
        JsonElement raw = layers.GetProperty("mbtcp_raw");
        IEnumerable<JsonElement> all = raw[0].ValueKind == JsonValueKind.Array ? raw.EnumerateArray() : [raw];
        foreach (JsonElement frame in all)
        {
            byte[] adu = Convert.FromHexString(frame[0].GetString()!);
            yield return new SeenFrame(layers.TryGetProperty("tls", out _), port == _plantPort || port == _plcPort, adu);
        }
    }
}
