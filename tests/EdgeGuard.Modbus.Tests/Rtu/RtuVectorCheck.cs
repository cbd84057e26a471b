namespace EdgeGuard.Modbus.Tests;

/// <summary>Holds the RTU framer to one wire vector: whole, cut at every
/// position, byte by byte, and with silence at every position.</summary>
internal sealed class RtuVectorCheck
{
    private const int Before = 7;
    private const int Behind = 9;
    private const long Begin = 5_000_000_000;

    private static readonly byte[] Poisons = { 0x00, 0xA5, 0xFF };
    private static readonly RtuTiming Timing = new RtuTiming(new SerialFormat(9600, SerialParity.Even, 1), 100);

    private readonly string _name;
    private readonly string _expect;
    private readonly RtuSide _side;
    private readonly byte[] _bytes;

    private RtuVectorCheck(string name, string expect, RtuSide side, byte[] bytes)
    {
        _name = name;
        _expect = expect.Substring("rtu ".Length);
        _side = side;
        _bytes = bytes;
    }

    /// <summary>Runs a vector as Vectors.g.cs holds it: name, expect, sent, received.</summary>
    internal static void Run(string line)
    {
        string[] fields = line.Split('|');
        Run(fields[0], fields[1], Hex.Bytes(fields[2]), Hex.Bytes(fields[3]));
    }

    internal static void Run(string name, string expect, byte[] sent, byte[] received)
    {
        bool isSent = sent.Length > 0;
        var check = new RtuVectorCheck(name, expect, isSent ? RtuSide.Request : RtuSide.Response, isSent ? sent : received);
        for (int i = 0; i < Poisons.Length; i++)
        {
            check.ByteByByte(Poisons[i]);
            check.Whole(Poisons[i]);
            check.SilentHalfway(Poisons[i]);
        }
    }

    // No silence within the frame: nothing is found too early, whatever the pieces.
    private void ByteByByte(byte poison)
    {
        byte[] buffer = Poisoned(poison);
        var framer = new RtuFramer(_side, Timing);
        long at = Begin;
        for (int count = 1; count < _bytes.Length; count++)
        {
            at += Timing.SilenceUs - 1;
            Assert.AreEqual((int)Framing.NeedMore, (int)framer.Next(buffer, Before, count, at, at + Timing.SilenceUs - 1), _name);
        }

        Ends(framer, buffer, at);
    }

    private void Whole(byte poison)
    {
        Ends(new RtuFramer(_side, Timing), Poisoned(poison), Begin);
    }

    private void Ends(RtuFramer framer, byte[] buffer, long at)
    {
        bool isKnownAtOnce = _expect == "at-once" || _bytes.Length > ModbusLimits.MaxRtuAdu;
        Framing early = framer.Next(buffer, Before, _bytes.Length, at, at + Timing.SilenceUs - 1);
        if (isKnownAtOnce) IsExpected(framer, early);
        else Assert.AreEqual((int)Framing.NeedMore, (int)early, _name);
        IsExpected(framer, framer.Next(buffer, Before, _bytes.Length, at, at + Timing.SilenceUs));
    }

    private void IsExpected(RtuFramer framer, Framing framing)
    {
        if (_expect == "at-once" || _expect == "at-silence")
        {
            Assert.AreEqual((int)Framing.Frame, (int)framing, _name);
            Assert.AreEqual(_bytes.Length, framer.FrameLength, _name);
            return;
        }

        Assert.AreEqual((int)Framing.Broken, (int)framing, _name);
        Assert.AreEqual(_expect, WireText.Of(framer), _name);
        Assert.AreEqual(0, framer.FrameLength, _name);
    }

    // A part with silence behind it is no frame: none of these is another one's beginning.
    private void SilentHalfway(byte poison)
    {
        byte[] buffer = Poisoned(poison);
        var framer = new RtuFramer(_side, Timing);
        for (int count = 1; count < _bytes.Length && count <= ModbusLimits.MaxRtuAdu; count++)
        {
            Assert.AreEqual((int)Framing.Broken, (int)framer.Next(buffer, Before, count, Begin, Begin + Timing.SilenceUs), _name);
            Assert.AreEqual((int)(count < ModbusLimits.MinRtuAdu ? FrameFault.HalfFrame : FrameFault.Crc), (int)framer.Fault, _name);
        }
    }

    private byte[] Poisoned(byte poison)
    {
        byte[] buffer = new byte[Before + _bytes.Length + Behind];
        for (int i = 0; i < buffer.Length; i++)
        {
            int at = i - Before;
            buffer[i] = at >= 0 && at < _bytes.Length ? _bytes[at] : poison;
        }

        return buffer;
    }
}
