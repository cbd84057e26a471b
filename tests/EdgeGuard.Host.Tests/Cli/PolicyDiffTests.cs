using System;
using System.Linq;
using CsCheck;
using EdgeGuard.Host.Tests.Cli.Captures;
using EdgeGuard.Modbus;
using EdgeGuard.Policy;
using EdgeGuard.Telemetry;

namespace EdgeGuard.Host.Tests.Cli;

/// <summary>What a new policy changes, in words.</summary>
[TestClass]
public sealed class PolicyDiffTests
{
    private const string Head = "edgeguard-policy 1\npolicy pump version 1\n";

    private const string Old = Head + """
        limit client 50/s
        never 90
        role Operator
          allow 3,4 unit 1 address 0-99
          allow 6 unit 1 address 40-41 value 0-1500
          allow 5 unit 1
        role Guest
          allow 43/14

        """;

    private const string New = Head + """
        limit client 20/s
        never 125
        role Operator priority high
          allow 3 unit 1-3 address 0-99
          allow 4 unit 1 address 0-49
          allow 6 unit 1 address 40 value 0-2000
          allow 6 unit 1 address 41 value 0-1500
          allow 23 unit 1 read 0-9 write 40
          allow 8 unit 1

        """;

    [TestMethod]
    public void It_says_what_becomes_allowed_what_no_more_and_what_is_bound_otherwise()
    {
        Assert.AreEqual(
            """
            Becomes allowed:
              + no longer forbidden to all: never 90
              + role Operator: 03 read holding registers, units 2-3, address 0-99
              + role Operator: 08 diagnostics, unit 1
              + role Operator: 23 read/write multiple registers, unit 1, writing 40 (4x00041), read 0-9
            No longer allowed:
              - forbidden to all: never 125
              - role Operator: 04 read input registers, unit 1, address 50-99
              - role Operator: 05 write single coil, unit 1, any address
              - role Guest: 43 encapsulated interface, any unit, sub-function 14
            Bound otherwise:
              ~ requests a second of a client: at most 50 before, at most 20 now
              ~ role Operator: its requests: priority normal before, priority high now
              ~ role Operator: 06 write single register, unit 1, address 40 (4x00041): value 0-1500 before, value 0-2000 now

            """,
            Diff(Old, New));
    }

    [TestMethod]
    public void Other_lines_that_allow_the_same_are_no_difference()
    {
        const string one = Head + "role A\n  allow 3,4 unit 1-2 address 0-9,10-19\nrole B includes A\n";
        const string other = Head + "role B\n  allow 4 unit 1-2 address 0-19\n  allow 3 unit 1,2 address 0-12\n"
            + "  allow 3 unit 1,2 address 5-19\nrole A includes B\n";
        Assert.AreEqual("nothing becomes allowed, and nothing is refused that was not\n", Diff(one, other));
    }

    [TestMethod]
    public void A_role_that_one_policy_lacks_is_held_against_what_everybody_has_there()
    {
        Assert.AreEqual(
            "Becomes allowed:\n  + role A: 03 read holding registers, any unit, address 7 (4x00008)\n",
            Diff(Head + "role *\n  allow 4\n", Head + "role *\n  allow 4\nrole A\n  allow 3 address 7\n"));
    }

    [TestMethod]
    public void A_policy_with_mistakes_is_named()
    {
        using var folder = new CaptureFolder();
        folder.Write("old", Old);
        folder.Write("new", "edgeguard-policy 1\nrole A\n  allow x\n");
        Assert.AreEqual(1, folder.Run("diff", "old", "new"));
        Assert.Contains("'edgeguard policy check new' lists them", folder.Error);
    }

    // The judge decides the same of a request exactly where no difference names its place.
    [TestMethod]
    public void Where_two_policies_judge_differently_there_is_a_difference()
    {
        Gen<string> line =
            from function in Gen.Int[3, 6]
            from unit in Gen.Int[1, 3]
            from first in Gen.Int[0, 9]
            from length in Gen.Int[0, 5]
            select $"  allow {function} unit {unit} address {first}-{first + length}\n";
        Gen<string> policy = line.Array[1, 4].Select(lines => Head + "role A\n" + string.Concat(lines));
        Gen.Select(policy, policy).Sample(
            (old, now) =>
            {
                PolicyReading before = PolicyReader.Read(old);
                PolicyReading after = PolicyReader.Read(now);
                PolicyDifference[] all = PolicyDiff.Between(before.Document, after.Document);
                for (byte function = 3; function <= 6; function++)
                {
                    string title = FunctionText.Text(function, -1);
                    bool differs = false;
                    for (byte unit = 1; unit <= 3; unit++)
                    {
                        for (byte address = 0; address < 16; address++)
                        {
                            differs |= Allows(before.Policy!, function, unit, address) != Allows(after.Policy!, function, unit, address);
                        }
                    }
                    bool isTold = all.Any(each => each.What.StartsWith(title, StringComparison.Ordinal));
                    Assert.AreEqual(differs, isTold, $"{title}\n{old}{now}");
                }
            },
            iter: 300);
    }

    private static bool Allows(CompiledPolicy policy, byte function, byte unit, byte address)
    {
        var request = new Request();
        byte[] pdu = [function, 0, address, 0, (byte)(function < 5 ? 1 : 0)];
        request.Decode(unit, pdu, 0, pdu.Length);
        var decision = new Decision();
        Judge.Run(policy, policy.RoleIndex("A"), request, new JudgeInput(), decision);
        return decision.Verdict == Verdict.Allow;
    }

    private static string Diff(string before, string now)
    {
        using var folder = new CaptureFolder();
        folder.Write("old", before);
        folder.Write("new", now);
        Assert.AreEqual(0, folder.Run("diff", "old", "new"), folder.Error);
        return folder.Output;
    }
}
