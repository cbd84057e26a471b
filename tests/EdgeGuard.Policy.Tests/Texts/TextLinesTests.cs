namespace EdgeGuard.Policy.Tests;

/// <summary>What a line of a text is, for everything that reads one.</summary>
[TestClass]
public class TextLinesTests
{
    [TestMethod]
    public void A_line_ends_with_LF_or_CR_LF_and_the_last_one_with_the_text()
    {
        Are("", new string[0]);
        Are("a", new[] { "a" });
        Are("a\n", new[] { "a" });
        Are("a\r\nb\n\nc", new[] { "a", "b", "", "c" });
        Are("\n\n", new[] { "", "" });
        Are("a\rb\r\r\n\r", new[] { "a\rb\r", "" });
    }

    [TestMethod]
    public void A_byte_order_mark_is_part_of_no_line()
    {
        Are("\ufeffa\nb", new[] { "a", "b" });
        Are("\ufeff", new string[0]);
        Are("a\n\ufeffb", new[] { "a", "\ufeffb" });
    }

    [TestMethod]
    public void Letters_of_every_kind_come_out_as_they_went_in()
    {
        Are("\u00e4\u20ac\U0001F600\nx\U00010000", new[] { "\u00e4\u20ac\U0001F600", "x\U00010000" });
    }

    [TestMethod]
    public void Lines_are_numbered_from_1_and_those_left_are_counted()
    {
        var lines = new TextLines("a\nb\nc");
        Assert.AreEqual(0, lines.Number);
        Assert.AreEqual(3, lines.Count());
        Assert.IsTrue(lines.Next());
        Assert.AreEqual(1, lines.Number);
        Assert.AreEqual(2, lines.Count());
        Assert.IsTrue(lines.Next() && lines.Next());
        Assert.AreEqual("c", lines.Line);
        Assert.IsFalse(lines.Next());
        Assert.AreEqual(3, lines.Number);
        Assert.AreEqual(0, lines.Count());
    }

    [TestMethod]
    public void Case_is_of_ASCII_alone()
    {
        Assert.AreEqual("az09-\u00c4\u0130\u212a", AsciiCase.Lower("AZ09-\u00c4\u0130\u212a"));
        Assert.AreEqual(
            "AZ5\u00e4\u0131",
            new string(
                new[]
                {
                    AsciiCase.Upper('a'), AsciiCase.Upper('Z'), AsciiCase.Upper('5'), AsciiCase.Upper('\u00e4'), AsciiCase.Upper('\u0131'),
                }));
    }

    private static void Are(string text, string[] expected)
    {
        string[] lines = TextLines.Of(text);
        Assert.AreEqual(expected.Length, lines.Length, text);
        for (int i = 0; i < lines.Length; i++) Assert.AreEqual(expected[i], lines[i], text);
    }
}
