namespace EdgeGuard.Core.Tests;

/// <summary>Which bytes are a text (RFC 3629), and which the interpreter would make another one of.</summary>
[TestClass]
public class Utf8TextTests
{
    [TestMethod]
    public void Letters_of_every_length_are_read()
    {
        Is("", new byte[0]);
        Is("a\u007f\n", new byte[] { 0x61, 0x7F, 0x0A });
        Is("\u0080\u07ff", new byte[] { 0xC2, 0x80, 0xDF, 0xBF });
        Is("\u0800\ud7ff\ue000\uffff", new byte[] { 0xE0, 0xA0, 0x80, 0xED, 0x9F, 0xBF, 0xEE, 0x80, 0x80, 0xEF, 0xBF, 0xBF });
        Is("\U00010000\U0010FFFF", new byte[] { 0xF0, 0x90, 0x80, 0x80, 0xF4, 0x8F, 0xBF, 0xBF });
    }

    [TestMethod]
    public void What_is_no_UTF_8_is_no_text()
    {
        IsNone(new byte[] { 0x80 });
        IsNone(new byte[] { 0x41, 0xC3 }); // cut off
        IsNone(new byte[] { 0xC3, 0x41 });
        IsNone(new byte[] { 0xC0, 0x80 }); // U+0000 in two bytes
        IsNone(new byte[] { 0xE0, 0x9F, 0xBF }); // too long
        IsNone(new byte[] { 0xF0, 0x8F, 0xBF, 0xBF });
        IsNone(new byte[] { 0xED, 0xA0, 0x80 }); // half of a pair
        IsNone(new byte[] { 0xF4, 0x90, 0x80, 0x80 }); // beyond U+10FFFF
        IsNone(new byte[] { 0xFF });
    }

    [TestMethod]
    public void U_0000_ends_no_text_early_for_there_is_none()
    {
        IsNone(new byte[] { 0 });
        IsNone(new byte[] { 0x61, 0, 0x62 });
    }

    [TestMethod]
    public void A_part_of_a_buffer_is_judged_by_itself()
    {
        byte[] buffer = { 0xFF, 0xC3, 0xA4, 0 };
        Assert.AreEqual("ä", Utf8Text.Read(buffer, 1, 2));
        Assert.IsNull(Utf8Text.Read(buffer, 1, 1));
        Assert.IsNull(Utf8Text.Read(buffer, 1, 3));
    }

    private static void Is(string expected, byte[] bytes)
    {
        Assert.AreEqual(expected, Utf8Text.Read(bytes));
    }

    private static void IsNone(byte[] bytes)
    {
        Assert.IsNull(Utf8Text.Read(bytes));
    }
}
