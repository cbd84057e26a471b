namespace EdgeGuard.Modbus.Tests;

/// <summary>What the vectors of tests/vectors/rtu do not show: what stands behind a frame, and how long silence takes.</summary>
[TestClass]
public class RtuFramerTests
{
    private const long At = 1_000_000;

    [TestMethod]
    public void A_frame_of_known_length_is_found_whatever_follows_it()
    {
        RtuFramer framer = Framer(RtuSide.Request, 100);
        Assert.AreEqual((int)Framing.Frame, Next(framer, "02 07 41 12 | 11 03", At));
        Assert.AreEqual(4, framer.FrameLength);
    }

    [TestMethod]
    public void A_frame_that_only_silence_ends_takes_in_what_follows_it_without_one()
    {
        // Two frames of function 90: apart each would do, together they are none.
        byte[] frame = Hex.Bytes("11 5A 00 FE 00 00");
        Crc16.Append(frame, 0, 4);
        byte[] both = new byte[12];
        frame.CopyTo(both, 0);
        frame.CopyTo(both, 6);
        RtuFramer framer = Framer(RtuSide.Response, 100);
        Assert.AreEqual((int)Framing.Frame, (int)framer.Next(both, 0, 6, At, At + 4011));
        Assert.AreEqual((int)Framing.Broken, (int)framer.Next(both, 0, 12, At, At + 4011));
        Assert.AreEqual((int)FrameFault.Crc, (int)framer.Fault);
    }

    [TestMethod]
    public void Silence_is_t35_to_the_microsecond_and_stretches_as_set()
    {
        Assert.AreEqual((int)Framing.NeedMore, Next(Framer(RtuSide.Request, 100), "11 03", At + 4010));
        Assert.AreEqual((int)Framing.Broken, Next(Framer(RtuSide.Request, 100), "11 03", At + 4011));
        Assert.AreEqual((int)Framing.NeedMore, Next(Framer(RtuSide.Request, 400), "11 03", At + 16043));
        Assert.AreEqual((int)Framing.Broken, Next(Framer(RtuSide.Request, 400), "11 03", At + 16044));
    }

    [TestMethod]
    public void Nothing_received_is_nothing_however_long_the_silence()
    {
        Assert.AreEqual((int)Framing.NeedMore, Next(Framer(RtuSide.Response, 100), "", At + 1_000_000));
    }

    [TestMethod]
    public void The_largest_frame_is_256_bytes_and_one_more_is_none()
    {
        byte[] buffer = new byte[257];
        buffer[0] = 17;
        buffer[1] = 90;
        Crc16.Append(buffer, 0, 254);
        RtuFramer framer = Framer(RtuSide.Response, 100);
        Assert.AreEqual((int)Framing.Frame, (int)framer.Next(buffer, 0, 256, At, At + 4011));
        Assert.AreEqual(256, framer.FrameLength);
        Assert.AreEqual((int)Framing.Broken, (int)framer.Next(buffer, 0, 257, At, At));
        Assert.AreEqual((int)FrameFault.NoSilence, (int)framer.Fault);
    }

    [TestMethod]
    public void A_count_that_only_a_larger_frame_could_hold_finds_no_frame_before_silence()
    {
        // 03 with byte count 252: 257 bytes with the CRC.
        byte[] buffer = new byte[257];
        buffer[0] = 17;
        buffer[1] = 3;
        buffer[2] = 252;
        Crc16.Append(buffer, 0, 255);
        RtuFramer framer = Framer(RtuSide.Response, 100);
        Assert.AreEqual((int)Framing.NeedMore, (int)framer.Next(buffer, 0, 256, At, At));
        Assert.AreEqual((int)Framing.Broken, (int)framer.Next(buffer, 0, 257, At, At));
    }

    private static RtuFramer Framer(RtuSide side, int stretchPercent)
    {
        return new RtuFramer(side, new RtuTiming(new SerialFormat(9600, SerialParity.Even, 1), stretchPercent));
    }

    private static int Next(RtuFramer framer, string hex, long now)
    {
        byte[] bytes = Hex.Bytes(hex);
        return (int)framer.Next(bytes, 0, bytes.Length, At, now);
    }
}
