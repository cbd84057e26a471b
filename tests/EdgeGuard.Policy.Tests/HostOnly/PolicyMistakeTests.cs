using EdgeGuard.Core;

namespace EdgeGuard.Policy.Tests;

/// <summary>Mistakes that people made: each is one problem, at its place, with the remedy that would have helped.</summary>
[TestClass]
public class PolicyMistakeTests
{
    [TestMethod]
    public void A_group_without_its_s_is_asked_for()
    {
        Is("allow read unit 1", 9, "`read` is no function code", "did you mean `reads`?");
        Is("allow write", 9, "`write` is no function code", "did you mean `writes`?");
        Is("allow 43/14, write unit 1", 16, "`write` is no function code", "did you mean `writes`?");
        Assert.IsTrue(Problems("allow read 0-9 write 0-1").Errors > 0);
    }

    [TestMethod]
    public void Days_stand_before_their_time()
    {
        Is("allow 6 during 06:00-18:00 mon-fri", 30, "`mon-fri` stands behind its time", "write the days first: `mon-fri 06:00-18:00`");
        Is(
            "allow 6 during mon-fri 6-18", 26, "`6-18` is no time of day",
            "write hours and minutes, such as 06:00-18:00; a whole day is 00:00-24:00");
        Is(
            "allow 6 during weekdays 06:00-18:00", 18, "`weekdays` is no day",
            "write mon, tue, wed, thu, fri, sat or sun, or several such as mon-fri");
    }

    [TestMethod]
    public void A_dash_that_a_text_program_made_is_told_and_nothing_else()
    {
        Is("allow 6 address 40 value 0\u20131500", 28, "`0\u20131500` has a `\u2013` that only looks like `-`", "write `0-1500`");
        Is("allow 6 value \u22125..5 as s16", 17, "`\u22125..5` has a `\u2212` that only looks like `-`", "write `-5..5`");
        Is("allow 6 during mon\u2014fri 06:00-18:00", 18, "`mon\u2014fri` has a `\u2014` that only looks like `-`", "write `mon-fri`");
        Is("allow\u00a06", 8, "there is a blank that only looks like one", "write an ordinary one");
    }

    [TestMethod]
    public void What_shall_be_refused_needs_no_line()
    {
        Is(
            "deny 90", 3, "`deny` begins no line of a policy",
            "what no line allows is refused: leave it out; `never` is for what no role may do");
        Is(
            "block writes", 3, "`block` begins no line of a policy",
            "what no line allows is refused: leave it out; `never` is for what no role may do");
    }

    [TestMethod]
    public void Values_of_coils_and_registers_in_one_line_name_the_functions_that_are_wrong_there()
    {
        Is(
            "allow writes value 0-1500", 9, "`value 0-1500` cannot bind function 05, 15, 22",
            "write `6,16,23` here, and give the others lines of their own");
        Is(
            "allow writes value on", 9, "`value on` cannot bind function 06, 16, 22, 23",
            "write `5,15` here, and give the others lines of their own");
    }

    [TestMethod]
    public void An_input_register_is_one_and_a_coil_too()
    {
        Is(
            "allow 3 address 3x00001", 19,
            "`3x00001` is an input register, but function 03 (read holding registers) is about a holding register",
            "give the function a line of its own");
        Is(
            "allow 4 address 4x00001", 19,
            "`4x00001` is a holding register, but function 04 (read input registers) is about an input register",
            "give the function a line of its own");
    }

    [TestMethod]
    public void A_colon_behind_a_roles_name_is_a_mistake_and_in_quotes_a_name()
    {
        ProblemList problems = PolicyReader.Read(
            PolicySample.Head + "role Operator:\nallow 3\nrole A includes Operator\nallow 6\n").Problems;
        Assert.AreEqual(1, problems.Errors);
        Assert.AreEqual(3, problems[0].Line);
        Assert.AreEqual("the role would be called `Operator:`, with the colon", problems[0].Message);
        Assert.AreEqual("write `role Operator`; put the name in quotes if certificates say it with a colon", problems[0].Remedy);
        Assert.IsNotNull(PolicyReader.Read(PolicySample.Head + "role \"Operator:\"\nallow 3\n").Policy);
        Assert.IsNull(PolicyReader.Read(PolicySample.Head + "role :\nallow 3\n").Policy);
    }

    [TestMethod]
    public void A_role_that_nobody_has_is_asked_for()
    {
        PolicySample.Reset();
        PolicyReading reading = PolicyReader.Read(PolicySample.Head + "role Operator\nallow 3\n");
        PolicySample.Judge(reading.Policy!, "Operater", 1, "03 0000 0001");
        Explanation explanation = PolicyExplainer.Explain(
            reading.Document, reading.Policy!, "Operater", PolicySample.Request, PolicySample.Input);
        Assert.AreEqual(
            "refused: role not in the policy: Operater, and there is no `role *`; did you mean Operator?", explanation.Headline);
    }

    private static ProblemList Problems(string line)
    {
        return PolicyReader.Read(PolicySample.Head + "role A\n  allow 1\n  " + line + "\n").Problems;
    }

    private static void Is(string line, int column, string message, string remedy)
    {
        ProblemList problems = Problems(line);
        Assert.IsTrue(problems.Errors > 0, line);
        Assert.AreEqual(message, problems[0].Message, line);
        Assert.AreEqual(remedy, problems[0].Remedy, line);
        Assert.AreEqual(1, problems.Errors, line + (problems.Count > 1 ? ": " + problems[1].Message : ""));
        Assert.AreEqual(5, problems[0].Line, line);
        Assert.AreEqual(column, problems[0].Column, line);
    }
}
