namespace EdgeGuard.Modbus.Tests;

/// <summary>The numbers of the serial line guide V1.02, section 2.5.1.1, rounded up to whole microseconds.</summary>
[TestClass]
public sealed class RtuTimingTests
{
    [TestMethod]
    public void Silences_follow_the_baud_rate_up_to_19200()
    {
        Silences(1200, "8E1", 9167, 13750, 32084);
        Silences(9600, "8E1", 1146, 1719, 4011);
        Silences(19200, "8E1", 573, 860, 2006);
        Silences(19200, "8N1", 521, 782, 1823);
    }

    [TestMethod]
    public void Silences_are_fixed_above_19200()
    {
        Silences(19201, "8E1", 573, 750, 1750);
        Silences(38400, "8E1", 287, 750, 1750);
        Silences(115200, "8E1", 96, 750, 1750);
    }

    [TestMethod]
    public void Only_the_silence_that_ends_a_frame_is_stretched()
    {
        RtuTiming timing = Timing(9600, "8E1", 250);
        Assert.AreEqual(1719, timing.InterCharacterUs);
        Assert.AreEqual(4011, timing.InterFrameUs);
        Assert.AreEqual(10028, timing.SilenceUs);
        Assert.AreEqual(1719, Timing(9600, "8E1", 100).InterCharacterUs);
        Assert.AreEqual(4011, Timing(9600, "8E1", 100).SilenceUs);
    }

    [TestMethod]
    public void A_frame_takes_its_characters_and_rounding_does_not_add_up()
    {
        Assert.AreEqual(9167L, Timing(9600, "8E1", 100).FrameUs(8));
        Assert.AreEqual(293334L, Timing(9600, "8E1", 100).FrameUs(256));
        Assert.AreEqual(24445L, Timing(115200, "8E1", 100).FrameUs(256));
        Assert.AreEqual(0L, Timing(115200, "8E1", 100).FrameUs(0));
    }

    [TestMethod]
    public void A_format_is_read_as_technicians_write_it()
    {
        Assert.AreEqual("19200 8E1", Format(19200, "8E1").ToString());
        Assert.AreEqual("300 8O2", Format(300, "8O2").ToString());
        Assert.AreEqual("4000000 8N2", Format(4000000, "8N2").ToString());
        Assert.AreEqual(10, Format(9600, "8N1").BitsPerCharacter);
        Assert.AreEqual(11, Format(9600, "8N2").BitsPerCharacter);
        Assert.AreEqual(12, Format(9600, "8E2").BitsPerCharacter);
    }

    [TestMethod]
    public void What_is_no_format_of_RTU_is_none()
    {
        Assert.IsNull(SerialFormat.Read(9600, "7E1"));
        Assert.IsNull(SerialFormat.Read(9600, "8X1"));
        Assert.IsNull(SerialFormat.Read(9600, "8e1"));
        Assert.IsNull(SerialFormat.Read(9600, "8E0"));
        Assert.IsNull(SerialFormat.Read(9600, "8E3"));
        Assert.IsNull(SerialFormat.Read(9600, "8E"));
        Assert.IsNull(SerialFormat.Read(9600, "8E1 "));
        Assert.IsNull(SerialFormat.Read(9600, ""));
        Assert.IsNull(SerialFormat.Read(299, "8E1"));
        Assert.IsNull(SerialFormat.Read(4000001, "8E1"));
    }

    private static void Silences(int baud, string characters, int character, int interCharacter, int interFrame)
    {
        RtuTiming timing = Timing(baud, characters, 100);
        Assert.AreEqual(character, timing.CharacterUs);
        Assert.AreEqual(interCharacter, timing.InterCharacterUs);
        Assert.AreEqual(interFrame, timing.InterFrameUs);
    }

    private static RtuTiming Timing(int baud, string characters, int stretchPercent)
    {
        return new RtuTiming(Format(baud, characters), stretchPercent);
    }

    private static SerialFormat Format(int baud, string characters)
    {
        SerialFormat? format = SerialFormat.Read(baud, characters);
        Assert.IsNotNull(format);
        return format!;
    }
}
