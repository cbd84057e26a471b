using System.Collections.Generic;
using System.Linq;
using EdgeGuard.Modbus;

namespace EdgeGuard.Fuzz.Targets;

/// <summary>What a serial line brings is cut in the same places however it arrives, only what arrived is looked at, and every frame has a
/// right CRC.</summary>
internal sealed class RtuFramerTarget : ITarget
{
    private const long At = 1_000_000;

    private static readonly RtuTiming Timing = new(new SerialFormat(9600, SerialParity.Even, 1), 100);

    private readonly RtuFramer _framer;
    private readonly bool _isRequests;

    public RtuFramerTarget(RtuSide side)
    {
        _framer = new RtuFramer(side, Timing);
        _isRequests = side == RtuSide.Request;
    }

    public string Name => _isRequests ? "rtu-requests" : "rtu-responses";

    public int MaxLength => 600;

    public IEnumerable<byte[]> Seeds() =>
        SeedFiles.RtuVectors.Select(vector => (_isRequests ? vector.Sent : vector.Received).ToArray()).Where(bytes => bytes.Length > 0);

    public void Run(byte[] input)
    {
        byte[] zeros = Poisoned.With(0, input);
        byte[] ones = Poisoned.With(0xFF, input);
        for (int at = 0; at < input.Length;)
        {
            int left = input.Length - at;
            Framing whole = _framer.Next(zeros, Poisoned.Margin + at, left, At, At);
            (int length, FrameFault fault) = (_framer.FrameLength, _framer.Fault);
            Framing piecewise = ByteByByte(ones, Poisoned.Margin + at, left);
            Promise.Holds(
                whole == piecewise && length == _framer.FrameLength && fault == _framer.Fault, $"whole {whole}, byte by byte {piecewise}");
            if (whole == Framing.NeedMore)
            {
                whole = AtSilence(zeros, ones, Poisoned.Margin + at, left);
                length = _framer.FrameLength;
            }
            if (whole != Framing.Frame) break;
            Promise.Holds(
                length is >= ModbusLimits.MinRtuAdu and <= ModbusLimits.MaxRtuAdu && length <= left,
                $"a frame of {length} bytes in {left}");
            Promise.Holds(HasGoodCrc(input, at, length), "a frame with a wrong CRC");
            at += length;
        }
    }

    private Framing ByteByByte(byte[] bytes, int offset, int count)
    {
        Framing framing = Framing.NeedMore;
        for (int n = 1; n <= count && framing == Framing.NeedMore; n++)
        {
            framing = _framer.Next(bytes, offset, n, At, At + Timing.SilenceUs - 1);
        }
        return framing;
    }

    private Framing AtSilence(byte[] zeros, byte[] ones, int offset, int count)
    {
        Framing one = _framer.Next(ones, offset, count, At, At + Timing.SilenceUs);
        (int length, FrameFault fault, int actual) = (_framer.FrameLength, _framer.Fault, _framer.Actual);
        Framing other = _framer.Next(zeros, offset, count, At, At + Timing.SilenceUs);
        Promise.Holds(
            one == other && length == _framer.FrameLength && fault == _framer.Fault && actual == _framer.Actual,
            "what stands around it counts");
        Promise.Holds(one != Framing.NeedMore, "silence ends nothing");
        return one;
    }

    // Bit by bit, with no table.
    private static bool HasGoodCrc(byte[] bytes, int at, int length)
    {
        int crc = 0xFFFF;
        for (int i = at; i < at + length - 2; i++)
        {
            crc ^= bytes[i];
            for (int bit = 0; bit < 8; bit++) crc = (crc & 1) == 0 ? crc >> 1 : crc >> 1 ^ 0xA001;
        }
        return crc == (bytes[at + length - 1] << 8 | bytes[at + length - 2]);
    }
}
