using System.Text;
using EdgeGuard.Shell.Output;

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
    public void A_script_gets_long_lines_whole()
    {
        var output = new ConsoleOutput { Folds = false };
        string text = "";
        for (int i = 0; i < 200; i++) text += "x";
        output.Line(text);
        Assert.AreEqual(text + "\r\n", Taken(output));
    }

    private static string Taken(ConsoleOutput output)
    {
        var buffer = new byte[4096];
        int count = output.Take(buffer);
        return Encoding.UTF8.GetString(buffer, 0, count);
    }
}
