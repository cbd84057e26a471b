namespace EdgeGuard.Modbus.Tests;

[TestClass]
public class MbapFramerTests
{
    [TestMethod]
    public void A_whole_frame_is_found_at_the_beginning_and_what_follows_is_left_alone()
    {
        var framer = new MbapFramer(ModbusLimits.MaxTcpAdu);

        Assert.AreEqual((int)Framing.Frame, Next(framer, "0007 0000 0006 11 | 03 0000 000A | 0008 00"));
        Assert.AreEqual(12, framer.FrameLength);
    }

    [TestMethod]
    public void One_byte_less_than_a_frame_is_not_a_frame()
    {
        var framer = new MbapFramer(ModbusLimits.MaxTcpAdu);

        Assert.AreEqual((int)Framing.NeedMore, Next(framer, "0007 0000 0006 11 | 03 0000 00"));
        Assert.AreEqual(0, framer.FrameLength);
        Assert.AreEqual((int)Framing.NeedMore, Next(framer, ""));
    }

    [TestMethod]
    public void A_foreign_protocol_id_breaks_the_stream_with_its_second_byte()
    {
        var framer = new MbapFramer(ModbusLimits.MaxTcpAdu);

        Assert.AreEqual((int)Framing.NeedMore, Next(framer, "0007 01"));
        Assert.AreEqual((int)Framing.Broken, Next(framer, "0007 0100"));
        Expect(framer, FrameFault.ProtocolId, 0x0100, 0);
        Assert.AreEqual((int)Framing.Broken, Next(framer, "0007 0001"));
        Expect(framer, FrameFault.ProtocolId, 0x0001, 0);
    }

    [TestMethod]
    public void A_length_below_2_breaks_the_stream_and_2_does_not()
    {
        var framer = new MbapFramer(ModbusLimits.MaxTcpAdu);

        Assert.AreEqual((int)Framing.Broken, Next(framer, "0007 0000 0001"));
        Expect(framer, FrameFault.TooShort, 1, 2);
        Assert.AreEqual((int)Framing.Broken, Next(framer, "0007 0000 0000"));
        Assert.AreEqual((int)Framing.Frame, Next(framer, "0007 0000 0002 11 07"));
        Assert.AreEqual(8, framer.FrameLength);
    }

    [TestMethod]
    public void A_length_above_254_breaks_the_stream_and_254_does_not()
    {
        var framer = new MbapFramer(ModbusLimits.MaxTcpAdu);

        Assert.AreEqual((int)Framing.NeedMore, Next(framer, "0007 0000 00FE"));
        Assert.AreEqual((int)Framing.Broken, Next(framer, "0007 0000 00FF"));
        Expect(framer, FrameFault.TooLong, 255, 254);
    }

    [TestMethod]
    public void A_larger_limit_lets_vendor_frames_through_up_to_that_limit()
    {
        var framer = new MbapFramer(1024);

        Assert.AreEqual((int)Framing.NeedMore, Next(framer, "0007 0000 03FA"));
        Assert.AreEqual((int)Framing.Broken, Next(framer, "0007 0000 03FB"));
        Expect(framer, FrameFault.TooLong, 1019, 1018);
    }

    [TestMethod]
    public void A_frame_after_a_broken_look_carries_no_old_fault()
    {
        var framer = new MbapFramer(ModbusLimits.MaxTcpAdu);

        Assert.AreEqual((int)Framing.Broken, Next(framer, "0007 0000 0000"));
        Assert.AreEqual((int)Framing.Frame, Next(framer, "0007 0000 0002 11 07"));
        Expect(framer, FrameFault.None, 0, 0);
    }

    private static int Next(MbapFramer framer, string hex)
    {
        byte[] bytes = Hex.Bytes(hex);
        return (int)framer.Next(bytes, 0, bytes.Length);
    }

    private static void Expect(MbapFramer framer, FrameFault fault, int number, int limit)
    {
        Assert.AreEqual((int)fault, (int)framer.Fault);
        Assert.AreEqual(number, framer.Actual);
        Assert.AreEqual(limit, framer.Limit);
    }
}
