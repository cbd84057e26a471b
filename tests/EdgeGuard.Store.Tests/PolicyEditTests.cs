using EdgeGuard.Policy;

namespace EdgeGuard.Store.Tests;

[TestClass]
public class PolicyEditTests
{
    private const string Head = "# of the pump station\nedgeguard-policy 1\npolicy pump version 1\n\n";
    private const string Operator = "role Operator\n  # what the panel reads\n  allow 3 unit 1 address 0-9\n\n";
    private const string Engineer = "role Engineer includes Operator\n\tallow 6 unit 1 address 40\n\n";
    private const string Tail = "# nobody\nnever 90\n\n";
    private const string Text = Head + Operator + Engineer + Tail;

    [TestMethod]
    public void A_line_of_a_role_goes_behind_its_last_one_and_all_else_stays_as_it_is()
    {
        var edit = new PolicyEdit(Text);
        edit.AddTo("Operator", "allow 4 unit 1 address 7 # level");
        Assert.AreEqual(Head
            + "role Operator\n  # what the panel reads\n  allow 3 unit 1 address 0-9\n  allow 4 unit 1 address 7 # level\n\n" + Engineer
            + Tail, edit.Text);
        Assert.AreEqual(8, edit.Line);
        Assert.AreEqual("Operator", edit.Role);
        Assert.IsTrue(edit.MovesNumbers);
    }

    [TestMethod]
    public void A_line_is_indented_as_the_one_that_it_follows_or_replaces()
    {
        var edit = new PolicyEdit(Text);
        edit.AddTo("Engineer", "allow 16 unit 1 address 40");
        Assert.AreEqual("\tallow 16 unit 1 address 40", edit.New);
        edit = new PolicyEdit(Text);
        edit.Replace(7, "allow 3 unit 1");
        Assert.AreEqual("  allow 3 unit 1", edit.New);
        Assert.AreEqual("  allow 3 unit 1 address 0-9", edit.Old);
        edit = new PolicyEdit("edgeguard-policy 1\nrole A\n");
        edit.Add("allow 3");
        Assert.AreEqual("edgeguard-policy 1\nrole A\n  allow 3\n", edit.Text);
    }

    [TestMethod]
    public void Each_kind_of_line_goes_where_its_kind_stands()
    {
        Assert.AreEqual(14, LineOf("never 8/1"));
        Assert.AreEqual(14, LineOf("role Guest"));
        Assert.AreEqual(4, LineOf("limit module sessions 8"));
        Assert.AreEqual(4, LineOf("refuse with silence"));
    }

    [TestMethod]
    public void A_line_without_a_role_goes_to_the_only_one_and_is_refused_where_there_are_two()
    {
        var edit = new PolicyEdit(Head + Operator + Tail);
        edit.Add("allow 1 unit 1");
        Assert.AreEqual("Operator", edit.Role);
        edit = new PolicyEdit(Text);
        edit.Add("allow 1 unit 1");
        Refused(edit, "which role may do this? the policy has Operator, Engineer",
            "name it before the line: 'policy add Operator allow 1 unit 1'");
        edit = new PolicyEdit(Head + Tail);
        edit.Add("allow 1 unit 1");
        Refused(edit, "an `allow` line belongs to a role, and the policy has none", "add one first: 'policy add role NAME'");
    }

    [TestMethod]
    public void What_has_no_place_is_refused_with_what_would_be_right()
    {
        var edit = new PolicyEdit(Text);
        edit.AddTo("Operater", "allow 3");
        Refused(edit, "there is no role Operater", "did you mean `Operator`?");
        edit = new PolicyEdit(Text);
        edit.AddTo("Shift Leader", "allow 3");
        Refused(edit, "there is no role Shift Leader", "the policy has Operator, Engineer; a new one: 'policy add role \"Shift Leader\"'");
        edit = new PolicyEdit(Text);
        edit.AddTo("Operator", "never 90");
        Refused(edit, "`never` begins no line of a role: its lines begin with `allow`", "leave the role out: 'policy add never 90'");
        edit = new PolicyEdit(Text);
        edit.AddTo("Operator", "3 unit 1");
        Refused(edit, "`3` begins no line of a role: its lines begin with `allow`", "'policy add Operator allow 3 unit 1'");
        edit = new PolicyEdit(Text);
        edit.Add("# night shift");
        Refused(edit, "where does this comment belong?", "say behind which line: 'policy add after N # night shift'");
        edit = new PolicyEdit("");
        edit.Add("allow 3");
        Refused(edit, "the candidate has no policy",
            "'policy edit' takes a whole one; by the line: 'policy add edgeguard-policy 1' first");
    }

    [TestMethod]
    public void A_number_that_there_is_not_is_refused()
    {
        var edit = new PolicyEdit(Text);
        edit.Remove(15);
        Refused(edit, "there is no line 15: the policy has 14 lines", "'policy show' prints them with their numbers");
        edit = new PolicyEdit(Text);
        edit.Remove(0);
        Assert.IsNull(edit.Text);
        edit = new PolicyEdit(Text);
        edit.Replace(0, "role A");
        Assert.IsNull(edit.Text);
        edit = new PolicyEdit(Text);
        edit.AddAfter(15, "role A");
        Assert.IsNull(edit.Text);
        edit = new PolicyEdit(Text);
        edit.AddAfter(14, "# the end");
        Assert.AreEqual(Text + "# the end\n", edit.Text);
        edit = new PolicyEdit(Text);
        edit.AddAfter(0, "# the beginning");
        Assert.AreEqual("# the beginning\n" + Text, edit.Text);
    }

    [TestMethod]
    public void A_line_with_an_error_changes_nothing_and_the_error_has_its_place()
    {
        var edit = new PolicyEdit(Text);
        edit.AddTo("Operator", "allow 3 unit 1 adress 40");
        Assert.IsNull(edit.Text);
        Problem problem = edit.Reading!.Problems[0];
        Assert.AreEqual(8, problem.Line);
        Assert.AreEqual(18, problem.Column);
        Assert.AreEqual("adress", problem.Text);
    }

    [TestMethod]
    public void What_makes_other_lines_wrong_changes_nothing()
    {
        var edit = new PolicyEdit(Head + "role Operator\n" + Engineer);
        edit.Remove(5);
        Assert.IsNull(edit.Text);
        Assert.AreEqual(1, edit.Reading!.Problems.Errors);
    }

    [TestMethod]
    public void A_text_with_errors_is_mended_line_by_line()
    {
        const string wrong = "edgeguard-policy 1\nrole A\n  alow 3\n  allow 300\n";
        var edit = new PolicyEdit(wrong);
        edit.Replace(4, "allow 400");
        Assert.IsNull(edit.Text, "one mistake in place of another");
        edit = new PolicyEdit(wrong);
        edit.Replace(4, "allow 4");
        Assert.AreEqual("edgeguard-policy 1\nrole A\n  alow 3\n  allow 4\n", edit.Text);
        Assert.AreEqual(1, edit.Reading!.Problems.Errors);
        edit = new PolicyEdit(edit.Text!);
        edit.Remove(3);
        Assert.AreEqual("edgeguard-policy 1\nrole A\n  allow 4\n", edit.Text);
    }

    [TestMethod]
    public void No_line_goes_to_another_role_because_a_header_comes_or_goes()
    {
        const string two = "edgeguard-policy 1\nrole A\n  allow 3\nrole B\n  allow 6\n  allow 16\n";
        var edit = new PolicyEdit(two);
        edit.Remove(4);
        Refused(edit, "lines 5 to 6 would belong to another role",
            "remove the lines of the role first; 'policy edit' changes several lines at once");
        edit = new PolicyEdit(two);
        edit.Replace(4, "allow 5");
        Refused(edit, "lines 5 to 6 would belong to another role",
            "remove the lines of the role first; 'policy edit' changes several lines at once");
        edit = new PolicyEdit(two);
        edit.Replace(3, "role C");
        Assert.IsNotNull(edit.Text, "no other line stands under it");
        edit = new PolicyEdit(two);
        edit.AddAfter(5, "role C");
        Refused(edit, "line 6 would belong to another role", "leave out 'after N': the role goes to the end");
        edit = new PolicyEdit(two);
        edit.Replace(4, "role Shift");
        Assert.AreEqual("edgeguard-policy 1\nrole A\n  allow 3\nrole Shift\n  allow 6\n  allow 16\n", edit.Text,
            "a role that gets another name keeps its lines");
    }

    [TestMethod]
    public void A_header_with_an_error_is_mended_and_gets_its_lines()
    {
        var edit = new PolicyEdit("edgeguard-policy 1\nrole A\n  allow 3\nrol B\n  allow 6\n");
        edit.Replace(4, "role B");
        Assert.AreEqual("edgeguard-policy 1\nrole A\n  allow 3\nrole B\n  allow 6\n", edit.Text);
    }

    [TestMethod]
    public void A_policy_can_be_begun_from_nothing()
    {
        string text = "";
        string[] lines = { "edgeguard-policy 1", "policy p version 1", "role A", "allow 3 unit 1", "never 90", "limit module sessions 4",
            "role B", "refuse with close" };
        for (int i = 0; i < lines.Length; i++)
        {
            var edit = new PolicyEdit(text);
            edit.Add(lines[i]);
            Assert.IsNotNull(edit.Text, lines[i]);
            text = edit.Text!;
        }
        Assert.AreEqual("edgeguard-policy 1\npolicy p version 1\nlimit module sessions 4\nrefuse with close\nrole A\n"
            + "  allow 3 unit 1\nnever 90\nrole B\n", text);
        Assert.IsNotNull(PolicyReader.Read(text).Policy);
    }

    private static int LineOf(string line)
    {
        var edit = new PolicyEdit(Text);
        edit.Add(line);
        Assert.IsNotNull(edit.Text, line);
        return edit.Line;
    }

    private static void Refused(PolicyEdit edit, string message, string remedy)
    {
        Assert.IsNull(edit.Text);
        Assert.AreEqual(message, edit.Message);
        Assert.AreEqual(remedy, edit.Remedy);
    }
}
