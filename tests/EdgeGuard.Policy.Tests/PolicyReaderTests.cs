using System.Text;

namespace EdgeGuard.Policy.Tests;

/// <summary>Every mistake is named with its place, and one does not hide the next.</summary>
[TestClass]
public class PolicyReaderTests
{
    [TestMethod]
    public void Five_different_mistakes_are_named_with_line_and_column()
    {
        ProblemList problems = PolicyReader.Read(PolicySample.Head
            + "role A includes B\n"
            + "  allow 3 adress 0-10\n"
            + "  allow 6 unit 256\n"
            + "  allow 22 address 1 value 5\n"
            + "nevre 90\n").Problems;
        Assert.AreEqual(5, problems.Errors);
        IsAt(problems[0], 3, 17, "B");
        IsAt(problems[1], 4, 11, "adress");
        Assert.AreEqual("did you mean `address`?", problems[1].Remedy);
        IsAt(problems[2], 5, 16, "256");
        IsAt(problems[3], 6, 22, "value");
        IsAt(problems[4], 7, 1, "nevre");
    }

    [TestMethod]
    public void Each_of_these_lines_is_an_error()
    {
        string[] lines =
        {
            "allow", "allow 0", "allow 128", "allow 3,", "allow 3 4", "allow 3/1", "allow 8/65536", "allow 43/256", "allow raeds",
            "allow 3 unit", "allow 3 unit 256", "allow 3 unit 1-", "allow 3 unit 5-1", "allow 3 unit 1 unit 2", "allow 3 unit -1",
            "allow 3 address", "allow 3 address 65536", "allow 3 address 9-3", "allow 3 address 0 - 9", "allow 3 address 0x28",
            "allow 3 address 4x00000", "allow 3 address 4x65537", "allow 3 address 3x00001", "allow 3 address 4x00001-9",
            "allow 1 address 4x00001", "allow 3,4 address 4x00001", "allow 3 address 4x00001,3x00001", "allow 7 address 1",
                "allow 90 address 1",
            "allow 20 address 1", "allow 3 file 1", "allow 20 file 0", "allow 20 record 10000", "allow 24 quantity 1", "allow 3 quantity 0",
            "allow 3 read 0-9", "allow 23 read 0-9", "allow 23 write 0-9", "allow 23 address 0-9 read 0-9 write 0-9",
                "allow 3,23 read 0 write 0",
            "allow 3 value 1", "allow 6 value", "allow 6 value 65536", "allow 6 value -1", "allow 6 value 1.5", "allow 6 value 9-1",
                "allow 6 value on",
            "allow 5 value 1", "allow 5,6 value on", "allow 22 value 1", "allow 22 step 1", "allow writes value 1",
                "allow 6 value -5-9 as s16",
            "allow 6 value 1 as u8", "allow 6 value 1 as u16 high-first", "allow 6 as s16", "allow 16 value 1 as u32",
                "allow 6 value 40000 as s16",
            "allow 16 value 1 as u32 high-first", "allow 16 address 0-2 value 1 as u32 high-first",
                "allow 6 address 0-1 value 1 as u32 high-first",
            "allow 16 address 0-3,3-4 value 1 as u32 high-first", "allow 16 address 0-1 value 1..x as f32 high-first",
            "allow 6 step 0", "allow 6 step 65536", "allow 6 step -1", "allow 16 address 0-1 step 0.0 as f32 high-first", "allow 6 step 5",
            "allow 22 mask 65536", "allow 22 mask x", "allow 6 mask 1", "allow 5 when", "allow 5 when 3:1", "allow 5 when 3:1 = 1",
            "allow 5 when 3:1 = 1 within", "allow 5 when 3:1 = 1 within 0s", "allow 5 when 3:1 = 1 within 5",
                "allow 5 when 5:1 = 1 within 5s",
            "allow 5 when 3:65536 = 1 within 5s", "allow 5 when 3:1 = 65536 within 5s", "allow 5 when 1:1 = 2 within 5s",
                "allow 5 when 3:1 ~ 1 within 5s",
            "allow 5 when 3:1 => 1 within 5s", "allow 5 when 3:1 unit 256 = 1 within 5s", "allow 6 during", "allow 6 during mon",
                "allow 6 during mon,",
            "allow 6 during mon 06:00", "allow 6 during mon 25:00-26:00", "allow 6 during mon 06:60-07:00",
                "allow 6 during mon 06:00-06:00",
            "allow 6 during mo 06:00-07:00", "allow 6 during mon-fri 06:00-18:00,", "never", "never 6 value 1",
                "never 6 during 06:00-07:00",
            "never 6 when 3:1 = 1 within 5s", "limit", "limit client", "limit client 0/s", "limit client burst", "limit client burst 5",
                "limit module",
            "limit module sessions 0", "limit client 5/s 6/s", "limit client lifetime 10", "limit plc 5/s", "refuse", "refuse with",
                "refuse with smile",
            "refuse with close now", "role", "role \"\"", "role \"B", "role B C", "role B includes", "role B includes *",
                "role B includes none",
            "role B includes B", "role B includes Z", "role A", "role B priority", "role B priority urgent", "role B by grant",
                "edgeguard-policy 1",
            "policy x version 1", "hello", "\"allow\" 3", "allow \"3\"",
        };
        for (int i = 0; i < lines.Length; i++)
        {
            PolicyReading reading = PolicyReader.Read(PolicySample.Head + "role A\nallow 1\n" + lines[i] + "\n");
            Assert.IsNull(reading.Policy, lines[i]);
            Assert.IsTrue(reading.Problems.Errors > 0, lines[i]);
            Assert.IsTrue(reading.Problems[0].Message.Length > 0 && reading.Problems[0].Remedy.Length > 0, lines[i]);
        }
    }

    [TestMethod]
    public void Each_of_these_lines_is_right()
    {
        string[] lines =
        {
            "allow 3", "allow 0x03 address 0-9", "allow 3 unit 0-255", "\tallow\t3\taddress\t1  # a comment", "allow 3,4,reads",
                "allow 3 , 4",
            "allow 3 address 4x00041-4x00050", "allow 4 address 3x00001", "allow 1,5,15 address 0x00001", "allow 2 address 1x065536",
            "allow 6 value 0x10-0x20", "allow 6 value 5..9", "allow 6 step 5 address 1 as s16",
                "allow 16 as u32 low-first value 1 address 0-1",
            "allow 5 when 3:1=0 within 5s", "allow 5 when 4x00002 >= 0 within 500ms", "allow 6 during 22:00-06:00",
                "allow 6 during mon, wed 06:00-18:00",
            "allow 6 during sat-mon 00:00-00:00", "allow 6 during sun 06:00-00:00", "role \"a \\\"b\\\" c\"",
                "never 6 unit 1 address 4x00001",
            "limit client 5/s", "limit module sessions 9", "refuse with silence", "# nothing", "",
        };
        for (int i = 0; i < lines.Length; i++)
        {
            PolicyReading reading = PolicyReader.Read(PolicySample.Head + "role A\nallow 1\n" + lines[i] + "\n");
            bool isDoubtful = lines[i] == "allow 6 during sat-mon 00:00-00:00";
            Assert.AreEqual(isDoubtful ? 1 : 0, reading.Problems.Errors, lines[i]);
        }
    }

    [TestMethod]
    public void By_grant_is_said_to_be_not_available_yet()
    {
        ProblemList problems = PolicyReader.Read(PolicySample.Head + "role M by grant\nallow 3\n").Problems;
        Assert.AreEqual(1, problems.Errors);
        Assert.AreEqual("`by grant` is not available yet in this version", problems[0].Message);
        IsAt(problems[0], 3, 8, "by");
    }

    [TestMethod]
    public void Cyclic_includes_are_an_error_at_every_role_of_the_circle()
    {
        ProblemList problems = PolicyReader.Read(PolicySample.Head
            + "role A includes B\nallow 1\nrole B includes C\nallow 1\nrole C includes A\nallow 1\nrole D includes A\nallow 1\n").Problems;
        Assert.AreEqual(3, problems.Errors);
        IsAt(problems[0], 3, 6, "A");
        IsAt(problems[1], 5, 6, "B");
        IsAt(problems[2], 7, 6, "C");
    }

    [TestMethod]
    public void What_cannot_be_judged_may_be_allowed_and_is_warned_of()
    {
        string[] blind = { "90", "8", "8/1", "43", "43/13", "65", "126" };
        string[] clear = { "3", "7", "11", "12", "17", "20", "24", "43/14" };
        for (int i = 0; i < blind.Length; i++) Assert.AreEqual(1, Warnings("allow " + blind[i]), blind[i]);
        for (int i = 0; i < clear.Length; i++) Assert.AreEqual(0, Warnings("allow " + clear[i]), clear[i]);
    }

    [TestMethod]
    public void A_bare_number_like_a_manuals_reference_is_warned_of()
    {
        Assert.AreEqual(0, Warnings("allow 3 address 10000"));
        Assert.AreEqual(1, Warnings("allow 3 address 10001"));
        Assert.AreEqual(1, Warnings("allow 3 address 40001-40010"));
        Assert.AreEqual(0, Warnings("allow 3 address 4x40001"));
    }

    [TestMethod]
    public void Sixteen_conditional_lines_over_one_address_are_taken_and_seventeen_are_not()
    {
        Assert.IsNotNull(PolicyReader.Read(Conditional(16)).Policy);
        PolicyReading reading = PolicyReader.Read(Conditional(17));
        Assert.IsNull(reading.Policy);
        Assert.AreEqual(1, reading.Problems.Errors);
        Assert.AreEqual(20, reading.Problems[0].Line);
    }

    [TestMethod]
    public void More_values_than_can_be_watched_are_refused()
    {
        Assert.IsNotNull(PolicyReader.Read(PolicySample.Head + "role A\nallow 6 address 0-2047 step 5\n").Policy);
        Assert.IsNull(
            PolicyReader.Read(PolicySample.Head + "role A\nallow 6 address 0-2047 step 5\nallow 5 when 1:0 = 0 within 1s\n").Policy);
    }

    [TestMethod]
    public void Byte_order_mark_and_windows_line_ends_are_taken()
    {
        PolicyReading reading = PolicyReader.Read("\ufeffedgeguard-policy 1\r\npolicy p version 1\r\n\r\nrole A\r\n\tallow 3\r\n");
        Assert.AreEqual(0, reading.Problems.Count);
        Assert.IsNotNull(reading.Policy);
    }

    [TestMethod]
    public void Names_keep_letters_of_every_kind()
    {
        PolicyReading reading = PolicyReader.Read(
            "edgeguard-policy 1\npolicy \"\U0001F600 \\\"ä\\\\\U00010000\" version 1\nrole \"\u20ac\U0001F3ED\"\nallow 3\n");
        Assert.IsNotNull(reading.Policy);
        Assert.AreEqual("\U0001F600 \"ä\\\U00010000", reading.Document.Name);
        Assert.AreEqual("\u20ac\U0001F3ED", reading.Document.Roles[0].Name);
        string written = PolicyWriter.Write(reading.Document);
        Assert.AreEqual(reading.Document.Name, PolicyReader.Read(written).Document.Name);
        Assert.AreEqual(written, PolicyWriter.Write(PolicyReader.Read(written).Document));
    }

    [TestMethod]
    public void A_text_that_is_no_policy_has_one_error_at_least()
    {
        string[] texts =
        {
            "", "\n", "#", "role A\nallow 3\n", "edgeguard-policy", "edgeguard-policy 2\n", "edgeguard-policy 1 2\n",
                "policy x version 1\n",
        };
        for (int i = 0; i < texts.Length; i++)
        {
            PolicyReading reading = PolicyReader.Read(texts[i]);
            Assert.IsNull(reading.Policy, texts[i]);
            Assert.IsTrue(reading.Problems.Errors > 0, texts[i]);
        }
    }

    [TestMethod]
    public void A_text_as_long_as_the_module_can_hold_is_read()
    {
        // Both longer than what a string builder holds by default in the interpreter, and so is the canonical form.
        int[] lengths = { 39_635, GuardLimits.MaxPolicyText };
        for (int i = 0; i < lengths.Length; i++)
        {
            string text = OfLength(lengths[i]);
            Assert.AreEqual(lengths[i], text.Length);
            PolicyReading reading = PolicyReader.Read(text);
            Assert.IsNotNull(reading.Policy, reading.Problems.Count > 0 ? reading.Problems[0].ToString() : "no policy and no problem");
            Assert.IsTrue(PolicyWriter.Write(reading.Document).Length > 32_767);
        }
    }

    [TestMethod]
    public void A_text_longer_than_the_module_can_hold_is_refused_unread()
    {
        var text = TextBuilder.New();
        text.Append("edgeguard-policy 1\n");
        while (text.Length <= GuardLimits.MaxPolicyText) text.Append("# and so on and so forth and so on and so forth and so on\n");
        PolicyReading reading = PolicyReader.Read(text.ToString());
        Assert.IsNull(reading.Policy);
        Assert.AreEqual(1, reading.Problems.Errors);
    }

    [TestMethod]
    public void A_text_whose_canonical_form_is_longer_than_fits_is_refused()
    {
        var text = TextBuilder.New();
        text.Append("edgeguard-policy 1\npolicy x version 1\nrole A\n");
        // Groups are written out: 11 characters become 18.
        for (int i = 1; i <= 1800; i++) text.Append("allow reads,writes unit ").Append(i % 200 + 1).Append('\n');
        Assert.IsTrue(text.Length < GuardLimits.MaxPolicyText);
        PolicyReading reading = PolicyReader.Read(text.ToString());
        Assert.IsNull(reading.Policy);
        Assert.AreEqual(1, reading.Problems.Errors);
    }

    [TestMethod]
    public void As_many_roles_as_fit_may_include_each_the_next_and_one_more_is_refused_at_its_line()
    {
        var text = TextBuilder.New();
        text.Append("edgeguard-policy 1\npolicy x version 1\nrole R0\nallow 3\n");
        for (int i = 1; i < GuardLimits.MaxRoles; i++) text.Append("role R" + i.ToString() + " includes R" + (i - 1).ToString() + "\n");
        PolicyReading reading = PolicyReader.Read(text.ToString());
        Assert.IsNotNull(reading.Policy);
        Assert.AreEqual(0, reading.Problems.Count);
        reading = PolicyReader.Read(text.ToString() + "role \"One more\"\nallow 3\n");
        Assert.IsNull(reading.Policy);
        Assert.AreEqual(1, reading.Problems.Errors);
        IsAt(reading.Problems[0], 68, 1, "role");
    }

    [TestMethod]
    public void A_policy_may_have_lines_of_their_own_for_all_units_but_one()
    {
        PolicySample.Reset();
        CompiledPolicy policy = PolicySample.CompileText(LinesForUnits(255));
        for (int unit = 0; unit < 255; unit++) PolicySample.Allows(policy, "A", unit, "03 00" + unit.ToString("X2") + " 0001");
        PolicySample.Refuses(policy, "A", 254, "03 0000 0001", Refusal.Address);
        PolicySample.Refuses(policy, "A", 255, "03 0000 0001", Refusal.Unit);
        PolicyReading reading = PolicyReader.Read(LinesForUnits(256));
        Assert.IsNull(reading.Policy);
        Assert.AreEqual(1, reading.Problems.Errors);
        IsAt(reading.Problems[0], 259, 1, "");
    }

    [TestMethod]
    public void A_policy_with_too_many_ranges_is_told_so_once_whatever_the_number_of_roles()
    {
        var text = TextBuilder.New();
        text.Append("edgeguard-policy 1\nrole *\n");
        for (int i = 0; i < 1500; i++) text.Append("allow 3 address ").Append(i * 26).Append("-").Append(i * 26 + 5).Append('\n');
        for (int i = 1; i < GuardLimits.MaxRoles; i++) text.Append("role R").Append(i).Append("\nallow 4\n");
        PolicyReading reading = PolicyReader.Read(text.ToString());
        Assert.IsNull(reading.Policy);
        Assert.AreEqual(1, reading.Problems.Errors);
    }

    [TestMethod]
    public void A_role_that_includes_others_over_and_over_is_refused()
    {
        var text = TextBuilder.New();
        text.Append("edgeguard-policy 1\nrole A\nallow 3\nrole B includes A");
        for (int i = 1; i <= GuardLimits.MaxRoles; i++) text.Append(", A");
        PolicyReading reading = PolicyReader.Read(text.ToString());
        Assert.IsNull(reading.Policy);
        Assert.AreEqual(1, reading.Problems.Errors);
    }

    [TestMethod]
    public void The_hash_is_of_what_the_policy_means_not_of_how_it_is_typed()
    {
        string hash = PolicySample.Compile("role A\nallow 3,4 address 0-9\n").HashText();
        Assert.AreEqual(64, hash.Length);
        Assert.AreEqual(hash, PolicySample.Compile("# said otherwise\nrole   A\n\n\tallow 4 , 3 address 0-4,5-9").HashText());
        Assert.IsTrue(hash != PolicySample.Compile("role A\nallow 3,4 address 0-8\n").HashText());
    }

    // Lines that mean something, and a comment that fills up.
    private static string OfLength(int length)
    {
        StringBuilder text = TextBuilder.New();
        text.Append("edgeguard-policy 1\npolicy x version 1\nrole A\n");
        for (int i = 0; text.Length < length - 50; i++)
        {
            text.Append("  allow 3 unit 1-100 address ").Append(10 * i).Append('-').Append(10 * i + 8).Append('\n');
        }
        text.Append('#');
        while (text.Length < length) text.Append('-');
        return text.ToString();
    }

    private static string LinesForUnits(int count)
    {
        var text = TextBuilder.New();
        text.Append("edgeguard-policy 1\npolicy x version 1\nrole A\n");
        for (int unit = 0; unit < count; unit++) text.Append("allow 3 unit ").Append(unit).Append(" address ").Append(unit).Append('\n');
        return text.ToString();
    }

    private static void IsAt(Problem problem, int line, int column, string text)
    {
        Assert.AreEqual(line, problem.Line, problem.ToString());
        Assert.AreEqual(column, problem.Column, problem.ToString());
        Assert.AreEqual(text, problem.Text, problem.ToString());
    }

    private static int Warnings(string line)
    {
        PolicyReading reading = PolicyReader.Read(PolicySample.Head + "role A\n" + line + "\n");
        Assert.AreEqual(0, reading.Problems.Errors, line);
        return reading.Problems.Warnings;
    }

    private static string Conditional(int lines)
    {
        var text = TextBuilder.New();
        text.Append(PolicySample.Head + "role A\n");
        for (int i = 0; i < lines; i++) text.Append("allow 6 address " + i.ToString() + "-100 value " + i.ToString() + "\n");
        return text.ToString();
    }
}
