namespace EdgeGuard.Modbus.Tests;

/// <summary>Holds framer, decoder and response check to one wire vector, in every way that a stream can bring it.</summary>
internal sealed class VectorCheck
{
    private const int Before = 7;
    private const int Behind = 9;

    // Bytes that around a frame would be a header, a length, or an exception flag.
    private static readonly byte[] Poisons = { 0x00, 0xA5, 0xFF };

    private readonly string _name;
    private readonly int _frameMax;

    private VectorCheck(string name, int frameMax)
    {
        _name = name;
        _frameMax = frameMax;
    }

    /// <summary>Runs a vector as Vectors.g.cs holds it: name, expect, decoded, frame-max, after, sent, received.</summary>
    internal static void Run(string line)
    {
        string[] fields = line.Split('|');
        Run(fields[0], fields[1], fields[2], int.Parse(fields[3]), int.Parse(fields[4]), Hex.Bytes(fields[5]), Hex.Bytes(fields[6]));
    }

    internal static void Run(string name, string expect, string decoded, int frameMax, int after, byte[] sent, byte[] received)
    {
        var check = new VectorCheck(name, frameMax);
        if (after > 0)
        {
            check.Frames(sent, Framing.Broken, after, expect);
            return;
        }

        if (expect == "need-more")
        {
            check.Frames(sent, Framing.NeedMore, sent.Length, expect);
            return;
        }

        check.Frames(sent, Framing.Frame, sent.Length, expect);
        if (received.Length == 0)
        {
            check.Decodes(sent, expect, decoded);
            return;
        }

        check.Frames(received, Framing.Frame, received.Length, expect);
        check.Fits(sent, received, expect);
    }

    // Fewer bytes than `after` must wait; from there on the outcome stands.
    private void Frames(byte[] bytes, Framing outcome, int after, string expect)
    {
        for (int i = 0; i < Poisons.Length; i++)
        {
            byte[] buffer = Poisoned(bytes, Poisons[i]);
            var byteByByte = new MbapFramer(_frameMax);
            for (int count = 0; count <= bytes.Length; count++)
            {
                Framing expected = count < after ? Framing.NeedMore : outcome;
                var cutHere = new MbapFramer(_frameMax);
                Looks(cutHere, buffer, count, expected, bytes.Length, expect);
                Looks(cutHere, buffer, bytes.Length, outcome, bytes.Length, expect);
                Looks(byteByByte, buffer, count, expected, bytes.Length, expect);
            }

            if (outcome != Framing.NeedMore)
            {
                Looks(byteByByte, buffer, bytes.Length + Behind, outcome, bytes.Length, expect);
            }
        }
    }

    private void Looks(MbapFramer framer, byte[] buffer, int count, Framing expected, int length, string expect)
    {
        Framing framing = framer.Next(buffer, Before, count);
        Assert.AreEqual((int)expected, (int)framing, _name);
        Assert.AreEqual(expected == Framing.Frame ? length : 0, framer.FrameLength, _name);
        Assert.AreEqual(expected == Framing.Broken ? expect : "broken none 0 limit 0", WireText.Of(framer), _name);
    }

    private void Decodes(byte[] sent, string expect, string decoded)
    {
        var request = new Request();
        for (int i = 0; i < Poisons.Length; i++)
        {
            bool isWell = Decode(request, sent, Poisons[i]);
            Assert.AreEqual(expect, isWell ? "request" : WireText.OfFault(request), _name);
            if (isWell)
            {
                Assert.AreEqual(decoded, WireText.OfFields(request), _name);
            }
        }
    }

    private void Fits(byte[] sent, byte[] received, string expect)
    {
        Assert.AreEqual(Mbap.TransactionId(sent, 0), Mbap.TransactionId(received, 0), _name);
        Assert.AreEqual((int)Mbap.UnitId(sent, 0), (int)Mbap.UnitId(received, 0), _name);

        var request = new Request();
        for (int i = 0; i < Poisons.Length; i++)
        {
            Assert.IsTrue(Decode(request, sent, Poisons[i]), _name);
            byte[] answer = Poisoned(received, Poisons[i]);
            int length = received.Length - ModbusLimits.MbapHeader;
            Assert.AreEqual(expect, WireText.Of(ResponseCheck.Check(request, answer, Before + ModbusLimits.MbapHeader, length)), _name);
        }
    }

    private static bool Decode(Request request, byte[] frame, byte poison)
    {
        byte[] buffer = Poisoned(frame, poison);
        return request.Decode(
            Mbap.UnitId(buffer, Before), buffer, Before + ModbusLimits.MbapHeader, frame.Length - ModbusLimits.MbapHeader);
    }

    private static byte[] Poisoned(byte[] bytes, byte poison)
    {
        byte[] buffer = new byte[Before + bytes.Length + Behind];
        for (int i = 0; i < buffer.Length; i++)
        {
            int at = i - Before;
            buffer[i] = at >= 0 && at < bytes.Length ? bytes[at] : poison;
        }

        return buffer;
    }
}
