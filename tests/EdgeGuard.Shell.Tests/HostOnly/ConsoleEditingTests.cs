using System;
using System.Linq;
using System.Text;
using CsCheck;
using EdgeGuard.Settings;
using EdgeGuard.Testing.Store;

namespace EdgeGuard.Shell.Tests.HostOnly;

[TestClass]
public sealed class ConsoleEditingTests
{
    public TestContext TestContext { get; set; } = null!;

    private const string Left = "\x1b[D", Up = "\x1b[A", Down = "\x1b[B", Home = "\x1b[H";

    private static readonly string[] Odd =
    [
        "\"\"", "\"", "\"two words\"", "#", "0", "-1", "1", "65536", "99999999999999999999", "anna", AccountBed.Password, "north", "off",
        "127.0.0.1:502", "edgeguard-policy 1", "role A", "allow 3", "end", ".", "yes", "no", "all",
        new string('x', 300), "\u00e7", "\0", "\x7f",
    ];

    [TestMethod]
    public void A_line_can_be_edited_anywhere_and_the_screen_shows_it()
    {
        ConsoleBed bed = ConsoleBed.LoggedIn();
        Assert.AreEqual("anna> set si|te", ConsoleBed.LineOnScreen(bed.Type("\rset ste" + Left + Left + "i")));
        Assert.AreEqual("anna> |set site", ConsoleBed.LineOnScreen(bed.Type(Home)));
        Assert.AreEqual("anna> set |", ConsoleBed.LineOnScreen(bed.Type("\x05\x17")));
    }

    [TestMethod]
    public void A_line_longer_than_the_screen_scrolls_sideways_and_is_taken_whole()
    {
        ConsoleBed bed = ConsoleBed.LoggedIn();
        string name = new('x', 300);
        string shown = bed.TypeSlowly("set " + name);
        Assert.IsTrue(ConsoleBed.LineOnScreen(shown).Length <= 80, ConsoleBed.LineOnScreen(shown));
        StringAssert.Contains(bed.Type(" 1\r"), name[..60]);
    }

    [TestMethod]
    public void Earlier_lines_come_back_and_secrets_do_not()
    {
        ConsoleBed bed = ConsoleBed.LoggedIn();
        bed.Type("version\rstatus\r");
        Assert.AreEqual("anna> version|", ConsoleBed.LineOnScreen(bed.Type(Up + Up)));
        Assert.AreEqual("anna> status|", ConsoleBed.LineOnScreen(bed.Type(Down)));
        Assert.AreEqual("anna> login anna|", ConsoleBed.LineOnScreen(bed.Type(Up + Up + Up + Up + Up)));
    }

    [TestMethod]
    public void Tab_completes_commands_keys_and_values()
    {
        ConsoleBed bed = ConsoleBed.LoggedIn();
        Assert.AreEqual("anna> sessions |", ConsoleBed.LineOnScreen(bed.Type("\rses\t")));
        Assert.AreEqual("anna> set mode |", ConsoleBed.LineOnScreen(bed.Type("\x15set mod\te\t")));
        Assert.AreEqual("anna> set mode observe |", ConsoleBed.LineOnScreen(bed.Type("o\t\x0c")));
        Assert.AreEqual("anna> commit confirm |", ConsoleBed.LineOnScreen(bed.Type("\x15" + "commit c\t")));
    }

    [TestMethod]
    public void A_question_mark_explains_what_can_follow_and_the_line_goes_on()
    {
        ConsoleBed bed = ConsoleBed.LoggedIn();
        string shown = bed.Type("set plc.?");
        StringAssert.Contains(shown, "plc.timeout");
        StringAssert.Contains(shown, "how long a unit may take");
        Assert.AreEqual("anna> set plc.|", ConsoleBed.LineOnScreen(shown));
        foreach (string line in bed.Type("\x15?").Split("\r\n")) Assert.IsTrue(line.Length <= 80, line);
    }

    [TestMethod]
    public void A_line_of_ten_thousand_characters_is_refused_in_words_and_the_next_one_is_taken()
    {
        ConsoleBed bed = ConsoleBed.LoggedIn();
        string shown = bed.Type(new string('a', 10_000) + "\r");
        StringAssert.Contains(shown, "the line has 10000 characters, and at most 2048 fit");
        StringAssert.Contains(bed.Type("version\r"), "EdgeGuard 0.1.0");
    }

    [TestMethod]
    public void Control_characters_and_broken_sequences_change_nothing()
    {
        ConsoleBed bed = ConsoleBed.LoggedIn();
        StringAssert.Contains(bed.Type("ver\x00\x07\x1b[\x1b[99;99;99q\x1bOPsion\r"), "EdgeGuard 0.1.0");
        StringAssert.Contains(bed.Type("ver\x1b"), "ver");
        bed.Wait(600);
        StringAssert.Contains(bed.Type("sion\r"), "EdgeGuard 0.1.0");
    }

    [TestMethod]
    public void Sixty_four_kilobytes_pasted_arrive_complete_and_come_back_no_larger()
    {
        ConsoleBed bed = ConsoleBed.LoggedIn();
        string line = "# " + new string('c', 97);
        string text = string.Join("\r", Enumerable.Repeat(line, 650));
        bed.Type("policy edit\r");
        string echo = bed.Type(text + "\r");
        Assert.AreEqual(text.Length + 1 + 650, echo.Length, "the line ends come back as two");
        bed.Type("end\r");
        Assert.AreEqual(text.Replace('\r', '\n') + "\n", bed.Configurations.CandidatePolicy);
    }

    [TestMethod]
    [DataRow(99)]
    [DataRow(9)]
    public void Sixty_four_kilobytes_pasted_over_a_wire_of_115200_Bd_arrive_complete(int length)
    {
        ConsoleBed bed = ConsoleBed.LoggedIn();
        string text = string.Concat(Enumerable.Repeat("#" + new string('c', length - 1) + "\r", 65_000 / (length + 1)));
        var wire = new UartWire(Encoding.UTF8.GetBytes($"login anna\r{AccountBed.Password}\rpolicy edit\r{text}end\r"), 4096);
        var terminal = new ConsoleTerminal(bed.Services, wire, isBatch: false);
        terminal.Start();
        var watch = System.Diagnostics.Stopwatch.StartNew();
        while (bed.Configurations.CandidatePolicy.Length == 0 && watch.Elapsed.TotalSeconds < 30) System.Threading.Thread.Sleep(10);
        terminal.Stop(bed.Module.Clock.Now);
        TestContext.WriteLine($"{text.Length} bytes, at most {wire.Peak} waited");
        Assert.AreEqual(0, wire.Lost);
        Assert.AreEqual(text.Replace('\r', '\n'), bed.Configurations.CandidatePolicy);
    }

    [TestMethod]
    public void A_paste_that_breaks_off_changes_nothing()
    {
        ConsoleBed bed = ConsoleBed.LoggedIn();
        bed.Edit();
        string before = bed.Configurations.CandidatePolicy;
        StringAssert.Contains(bed.Type("policy edit\redgeguard-policy 1\rpolicy x ver\x03"), "given up");
        Assert.AreEqual(before, bed.Configurations.CandidatePolicy);
        bed.Type("policy edit\redgeguard-policy 1\r");
        bed.Wait(bed.Services.IdleMs);
        Assert.AreEqual(before, bed.Configurations.CandidatePolicy);
        StringAssert.Contains(bed.Type("\r"), "edgeguard> ");
    }

    [TestMethod]
    public void Lines_typed_ahead_are_not_taken_for_answers_to_a_page()
    {
        ConsoleBed bed = ConsoleBed.LoggedIn();
        string shown = bed.Type("help\rversion\rversion\r");
        Assert.AreEqual(2, shown.Split("EdgeGuard 0.1.0").Length - 1);
        StringAssert.Contains(bed.TypeSlowly("help\r"), "-- more");
        StringAssert.Contains(bed.TypeSlowly("q"), "anna> ");
        bed.TypeSlowly("help\r");
        StringAssert.Contains(bed.TypeSlowly("version\r"), "EdgeGuard 0.1.0");
    }

    [TestMethod]
    public void An_empty_quotation_is_no_command_before_a_login_and_after_it()
    {
        StringAssert.Contains(ConsoleBed.New().Type("\"\"\r"), "is no command");
        StringAssert.Contains(ConsoleBed.LoggedIn().Type("\"\" show\r"), "is no command");
    }

    [TestMethod]
    public void A_thousand_ways_to_hit_the_keyboard_break_nothing_and_never_change_anything_without_a_login()
    {
        Gen.Byte.Array[0, 400].Sample(bytes =>
        {
            ConsoleBed bed = ConsoleBed.New();
            string shown = bed.Type(bed.Session, bytes);
            bed.Session.End();
            return !bed.Accounts.IsClaimed && !bed.Configurations.HasChanges && !shown.Contains('\x1b', StringComparison.Ordinal);
        }, iter: 1000);
    }

    [TestMethod]
    public void Words_of_the_language_in_any_order_and_number_break_nothing_for_somebody_logged_in()
    {
        string[] first = CommandTable.FirstWords();
        string[] words = [.. first, .. first.SelectMany(CommandTable.SecondWords), .. SettingKeys.Names(), .. Odd];
        string[] between = [" ", " ", " ", " ", "\r", "\r", "\t", "?", "\x03", "\x1b[A", ""];
        Gen.Select(Gen.Int[0, words.Length - 1], Gen.Int[0, between.Length - 1], Gen.Int[0, 400]).Array[1, 60].Sample(typed =>
        {
            ConsoleBed bed = ConsoleBed.LoggedIn();
            foreach ((int word, int behind, int pause) in typed)
            {
                string shown = bed.Type(words[word] + between[behind]) + (pause < 5 ? bed.Wait(pause * 100_000) : "");
                if (shown.Contains('\x1b', StringComparison.Ordinal)) return false;
            }
            return true;
        }, iter: 1000);
    }

    [TestMethod]
    public void The_screen_shows_what_the_editor_holds_whatever_is_typed()
    {
        string[] keyboard = [
            "a", "b", " ", Left, "\x1b[C", Home, "\x05", "\x7f", "\x1b[3~", "\x17", "\x0b", "\x15", "\x1b" + "b", "\x1b" + "f"];
        Gen.Int[0, keyboard.Length - 1].Select(i => keyboard[i]).Array[0, 150].Sample(keys =>
        {
            ConsoleBed bed = ConsoleBed.LoggedIn();
            var output = new StringBuilder();
            foreach (string k in keys) output.Append(bed.Type(k));
            string incremental = ConsoleBed.LineOnScreen("anna> " + output);
            string redrawn = ConsoleBed.LineOnScreen(bed.Type("\x0c"));
            return incremental == redrawn;
        }, iter: 500);
    }
}
