namespace EdgeGuard.Policy.Tests;

/// <summary>A malformed request gets the specification's exception where the role may use the function, and 01 where it may not.</summary>
[TestClass]
public class PolicyMalformedTests
{
    [TestMethod]
    public void A_malformed_request_is_answered_as_the_specification_has_it()
    {
        CompiledPolicy policy = PolicySample.Compile("role A\nallow reads, writes, 7, 8, 20, 21, 24, 43\n");
        Answers(policy, "A", "03 0000 0000", 3);
        Answers(policy, "A", "03 0000 007E", 3);
        Answers(policy, "A", "01 0000 07D1", 3);
        Answers(policy, "A", "03 FFFF 0002", 2);
        // The diagrams ask for the quantity first.
        Answers(policy, "A", "03 FFFF 007E", 3);
        Answers(policy, "A", "05 0000 0001", 3);
        Answers(policy, "A", "0F FFFF 0002 01 03", 2);
        Answers(policy, "A", "10 0000 0002 02 0001 0002", 3);
        Answers(policy, "A", "10 FFFF 0002 04 0001 0002", 2);
        Answers(policy, "A", "16 0000 0001", 3);
        Answers(policy, "A", "17 0000 007E 0000 0001 02 0000", 3);
        Answers(policy, "A", "17 FFFF 0002 0000 0001 02 0000", 2);
        Answers(policy, "A", "17 0000 0001 FFFF 0002 04 0000 0000", 2);
        Answers(policy, "A", "18", 3);
        Answers(policy, "A", "14 07 05 0001 0000 0001", 2);
        Answers(policy, "A", "14 07 06 0001 270F 0002", 2);
        Answers(policy, "A", "14 07 06 0001 0000 0000", 3);
        Answers(policy, "A", "15 09 06 0000 0000 0001 0000", 2);
        Answers(policy, "A", "15 08 06 0001 0000 0001 00", 3);
        Answers(policy, "A", "08 0002 0001", 3);
        Answers(policy, "A", "2B 0E 05 00", 3);
        Answers(policy, "A", "07 00", 3);
        Answers(policy, "A", "03 0000 0001 FF", 3);
        Answers(policy, "A", "00", 1);
        Answers(policy, "A", "83 0000 0001", 1);
        Answers(policy, "A", "", 1);
    }

    [TestMethod]
    public void Who_may_not_use_the_function_learns_nothing_of_it()
    {
        CompiledPolicy policy = PolicySample.Compile(
            "role A\nallow 3 unit 1 address 5\nallow 8/2\nallow 5,6\nallow 16 value 0-9\nrole none\nallow 43/14\nnever 5\nnever 6 "
                + "address 5-9\nnever 43\n");
        Answers(policy, "A", "03 0000 0000", 3);
        Answers(policy, "A", 2, "03 0000 0000", 1);
        Answers(policy, "A", "04 0000 0000", 1);
        Answers(policy, "A", "08 0002 0001", 3);
        Answers(policy, "A", "08 0003 0001", 1);
        Answers(policy, "A", "08 00", 3);
        Answers(policy, "A", "05 0000 0001", 1);
        Answers(policy, "A", "06 0000", 3);
        Answers(policy, "A", "10 0000 0000 00", 3);
        Answers(policy, "B", "03 0000 0000", 1);
        Answers(policy, null, "03 0000 0000", 1);
        Answers(policy, null, "2B 0E 05 00", 1);
        // Well formed, and not allowed.
        Answers(policy, "A", "03 0006 0001", 1);
    }

    [TestMethod]
    public void Echoed_data_is_one_word_unless_the_line_says_more()
    {
        PolicySample.Reset();
        CompiledPolicy policy = PolicySample.Compile("role A\nallow 8/0\nrole B\nallow 8/0 quantity 1-5\nallow 8/2\nrole C\nallow 8\n");
        string hidden = "08 0000 0000 0006 0106 0028 07D0";
        PolicySample.Allows(policy, "A", "08 0000 A537");
        PolicySample.Refuses(policy, "A", "08 0000 A537 0000", Refusal.Quantity);
        PolicySample.Refuses(policy, "A", hidden, Refusal.Quantity);
        PolicySample.Allows(policy, "B", hidden);
        PolicySample.Refuses(policy, "B", hidden + "0000", Refusal.Quantity);
        PolicySample.Allows(policy, "B", "08 0002 0000");
        PolicySample.Refuses(policy, "C", hidden, Refusal.Quantity);
        PolicySample.Allows(policy, "C", "08 0000 0000");
        PolicySample.Allows(policy, "C", "08 0002 0000");
        Assert.IsNull(PolicyReader.Read(PolicySample.Head + "role A\nallow 8 quantity 1-5\n").Policy);
        Assert.IsNull(PolicyReader.Read(PolicySample.Head + "role A\nallow 8/0,8/2 quantity 1-5\n").Policy);
    }

    [TestMethod]
    public void What_a_PLC_may_take_for_requests_of_their_own_is_warned_of()
    {
        Assert.IsTrue(Remedy("allow 90").IndexOf("ignores the header's length") > 0);
        Assert.IsTrue(Remedy("allow 43/13").IndexOf("ignores the header's length") > 0);
        Assert.IsTrue(Remedy("allow 8").IndexOf("ignores the header's length") > 0);
        Assert.IsTrue(Remedy("allow 8/0 quantity 1-125").IndexOf("ignores the header's length") > 0);
        Assert.AreEqual("allow it only to roles that need it", Remedy("allow 8/0"));
        Assert.AreEqual("allow it only to roles that need it", Remedy("allow 8/1"));
        Assert.AreEqual("leave 23 out unless the PLC has it", Remedy("allow 23 read 0-9 write 0-1"));
        Assert.AreEqual("leave 23 out unless the PLC has it", Remedy("allow writes address 0-9"));
        // There is no limit that could be passed by.
        Assert.AreEqual("", Remedy("allow writes"));
    }

    private static string Remedy(string line)
    {
        ProblemList problems = PolicyReader.Read(PolicySample.Head + "role A\n" + line + "\n").Problems;
        Assert.IsTrue(problems.Count <= 1, line);
        return problems.Count == 0 ? "" : problems[0].Remedy;
    }

    private static void Answers(CompiledPolicy policy, string? role, string pdu, int exception)
    {
        Answers(policy, role, 1, pdu, exception);
    }

    private static void Answers(CompiledPolicy policy, string? role, int unit, string pdu, int exception)
    {
        Assert.IsTrue(PolicySample.Judge(policy, role, unit, pdu) == Verdict.Refuse, pdu);
        Assert.AreEqual(exception, (int)Judge.ExceptionFor(policy, policy.RoleIndex(role), PolicySample.Request), pdu);
    }
}
