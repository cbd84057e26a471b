using System;
using System.Collections.Generic;
using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.IO;
using System.Linq;

namespace EdgeGuard.Modbus.Tests.HostOnly;

/// <summary>One packet of a capture that tshark dissects as Modbus/TCP, whole in itself, and what it says of it.</summary>
internal sealed class CapturedPacket
{
    private static readonly string[] Fields =
    [
        "frame.number", "tcp.dstport", "tcp.payload", "mbtcp.len", "mbtcp.unit_id", "modbus.func_code",
        "modbus.reference_num", "modbus.word_cnt", "modbus.bit_cnt", "_ws.malformed",
    ];

    private readonly string _name;

    private CapturedPacket(string file, string[] fields)
    {
        _name = $"{Path.GetFileName(file)} packet {fields[0]}";
        DestinationPort = Numbers(fields[1])[0];
        Payload = Convert.FromHexString(fields[2]);
        Lengths = Numbers(fields[3]);
        Units = Numbers(fields[4]);
        Functions = Numbers(fields[5]);
        Address = Numbers(fields[6]).FirstOrDefault(-1);
        Quantity = Numbers(fields[7]).Concat(Numbers(fields[8])).FirstOrDefault(-1);
        IsMalformed = fields[9].Length > 0;
    }

    public int DestinationPort { get; }

    public byte[] Payload { get; }

    public int[] Lengths { get; }

    public int[] Units { get; }

    public int[] Functions { get; }

    /// <summary>-1 where tshark shows none.</summary>
    public int Address { get; }

    /// <summary>-1 where tshark shows none.</summary>
    public int Quantity { get; }

    public bool IsMalformed { get; }

    /// <summary>What tshark makes of a file. A frame spread over packets would
    /// need reassembly on our side: those packets are left out.</summary>
    public static IEnumerable<CapturedPacket> ReadAll(string file) => Run(file)
        .Split('\n', StringSplitOptions.RemoveEmptyEntries)
        .Select(line => line.Split('\t'))
        .Where(fields => fields.Length == Fields.Length && fields[2].Length > 0 && fields[5].Length > 0)
        .Select(fields => new CapturedPacket(file, fields))
        .Where(packet => packet.Lengths.Sum(length => 6 + length) == packet.Payload.Length);

    public override string ToString() => _name;

    private static int[] Numbers(string text) => text
        .Split(',', StringSplitOptions.RemoveEmptyEntries)
        .Select(number => int.Parse(number, CultureInfo.InvariantCulture))
        .ToArray();

    private static string Run(string file)
    {
        string[] arguments = [
            "-r", file, "-o", "tcp.desegment_tcp_streams:FALSE", "-Y", "mbtcp", "-T", "fields",
            .. Fields.SelectMany(field => new[] { "-e", field })];
        try
        {
            using var tshark = Process.Start(
                new ProcessStartInfo("tshark", arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
            tshark.ErrorDataReceived += (_, _) => { };
            tshark.BeginErrorReadLine();
            string output = tshark.StandardOutput.ReadToEnd();
            tshark.WaitForExit();
            Assert.AreEqual(0, tshark.ExitCode, "tshark cannot read " + file);
            return output;
        }
        catch (Win32Exception)
        {
            const string Hint = "tshark is not installed: apt-get install tshark";
            if (Environment.GetEnvironmentVariable("EDGEGUARD_PEERS") == "required") Assert.Fail(Hint);
            Assert.Inconclusive(Hint);
            return "";
        }
    }
}
