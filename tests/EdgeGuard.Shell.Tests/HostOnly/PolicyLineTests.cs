using System;
using System.Linq;
using System.Text;

namespace EdgeGuard.Shell.Tests.HostOnly;

/// <summary>The policy changed by the line at a console, with the mistakes that a person makes.</summary>
[TestClass]
public sealed class PolicyLineTests
{
    private const string TwoRoles = "edgeguard-policy 1\npolicy pump version 1\n\nrole Operator\n  # the panel\n  allow reads  unit 1\n"
        + "role \"Shift Leader\"\n  allow 6 unit 1 address 40 value 0-1500\n";

    [TestMethod]
    public void A_line_is_added_removed_and_replaced_and_nothing_takes_effect_before_a_commit()
    {
        ConsoleBed bed = InForce();
        string shown = bed.Type("policy add allow 6 unit 1 address 40 value 0-1500\r");
        StringAssert.Contains(shown,
            "Line 5, role Operator:\r\n+  allow 6 unit 1 address 40 value 0-1500\r\nPolicy pump version 1: no errors.\r\nanna [changed]> ");
        Assert.AreEqual(ConsoleBed.Policy, bed.Configurations.InForce!.Texts.Policy);
        StringAssert.Contains(bed.Type("diff\r"), "policy:\r\n+  allow 6 unit 1 address 40 value 0-1500\r\n");
        shown = bed.Type("policy replace 5 allow 6 unit 1 address 40 value 0-1200\r");
        StringAssert.Contains(shown,
            "Line 5, role Operator:\r\n-  allow 6 unit 1 address 40 value 0-1500\r\n+  allow 6 unit 1 address 40 value 0-1200\r\n");
        StringAssert.Contains(bed.Type("commit\r"), "In force, and stored.");
        Assert.AreEqual(ConsoleBed.Policy + "  allow 6 unit 1 address 40 value 0-1200\n", bed.Configurations.InForce!.Texts.Policy);
        StringAssert.Contains(bed.Type("policy remove 4\r"),
            "Line 4, role Operator; the lines behind it have new numbers:\r\n-  allow reads  unit 1\r\n");
    }

    [TestMethod]
    public void What_was_changed_by_the_line_is_undone_as_the_whole_text_is()
    {
        ConsoleBed bed = InForce();
        bed.Type("policy remove 4\rdiscard\r");
        Assert.AreEqual(ConsoleBed.Policy, bed.Configurations.CandidatePolicy);
        bed.Type("policy replace 2 policy other version 2\rcommit confirm 60\r");
        Assert.AreEqual("other", bed.Guard.Policy);
        bed.Type("rollback\r");
        Assert.AreEqual("pump", bed.Guard.Policy);
        StringAssert.Contains(bed.Type("diff\r"), "+policy other version 2");
    }

    [TestMethod]
    public void Numbers_are_those_that_policy_show_prints_and_a_script_or_plain_gets_none()
    {
        ConsoleBed bed = Candidate(TwoRoles);
        StringAssert.Contains(bed.Type("policy show\r"),
            "\r\n2  policy pump version 1\r\n3\r\n4  role Operator\r\n5    # the panel\r\n6    allow reads  unit 1\r\n");
        StringAssert.Contains(bed.Type("policy show plain\r"), "\r\npolicy pump version 1\r\n\r\nrole Operator\r\n");
        bed.Type("commit\rpolicy remove 8\r");
        StringAssert.Contains(bed.Type("policy show running\r"), "\r\n8    allow 6 unit 1");
        StringAssert.Contains(bed.Type("policy show running plain\r"), "\r\n  allow 6 unit 1");
        StringAssert.Contains(bed.Type("terminal batch on\rpolicy show\r"), "edgeguard-policy 1\r\npolicy pump version 1\r\n");
        string eleven = ConsoleBed.Policy + "#\n#\n#\n#\n#\n#\n#\n";
        StringAssert.Contains(Candidate(eleven).Type("policy show\r"), "\r\n 9  #\r\n10  #\r\n");
    }

    [TestMethod]
    public void An_added_line_goes_to_the_role_that_is_named_and_the_console_says_which()
    {
        ConsoleBed bed = Candidate(TwoRoles);
        StringAssert.Contains(bed.Type("policy add \"Shift Leader\" allow 5 unit 1 address 7\r"),
            "Line 9, role Shift Leader:\r\n+  allow 5 unit 1 address 7\r\n");
        StringAssert.Contains(bed.Type("policy add Operator allow 43/14\r"),
            "Line 7, role Operator; the lines behind it have new numbers:\r\n+  allow 43/14\r\n");
        StringAssert.Contains(bed.Type("policy add after 7 # the engineer's\r"),
            "Line 8; the lines behind it have new numbers:\r\n+  # the engineer's\r\n");
        StringAssert.Contains(bed.Type("policy add role none\r"), "warning: role none allows nothing");
        StringAssert.Contains(bed.Type("policy add none allow 43/14\r"), "Line 13, role none:\r\n+  allow 43/14\r\n");
        StringAssert.Contains(bed.Type("policy add never 90\r"), "Line 14:\r\n+never 90\r\n");
        StringAssert.StartsWith(bed.Configurations.CandidatePolicy,
            "edgeguard-policy 1\npolicy pump version 1\n\nrole Operator\n  # the panel\n  allow reads  unit 1\n"
            + "  allow 43/14\n  # the engineer's\nrole ");
    }

    [TestMethod]
    public void Each_mistake_names_its_place_and_what_would_be_right_and_changes_nothing()
    {
        ConsoleBed bed = Candidate(TwoRoles);
        Expect(bed, "policy add allow 1 unit 1", "which role may do this? the policy has Operator, Shift Leader",
            "'policy add Operator allow 1 unit 1'");
        Expect(bed, "policy add operator allow 1 unit 1", "there is no role operator", "did you mean `Operator`?");
        Expect(bed, "policy add Shift Leader allow 1", "`Shift` begins no line of a policy",
            "lines begin with policy, limit, refuse, role, allow or never");
        Expect(bed, "policy add Operator", "which line?", "'policy add Operator allow 3 unit 1 address 40-41'");
        Expect(bed, "policy add Operator 1 unit 1", "`1` begins no line of a role", "'policy add Operator allow 1 unit 1'");
        Expect(bed, "policy add", "a line is missing", "such as 'policy add Operator allow 3");
        Expect(bed, "policy add alow 3 unit 1", "policy line 9, column 1: error: `alow` begins no line of a policy",
            "did you mean `allow`?");
        Expect(bed, "policy add deny 6", "`deny` begins no line of a policy", "what no line allows is refused: leave it out");
        Expect(bed, "policy add Operator allow 3 adress 40", "Line 7 would be: allow 3 adress 40 policy line 7, column 11: error:",
            "did you mean `address`?");
        Expect(bed, "policy add Operator allow 6 unit 300 address 40", "policy line 7, column 16: error: ",
            "the policy would have an error; nothing has changed");
        Expect(bed, "policy add after x allow 3", "'x' is no number of a line",
            "'policy add after N LINE', with N as 'policy show' prints it");
        Expect(bed, "policy add after 99 allow 3", "there is no line 99: the policy has 8 lines", "'policy show'");
        Expect(bed, "policy add after 2 allow 3", "policy line 3, column 3: error: this line belongs to no role",
            "put a `role NAME` line before it");
        Expect(bed, "policy add after", "which line?", "'policy add after N LINE'");
        Expect(bed, "policy remove", "which line?", "'policy remove N'");
        Expect(bed, "policy remove 9", "there is no line 9", "'policy show'");
        Expect(bed, "policy remove 6 8", "one line at a time: '8' is too much", "other numbers");
        Expect(bed, "policy remove 7", "line 8 would belong to another role", "remove the lines of the role first");
        Expect(bed, "policy remove 1", "policy line 1, column 1: error: the first line must say which language this is",
            "nothing has changed");
        Expect(bed, "policy replace 6", "a line is missing", "Tab behind '6' brings the line as it is");
        Expect(bed, "policy replace six allow 3", "'six' is no number of a line", "'policy replace N LINE'");
        Expect(bed, "policy replace 6 allow", "policy line 6, column 8: error:", "nothing has changed");
        Assert.AreEqual(TwoRoles, bed.Configurations.CandidatePolicy);
    }

    [TestMethod]
    public void A_limit_that_never_decides_is_told_as_with_the_whole_text()
    {
        ConsoleBed bed = Candidate(ConsoleBed.Policy);
        bed.Type("policy add allow writes\r");
        string shown = bed.Type("policy add allow 6 address 40 value 0-1500\r");
        StringAssert.Contains(shown, "policy line 6, column 3: warning: line 6 never decides: line 5 allows all of it");
        StringAssert.Contains(shown, ": no errors.");
    }

    [TestMethod]
    public void Mistakes_of_a_pasted_policy_are_mended_by_the_line()
    {
        ConsoleBed bed = Candidate("edgeguard-policy 1\npolicy p version 1\nrole A\n  alow 3\n  allow 300\n");
        StringAssert.Contains(bed.Type("policy replace 4 allow 3\r"), "error: the policy has an error, and cannot be committed");
        StringAssert.Contains(bed.Type("policy remove 5\r"), "Policy p version 1: no errors.");
    }

    [TestMethod]
    public void A_number_that_somebody_else_has_moved_meanwhile_changes_nothing()
    {
        ConsoleBed bed = Candidate(TwoRoles);
        bed.Type("account add ben technician\rlong enough for him\rlong enough for him\r");
        ConsoleSession second = bed.Begin();
        bed.Type(second, Encoding.UTF8.GetBytes("login ben\rlong enough for him\r"));
        bed.Type(second, "policy remove 5\r"u8.ToArray());
        string changed = bed.Configurations.CandidatePolicy;
        Expect(bed, "policy remove 6", "the candidate was changed at another console",
            "nothing has changed; look at 'policy show', and then once more");
        Assert.AreEqual(changed, bed.Configurations.CandidatePolicy);
        StringAssert.Contains(bed.Type("policy remove 5\r"), "-  allow reads  unit 1");
    }

    [TestMethod]
    public void A_viewer_changes_no_line_and_a_script_gets_one_answer()
    {
        ConsoleBed bed = Candidate(ConsoleBed.Policy);
        bed.Type("account add vera viewer\rlooking at things\rlooking at things\rlogout\rlogin vera\rlooking at things\r");
        foreach (string command in new[] { "policy add allow 1", "policy remove 4", "policy replace 4 allow 1" })
        {
            StringAssert.Contains(bed.Type(command + "\r"), "is for technicians, and vera is a viewer", command);
        }
        bed = ConsoleBed.LoggedIn(isBatch: true);

        bed.Edit();
        Assert.AreEqual("ok\r\n", bed.Type("policy add Operator allow 6 unit 1 address 40\r"));
        Assert.AreEqual("error there is no line 9: the policy has 5 lines ('policy show' prints them with their numbers)\r\n",
            bed.Type("policy remove 9\r"));
    }

    [TestMethod]
    public void Roles_and_the_line_itself_are_completed()
    {
        ConsoleBed bed = Candidate(TwoRoles);
        Assert.AreEqual("anna [changed]> policy add Operator |", ConsoleBed.LineOnScreen(bed.Type("\rpolicy add O\t")));
        Assert.AreEqual("anna [changed]> policy add \"Shift Leader\" |", ConsoleBed.LineOnScreen(bed.Type("\x15policy add \"S\t")));
        Assert.AreEqual("anna [changed]> policy explain Operator |", ConsoleBed.LineOnScreen(bed.Type("\x15policy explain O\t")));
        Assert.AreEqual("anna [changed]> policy replace 6 allow reads  unit 1 |",
            ConsoleBed.LineOnScreen(bed.Type("\x15policy replace 6 \t")));
        Assert.AreEqual("anna [changed]> policy replace 6 allow reads  unit 1 5|", ConsoleBed.LineOnScreen(bed.Type("5\t\x0c")),
            "only behind the number");
        Assert.AreEqual("anna [changed]> policy replace 99 |", ConsoleBed.LineOnScreen(bed.Type("\x15policy replace 99 \t")));
        StringAssert.Contains(bed.Type("\x15policy add ?"), "policy add [ROLE | after N] LINE");
    }

    [TestMethod]
    public void The_manual_shows_what_the_console_prints()
    {
        ConsoleBed bed = ConsoleBed.LoggedIn();
        bed.Edit();
        const string head = "edgeguard-policy 1\npolicy pump-station-3 version 7\nrole Operator\n";
        const string lines =
            "  allow reads       unit 1   address 0-199\n  allow 6,16        unit 1   address 40-41   value 0-1500\nnever 8/1, 8/4\n";
        bed.Type("terminal lines 0\rpolicy edit\r" + (head + lines).Replace("\n", "\r", StringComparison.Ordinal) + "end\rcommit\r");
        string[] screens = ManualTests.Screens("### 4 ");
        Assert.HasCount(3, screens);
        string typed = string.Concat(string.Join('\n', screens).Split('\n').Where(IsTyped).Select(line => line[(line.IndexOf('>') + 2)..]
            + "\r"));
        string shown = "anna> " + bed.Type(typed).Replace("\r\n", "\n", StringComparison.Ordinal);
        foreach (string screen in screens) StringAssert.Contains(shown, screen);
    }

    private static bool IsTyped(string line) => line.StartsWith("anna", StringComparison.Ordinal);

    private static ConsoleBed InForce()
    {
        ConsoleBed bed = ConsoleBed.LoggedIn();
        bed.Edit();
        bed.Type("commit\r");
        return bed;
    }

    private static ConsoleBed Candidate(string policy)
    {
        ConsoleBed bed = ConsoleBed.LoggedIn();
        bed.Edit();
        bed.Type("terminal lines 0\rpolicy edit\r" + policy.Replace("\n", "\r", StringComparison.Ordinal) + "end\r");
        return bed;
    }

    private static void Expect(ConsoleBed bed, string command, string message, string remedy)
    {
        string shown = string.Join(' ', bed.Type(command + "\r").Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        StringAssert.Contains(shown, "error: ");
        StringAssert.Contains(shown, message);
        StringAssert.Contains(shown, remedy);
    }
}
