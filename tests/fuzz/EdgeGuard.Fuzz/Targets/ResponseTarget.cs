using System;
using System.Collections.Generic;
using System.Linq;
using EdgeGuard.Core;
using EdgeGuard.Modbus;
using EdgeGuard.Testing;
using EdgeGuard.Traffic;

namespace EdgeGuard.Fuzz.Targets;

/// <summary>An answer of the PLC, right or wrong, is judged without looking outside it; what a unit says of itself in one that fits is
/// text that a terminal shows, and the same when it was kept. Input: request length, request PDU, response PDU.</summary>
internal sealed class ResponseTarget : ITarget
{
    private readonly Request _request = new();

    public string Name => "response";

    public int MaxLength => 520;

    public IEnumerable<byte[]> Seeds() => SeedFiles.Vectors
        .Where(vector => vector.Sent.Count is > 7 and <= 260 && vector.Received.Count is > 7 and <= 260)
        .Select(vector => (byte[])[(byte)(vector.Sent.Count - 7), .. vector.Sent.Skip(7), .. vector.Received.Skip(7)])
        .Append([4, 43, 14, 1, 0, 43, 14, 1, 0x81, 0xFF, 2, 2, 0, 3, 65, 27, 200, 1, 2, 66, 0])
        .Append([1, 17, 17, 3, 9, 0xFF, 65]);

    public void Run(byte[] input)
    {
        if (input.Length == 0 || input[0] >= input.Length) return;
        byte[] pdu = input[1..(1 + input[0])];
        byte[] response = input[(1 + input[0])..];
        if (!_request.Decode(1, pdu, 0, pdu.Length)) return;
        ResponseFault fault = ResponseCheck.Check(_request, Poisoned.With(0, response), Poisoned.Margin, response.Length);
        ResponseFault again = ResponseCheck.Check(_request, Poisoned.With(0xFF, response), Poisoned.Margin, response.Length);
        Promise.Holds(fault == again, "the verdict depends on bytes outside the answer");
        if (fault != ResponseFault.None) return;
        Promise.Holds(response.Length > 0 && (response[0] & 0x7F) == pdu[0], "an answer of another function");
        Promise.Holds(!_request.IsKnown || response.Length <= 253, "an answer longer than the specification allows");
        Promise.Holds(response[0] < 128 || response.Length == 2, "an exception with more or less than a code");
        Says(response);
    }

    private void Says(byte[] response)
    {
        var table = new TrafficTable(1, 0);
        var source = new TrafficSource(table, new Peer(PeerTransport.Plain, "10.0.0.5", "", "Operator", "", long.MaxValue));
        source.NoteAnswer(_request, Poisoned.With(0, response), Poisoned.Margin, response.Length, 1);
        byte[]? kept = table.TakeIdentities(TrafficReports.UtcOfZero(new FakeClock()));
        UnitStatus[] units = Units(table);
        Promise.Holds(units.Length < 2 && (kept == null || units.Length == 1), "one answer says something of several units");
        string[] lines = UnitScreen.Lines(units);
        Promise.Holds(!lines.Any(line => line.Any(char.IsControl)), "a character that a terminal obeys");
        if (kept == null) return;
        var again = new TrafficTable(1, 0);
        Promise.Holds(again.RestoreIdentities(kept), "what is kept is not taken again");
        Promise.Holds(UnitScreen.Lines(Units(again)).Skip(1).SequenceEqual(lines.Skip(1)), "another thing is said after a restart");
        Array.Resize(ref kept, kept.Length - 1);
        Promise.Holds(!new TrafficTable(1, 0).RestoreIdentities(kept), "a record that was cut is taken");
    }

    private static UnitStatus[] Units(TrafficTable table) => new UnitStates(table, new FakeClock()).Units();
}
