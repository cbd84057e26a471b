using EdgeGuard.Terminal;

namespace EdgeGuard.Shell.Tests;

[TestClass]
public class KeyReaderTests
{
    [TestMethod]
    public void Arrows_and_their_like_are_known_from_VT100_and_xterm()
    {
        Is(Key.Up, 0x1B, '[', 'A');
        Is(Key.Up, 0x1B, 'O', 'A');
        Is(Key.WordLeft, 0x1B, '[', '1', ';', '5', 'D');
        Is(Key.WordRight, 0x1B, 'f');
        Is(Key.Home, 0x1B, '[', '1', '~');
        Is(Key.End, 0x1B, '[', 'F');
        Is(Key.Delete, 0x1B, '[', '3', '~');
        Is(Key.Backspace, 0x7F);
        Is(Key.KillWord, 0x17);
    }

    [TestMethod]
    public void A_terminal_says_how_large_it_is_and_F3_says_nothing()
    {
        Is(Key.Size, 0x1B, '[', '5', '0', ';', '1', '3', '2', 'R');
        Is(Key.Unknown, 0x1B, 'O', 'R');
        Is(Key.Unknown, 0x1B, '[', '1', ';', '2', 'R');
        Is(Key.Unknown, 0x1B, '[', 'R');
        var keys = new KeyReader();
        int[] report = { 0x1B, '[', '5', '0', ';', '1', 'R' };
        for (int i = 0; i < report.Length; i++) keys.Take((byte)report[i]);
        Assert.AreEqual(50, keys.Lines);
    }

    [TestMethod]
    public void A_return_a_line_feed_and_both_are_one_enter()
    {
        var keys = new KeyReader();
        Assert.IsTrue(keys.Take(0x0D) == Key.Enter);
        Assert.IsTrue(keys.Take(0x0A) == Key.None);
        Assert.IsTrue(keys.Take(0x0A) == Key.Enter);
        Assert.IsTrue(keys.Take(0x0D) == Key.Enter);
        Assert.IsTrue(keys.Take(0x0D) == Key.Enter);
    }

    [TestMethod]
    public void A_sequence_that_breaks_off_takes_nothing_with_it()
    {
        var keys = new KeyReader();
        keys.Take(0x1B);
        keys.Take((byte)'[');
        keys.Take((byte)'3');
        Assert.IsTrue(keys.Take(0x0D) == Key.Enter);
        Assert.IsTrue(keys.Take((byte)'a') == Key.Character);
        Assert.AreEqual('a', keys.Character);
    }

    [TestMethod]
    public void A_sequence_without_end_is_text_again_after_its_longest()
    {
        var keys = new KeyReader();
        keys.Take(0x1B);
        keys.Take((byte)'[');
        int taken = 0;
        while (keys.Take((byte)'9') == Key.None) taken++;
        Assert.IsTrue(taken < 32);
        Assert.IsTrue(keys.Take((byte)'x') == Key.Character);
    }

    [TestMethod]
    public void The_marks_around_a_paste_are_no_keys()
    {
        Is(Key.None, 0x1B, '[', '2', '0', '0', '~');
        Is(Key.None, 0x1B, '[', '2', '0', '1', '~');
    }

    [TestMethod]
    public void UTF_8_is_read_and_what_is_none_is_told()
    {
        var keys = new KeyReader();
        keys.Take(0xC3);
        Assert.IsTrue(keys.Take(0xA4) == Key.Character);
        Assert.AreEqual('\u00E4', keys.Character);
        keys.Take(0xF0);
        keys.Take(0x9F);
        keys.Take(0x94);
        Assert.IsTrue(keys.Take(0x92) == Key.Character);
        Assert.AreEqual('\uD83D', keys.Character);
        Assert.AreEqual('\uDD12', keys.LowHalf);
        Assert.IsTrue(keys.Take(0xFF) == Key.Character);
        Assert.AreEqual('\uFFFD', keys.Character);
        keys.Take(0xE2);
        Assert.IsTrue(keys.Take((byte)'z') == Key.Character);
        Assert.AreEqual('z', keys.Character);
    }

    private static void Is(Key expected, params int[] bytes)
    {
        var keys = new KeyReader();
        Key last = Key.None;
        for (int i = 0; i < bytes.Length; i++) last = keys.Take((byte)bytes[i]);
        Assert.AreEqual((int)expected, (int)last);
        Assert.IsFalse(keys.IsInside);
    }
}
