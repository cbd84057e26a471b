using System.Text;
using EdgeGuard.Terminal;

namespace EdgeGuard.Shell.Tests;

[TestClass]
public class ConsoleOutputTests
{
    [TestMethod]
    public void No_line_is_longer_than_79_columns_and_no_word_is_lost()
    {
        var output = new ConsoleOutput();
        string text = "";
        for (int i = 0; i < 60; i++) text += "word" + i + " ";
        output.Line(text);
        string shown = Taken(output);
        int start = 0;
        while (start < shown.Length)
        {
            int end = shown.IndexOf("\r\n", start);
            Assert.IsTrue(end - start <= ConsoleOutput.Columns);
            start = end + 2;
        }
        for (int i = 0; i < 60; i++) Assert.IsTrue(shown.Contains("word" + i));
    }

    [TestMethod]
    public void A_page_is_shown_and_the_rest_is_held()
    {
        var output = new ConsoleOutput { PageLines = 5 };
        for (int i = 0; i < 10; i++) output.Line("line" + i);
        Assert.IsTrue(output.IsHeld);
        string shown = Taken(output);
        Assert.IsTrue(shown.Contains("line3"));
        Assert.IsTrue(!shown.Contains("line4"));
    }

    [TestMethod]
    public void Pages_come_one_after_the_other_and_the_last_is_the_prompt()
    {
        var output = new ConsoleOutput { PageLines = 5 };
        for (int i = 0; i < 100; i++) output.Line("line" + i);
        output.Raw("> ");
        output.Raw("typed");
        Assert.AreEqual("line0\r\nline1\r\nline2\r\nline3\r\n", Taken(output));
        output.Release(4);
        Assert.AreEqual("line4\r\nline5\r\nline6\r\nline7\r\n", Taken(output));
        output.Release(1);
        Assert.AreEqual("line8\r\n", Taken(output));
        Assert.IsTrue(output.IsHeld);
        output.DropHeld();
        Assert.AreEqual("> typed", Taken(output));
        Assert.IsFalse(output.IsHeld);
    }

    [TestMethod]
    public void What_is_held_may_grow_while_it_is_shown()
    {
        var output = new ConsoleOutput { PageLines = 5 };
        for (int i = 0; i < 40; i++) output.Line("line" + i);
        output.Release(10);
        for (int i = 40; i < 80; i++) output.Line("line" + i);
        output.Raw("> ");
        output.ReleaseAll();
        string shown = Taken(output);
        int at = 0;
        for (int i = 0; i < 80; i++)
        {
            string line = "line" + i + "\r\n";
            Assert.AreEqual(line, shown.Substring(at, line.Length));
            at += line.Length;
        }
        Assert.AreEqual("> ", shown.Substring(at));
    }

    [TestMethod]
    public void A_letter_beyond_U_FFFF_is_not_folded_in_two()
    {
        string text = "x";
        for (int i = 0; i < 100; i++) text += "\U0001F600";
        var output = new ConsoleOutput { IsVt100 = true };
        output.Line(text);
        string shown = Taken(output);
        Assert.IsTrue(shown.IndexOf('\ufffd') < 0);
        Assert.AreEqual(text + "\r\n", shown.Substring(0, 79).TrimEnd() + Unfolded(shown.Substring(79)));
    }

    [TestMethod]
    public void A_script_gets_long_lines_whole()
    {
        var output = new ConsoleOutput { Folds = false };
        string text = "";
        for (int i = 0; i < 200; i++) text += "x";
        output.Line(text);
        Assert.AreEqual(text + "\r\n", Taken(output));
    }

    private static string Unfolded(string lines)
    {
        string text = "";
        for (int at = 0; at < lines.Length;)
        {
            int end = lines.IndexOf("\r\n    ", at);
            text += lines.Substring(at, (end < 0 ? lines.Length : end) - at);
            at = end < 0 ? lines.Length : end + 6;
        }
        return text;
    }

    private static string Taken(ConsoleOutput output)
    {
        var buffer = new byte[4096];
        int count = output.Take(buffer);
        return Encoding.UTF8.GetString(buffer, 0, count);
    }
}
