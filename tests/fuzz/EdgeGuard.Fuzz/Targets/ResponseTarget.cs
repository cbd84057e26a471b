using System.Collections.Generic;
using System.Linq;
using EdgeGuard.Modbus;

namespace EdgeGuard.Fuzz.Targets;

/// <summary>An answer of the PLC, right or wrong, is judged without looking
/// outside it. Input: request length, request PDU, response PDU.</summary>
internal sealed class ResponseTarget : ITarget
{
    private readonly Request _request = new();

    public string Name => "response";

    public int MaxLength => 520;

    public IEnumerable<byte[]> Seeds() => SeedFiles.Vectors
        .Where(vector => vector.Sent.Count is > 7 and <= 260 && vector.Received.Count is > 7 and <= 260)
        .Select(vector => (byte[])[(byte)(vector.Sent.Count - 7), .. vector.Sent.Skip(7), .. vector.Received.Skip(7)]);

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
    }
}
