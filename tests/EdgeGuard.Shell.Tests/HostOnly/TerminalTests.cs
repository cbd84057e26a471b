using System;
using System.Linq;

namespace EdgeGuard.Shell.Tests.HostOnly;

[TestClass]
public sealed class TerminalTests
{
    private const string Escape = "\u001b[";
    private const string AskSize = "\u001b7\u001b[999;999H\u001b[6n\u001b8";

    [TestMethod]
    public void A_plain_terminal_never_gets_an_escape_code()
    {
        ConsoleBed bed = ConsoleBed.LoggedIn();
        string shown = bed.Type("help\rstatus\rnonsense\risolate on\rstatus\rset site nor\u0015status\r")
            + bed.TypeSlowly("commit\u001b[D\u001b[D\u0008\u0008x\u000b\r");
        Assert.IsFalse(shown.Contains('\u001b'), shown);
    }

    [TestMethod]
    public void On_a_VT100_words_of_alarm_are_red_and_stand_there_as_they_do_without_colour()
    {
        ConsoleBed bed = ConsoleBed.LoggedIn();
        string plain = bed.Type("nonsense\r") + bed.Type("isolate on\r") + bed.Type("status\r");
        ConsoleBed other = ConsoleBed.LoggedIn();
        Assert.AreEqual(
            "", WithoutColour(other.Type("terminal vt100\r")).Replace("terminal vt100\r\nanna> ", "", StringComparison.Ordinal));
        string coloured = other.Type("nonsense\r") + other.Type("isolate on\r") + other.Type("status\r");
        StringAssert.Contains(coloured, Escape + "1;31merror:" + Escape + "0m 'nonsense' is no command");
        StringAssert.Contains(coloured, "anna [" + Escape + "1;31mISOLATED" + Escape + "0m]> ");
        Assert.AreEqual(plain, WithoutColour(coloured));
        Assert.IsFalse(other.Type("terminal plain\rnonsense\r").Split("plain\r\n")[1].Contains('\u001b'));
    }

    [TestMethod]
    public void Colour_does_not_change_where_lines_are_folded_or_pages_end()
    {
        ConsoleBed plain = ConsoleBed.LoggedIn();
        ConsoleBed coloured = ConsoleBed.LoggedIn();
        coloured.Type("terminal vt100\r");
        for (int i = 0; i < 8; i++)
        {
            plain.Type("isolate on\risolate off\r");
            coloured.Type("isolate on\risolate off\r");
        }
        string shown = plain.Type("events\r");
        Assert.AreEqual(shown, WithoutColour(coloured.Type("events\r")));
        StringAssert.Contains(shown, "-- more");
    }

    [TestMethod]
    public void A_line_is_erased_by_blanks_on_a_plain_terminal_and_by_a_sequence_on_a_VT100_and_looks_the_same()
    {
        const string Keys = "set site northern\u001b[D\u001b[D\u0017x\u000by";
        ConsoleBed plain = ConsoleBed.LoggedIn();
        string drawn = plain.TypeSlowly(Keys);
        ConsoleBed vt100 = ConsoleBed.LoggedIn();
        vt100.Type("terminal vt100\r");
        string erased = vt100.TypeSlowly(Keys);
        StringAssert.Contains(erased, Escape + "K");
        Assert.IsLessThan(drawn.Length, erased.Length);
        Assert.AreEqual(ConsoleBed.LineOnScreen("anna> " + drawn), LineOnVt100("anna> " + erased));
    }

    [TestMethod]
    public void A_script_never_gets_an_escape_code_whatever_the_terminal_was()
    {
        ConsoleBed bed = ConsoleBed.LoggedIn(isBatch: true);
        string shown = bed.Type("terminal vt100\rnonsense\risolate on\rstatus\rhelp\rselftest\r");
        Assert.IsFalse(shown.Contains('\u001b'), shown);
        ConsoleBed person = ConsoleBed.LoggedIn();
        person.Type("terminal vt100\r");
        person.Type("terminal batch on\r");
        Assert.IsFalse(person.Type("nonsense\rstatus\r").Contains('\u001b'));
        StringAssert.Contains(person.Type("terminal batch off\rnonsense\r"), Escape);
    }

    [TestMethod]
    public void A_manner_that_a_terminal_does_not_have_is_refused_with_those_that_it_has()
    {
        ConsoleBed bed = ConsoleBed.LoggedIn();
        foreach (string manner in new[] { "", "vt220", "vt100 on", "plain now", "lines 3", "batch maybe" })
        {
            StringAssert.Contains(bed.Type("terminal " + manner + "\r"), "is no manner of a terminal", manner);
        }
    }

    [TestMethod]
    public void A_VT100_is_asked_for_its_size_and_pages_follow_until_a_person_says_otherwise()
    {
        ConsoleBed bed = ConsoleBed.LoggedIn();
        StringAssert.Contains(bed.Type("terminal vt100\r"), AskSize);
        Assert.AreEqual("", bed.Type(Escape + "10;80R"), "the answer is no key");
        Assert.AreEqual(9, Lines(bed.Type("help\r")));
        bed.Type("q");
        bed.Type("terminal lines 7\r");
        Assert.AreEqual(6, Lines(bed.Type("help\r")));
        bed.Type("q");
        bed.Type("terminal lines 0\r");
        Assert.IsFalse(bed.Type("help\r").Contains("-- more", StringComparison.Ordinal));
    }

    [TestMethod]
    public void Pages_follow_a_terminal_whose_size_the_port_knows()
    {
        ConsoleBed bed = ConsoleBed.LoggedIn();
        bed.Session.Resize(12);
        Assert.AreEqual(11, Lines(bed.Type("help\r")));
        bed.Type("q");
        bed.Session.Resize(0);
        Assert.AreEqual(11, Lines(bed.Type("help\r")), "nobody knows: as before");
    }

    // Whole lines shown before the page ends, without the command's own.
    private static int Lines(string shown) => shown[..shown.IndexOf("-- more", StringComparison.Ordinal)].Split('\n').Length - 2;

    private static string WithoutColour(string text) =>
        text.Replace(AskSize, "", StringComparison.Ordinal)
            .Replace(Escape + "1;31m", "", StringComparison.Ordinal).Replace(Escape + "0m", "", StringComparison.Ordinal);

    // What 'erase to the end of the line' leaves: blanks, as far as any test draws.
    private static string LineOnVt100(string output) => ConsoleBed.LineOnScreen(WithoutColour(output).Replace(
        Escape + "K", new string(' ', 40) + string.Concat(Enumerable.Repeat("\b", 40)), StringComparison.Ordinal));
}
