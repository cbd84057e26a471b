using System.Text;

namespace EdgeGuard.Host.Tests.Consoles;

[TestClass]
public class ScreenLineTests
{
    [TestMethod]
    public void A_line_of_the_log_goes_above_the_prompt_and_the_prompt_stands_there_again()
    {
        var line = new ScreenLine();
        line.Add("edgeguard> login anna\r\npassword: "u8);
        string shown = Text(line.Below("2026-11-30 05:38:01Z login failed"));
        Assert.AreEqual("\r" + new string(' ', 79) + "\r2026-11-30 05:38:01Z login failed\r\npassword: ", shown);
    }

    [TestMethod]
    public void A_line_that_was_drawn_anew_comes_back_as_it_was_drawn_last_with_its_cursor()
    {
        var line = new ScreenLine();
        line.Add("anna> set site nroth"u8);
        line.Add("\ranna> set site north    \b\b\b\b"u8);
        Assert.EndsWith("\r\nanna> set site north    \b\b\b\b", Text(line.Below("x")));
    }

    [TestMethod]
    public void Where_nothing_stands_nothing_is_erased()
    {
        var line = new ScreenLine();
        line.Add("a whole line\r\n"u8);
        Assert.AreEqual("x\r\n", Text(line.Below("x")));
    }

    private static string Text(byte[] bytes) => Encoding.UTF8.GetString(bytes);
}
