using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Net;
using System.Net.Sockets;
using System.Threading;

namespace EdgeGuard.EndToEnd.Oracle;

/// <summary>A PLC that writes down every request, byte for byte, and whose
/// values never change, so that anybody can foretell its answers.</summary>
internal sealed class RecordingPlc : IOraclePlc, IDisposable
{
    private readonly Socket _listener = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
    private readonly object _gate = new();
    private readonly List<(byte Unit, byte[] Pdu)> _requests = [];
    private readonly List<string> _faults = [];

    public RecordingPlc()
    {
        _listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        _listener.Listen();
        new Thread(Accept) { IsBackground = true }.Start();
    }

    public string Address => _listener.LocalEndPoint!.ToString()!;

    /// <summary>What came, in no order between connections.</summary>
    public (byte Unit, byte[] Pdu)[] Requests
    {
        get { lock (_gate) return [.. _requests]; }
    }

    /// <summary>Bytes that came and are no Modbus.</summary>
    public string[] Faults
    {
        get { lock (_gate) return [.. _faults]; }
    }

    public int Value(byte unit, int table, int address) => table <= 2 ? (address + unit) % 3 % 2 : (address * 7 + unit * 13 + table) % 1700;

    /// <summary>The answer to a well-formed request.</summary>
    public byte[] Answer(byte unit, byte[] pdu)
    {
        int Word(int at) => pdu[at] << 8 | pdu[at + 1];
        return pdu[0] switch
        {
            1 or 2 => [pdu[0], (byte)((Word(3) + 7) / 8), .. Bits(unit, pdu[0], Word(1), Word(3))],
            3 or 4 => [pdu[0], (byte)(2 * Word(3)), .. Registers(unit, pdu[0], Word(1), Word(3))],
            5 or 6 or 22 => pdu,
            15 or 16 => pdu[..5],
            23 => [23, (byte)(2 * Word(3)), .. Registers(unit, 3, Word(1), Word(3))],
            _ => [(byte)(pdu[0] | 0x80), 4],
        };
    }

    public void Dispose() => _listener.Dispose();

    private IEnumerable<byte> Registers(byte unit, int table, int address, int count) =>
        Enumerable.Range(address, count).Select(a => Value(unit, table, a)).SelectMany(
            value => new[] { (byte)(value >> 8), (byte)(value & 0xFF) });

    private IEnumerable<byte> Bits(byte unit, int table, int address, int count) =>
        Enumerable.Range(address, count).Select(a => Value(unit, table, a)).Chunk(8).Select(
            bits => (byte)bits.Select((bit, i) => bit << i).Sum());

    private void Accept()
    {
        try
        {
            while (true)
            {
                Socket socket = _listener.Accept();
                new Thread(() => Serve(socket)) { IsBackground = true }.Start();
            }
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // The end of the test.
        }
    }

    private void Serve(Socket socket)
    {
        using var stream = new NetworkStream(socket, ownsSocket: true);
        var received = new List<byte>();
        byte[] buffer = new byte[4096];
        try
        {
            for (int got = stream.Read(buffer); got > 0; got = stream.Read(buffer))
            {
                received.AddRange(buffer.AsSpan(0, got));
                var cut = OracleFrames.Cut(received.ToArray());
                if (cut.IsBroken) Note(Convert.ToHexString(received.ToArray()));
                foreach (OracleFrame frame in cut.Frames) Serve(stream, frame);
                received.RemoveRange(0, cut.Frames.Sum(frame => frame.Pdu.Length + 7));
            }
        }
        catch (IOException)
        {
            // The module has closed the connection.
        }
        if (received.Count > 0) Note("the beginning of a frame: " + Convert.ToHexString(received.ToArray()));
    }

    private void Serve(NetworkStream stream, OracleFrame frame)
    {
        lock (_gate) _requests.Add((frame.Unit, frame.Pdu));
        byte[] answer = OracleRequest.Read(frame.Pdu) == null ? [(byte)(frame.Pdu[0] | 0x80), 3] : Answer(frame.Unit, frame.Pdu);
        int length = answer.Length + 1;
        stream.Write(
            [
                (byte)(frame.Transaction >> 8), (byte)(frame.Transaction & 0xFF), 0, 0, (byte)(length >> 8), (byte)(length & 0xFF),
                frame.Unit, .. answer]);
    }

    private void Note(string fault)
    {
        lock (_gate) _faults.Add(fault);
    }
}
