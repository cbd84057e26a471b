using System.Collections.Generic;
using System.Linq;
using EdgeGuard.Modbus;

namespace EdgeGuard.Fuzz.Targets;

/// <summary>A stream is cut in the same places however it arrives, and nothing but what arrived is looked at.</summary>
internal sealed class FramerTarget : ITarget
{
    private readonly MbapFramer _framer = new(ModbusLimits.MaxTcpAdu);

    public string Name => "framer";

    public int MaxLength => 700;

    public IEnumerable<byte[]> Seeds() =>
        SeedFiles.Vectors.SelectMany(vector => new[] { vector.Sent.ToArray(), vector.Received.ToArray() }).Concat(SeedFiles.Segments);

    public void Run(byte[] input)
    {
        byte[] zeros = Poisoned.With(0, input);
        byte[] ones = Poisoned.With(0xFF, input);
        for (int at = 0; at < input.Length;)
        {
            int left = input.Length - at;
            Framing whole = _framer.Next(zeros, Poisoned.Margin + at, left);
            (int length, FrameFault fault, int actual) = (_framer.FrameLength, _framer.Fault, _framer.Actual);
            Framing piecewise = ByteByByte(ones, Poisoned.Margin + at, left);
            Promise.Holds(whole == piecewise, $"whole {whole}, byte by byte {piecewise}");
            Promise.Holds(
                length == _framer.FrameLength && fault == _framer.Fault && actual == _framer.Actual, "the fields depend on the pieces");
            if (whole != Framing.Frame) break;
            Promise.Holds(length is >= 8 and <= ModbusLimits.MaxTcpAdu && length <= left, $"a frame of {length} bytes in {left}");
            at += length;
        }
    }

    private Framing ByteByByte(byte[] bytes, int offset, int count)
    {
        Framing framing = Framing.NeedMore;
        for (int n = 1; n <= count && framing == Framing.NeedMore; n++) framing = _framer.Next(bytes, offset, n);
        return framing;
    }
}
