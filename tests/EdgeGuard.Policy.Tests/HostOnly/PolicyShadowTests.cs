using System;
using System.Collections.Generic;

namespace EdgeGuard.Policy.Tests;

/// <summary>A line that never decides is told, with the line that takes its place and a request that shows it.</summary>
[TestClass]
public class PolicyShadowTests
{
    [TestMethod]
    public void A_limit_below_a_line_without_one_never_decides()
    {
        Warns(
            "role A\nallow 6 unit 1 address 0-199\nallow 6 unit 1 address 40 value 0-1500\n", 5,
                "line 5 never decides: line 4 allows all of it",
            "line 4 allows `06 unit 1 address 40 value 1501`, which line 5 seems to forbid: narrow the one, or remove the other");
        Warns(
            "role A\nallow 6 unit 1 address 40 value 0-1500\nallow 6 unit 1 address 0-199\n", 4,
                "line 4 never decides: line 5 allows all of it",
            "line 5 allows `06 unit 1 address 40 value 1501`, which line 4 seems to forbid: narrow the one, or remove the other");
        Warns(
            "role A\nallow 6,16 address 40-50\nallow 6,16 unit 1 address 40-41 value 0-1500\n", 5,
                "line 5 never decides: line 4 allows all of it",
            "line 4 allows `06 unit 1 address 40 value 1501`, which line 5 seems to forbid: narrow the one, or remove the other");
    }

    [TestMethod]
    public void A_limit_of_a_role_is_void_where_a_role_that_it_includes_has_none()
    {
        Warns(
            "role Viewer includes Operator\nallow 6 address 40 value 0-1500\nrole Operator\nallow writes\n", 4,
                "line 4 never decides: line 6 allows all of it",
            "line 6 allows `06 unit 1 address 40 value 1501`, which line 4 seems to forbid: narrow the one, or remove the other");
        Warns("role *\nallow writes\nrole A\nallow 6 address 40 value 0-1500\n", 6, "line 6 never decides: line 4 allows all of it", null);
        // Who has the included role alone is held to its limit.
        Warns("role Operator includes Viewer\nallow writes\nrole Viewer\nallow 6 address 40 value 0-1500\n", 0, "", null);
        Warns("role A\nallow writes\nrole B\nallow 6 address 40 value 0-1500\nrole none\nallow 6 address 40 value 0-1500\n", 0, "", null);
    }

    [TestMethod]
    public void Of_two_lines_that_allow_the_same_the_later_is_told_and_the_roles_own()
    {
        Warns(
            "role A\nallow 3 address 0-9\nallow 3 unit 1-255 address 0-9\n", 5, "line 5 never decides: line 4 allows all of it",
            "remove one of the two");
        Warns("role A includes B\nallow 3\nrole B\nallow 3\n", 4, "line 4 never decides: line 6 allows all of it", "remove one of the two");
        Warns(
            "role A\nallow 6 value 0-9\nallow 6 value 0-4,5-9\n", 5, "line 5 never decides: line 4 allows all of it",
            "remove one of the two");
    }

    [TestMethod]
    public void A_limit_that_is_void_for_one_of_its_functions_is_told_for_that_one()
    {
        Warns(
            "role A\nallow 6 unit 1 address 0-199\nallow 6,16 unit 1 address 40-41 value 0-1500\n", 5,
                "line 5 never decides for function 06: line 4 allows all of it",
            "line 4 allows `06 unit 1 address 40 value 1501`, which line 5 seems to forbid: narrow the one, or remove the other");
        // No limit is lost here.
        Warns("role A\nallow 3 address 0-199\nallow 3,4 address 0-99\n", 0, "", null);
    }

    [TestMethod]
    public void A_line_is_told_where_what_covers_it_never_decides_either()
    {
        // Each allows what the next one does; of the first and the last it takes the one between them to see it.
        NeverDecide(
            "role A\nallow 6 address 0 value -20000..20000 step 35000 as s16\nallow 6 address 0 value 0-3 step 40000 as s16\n"
                + "allow 6 address 0 value 0-3 step 2\n", 5, 6);
        // No change to 0-3 is larger than 32771 of s16.
        NeverDecide("role A\nallow 6 address 0 value 0-3 step 32771 as s16\nallow 6 address 0 value 0-3 step 2\n", 5);
        NeverDecide("role A\nallow 6 address 0 value 0-3 step 32770 as s16\nallow 6 address 0 value 0-3 step 2\n");
        NeverDecide(
            "role A\nallow 6 address 0-3 value 0-3 step 40000 as s16\nallow 6 address 0-3 value 0-3 step 65535 as s16\n"
                + "allow 6 address 0-3 value 0-3 step 65535\nallow 6 address 0-3 value 0-3 step 2\n", 5, 6, 7);
    }

    [TestMethod]
    public void Several_lines_may_take_the_place_of_one_but_not_join_their_ranges()
    {
        Warns(
            "role A\nallow 6 address 0-199\nallow 16 address 0-199\nallow 6,16 address 40-41 value 0-1500\n", 6,
            "line 6 never decides: line 4 and others allow all of it", null);
        Warns(
            "role A\nallow 6 unit 1\nallow 6 unit 2\nallow 6 unit 1-2 address 40 value 0-1500\n", 6,
            "line 6 never decides: line 4 and others allow all of it", null);
        Warns("role A\nallow 16 address 0-40\nallow 16 address 41-99\nallow 16 address 40-41 value 0-1500\n", 0, "", null);
    }

    [TestMethod]
    public void Every_clause_has_its_example()
    {
        Example("allow 6 address 0-9", "allow 6 address 5 value -5..5 as s16", "`06 unit 1 address 5 value 6 as s16`");
        Example(
            "allow 16 address 60-69", "allow 16 address 60-61 value -40.0..90.5 as f32 high-first",
            "`16 unit 1 address 60 value 91.0 as f32 high-first`");
        Example(
            "allow 16", "allow 16 address 60-61 value 5-4294967295 as u32 low-first", "`16 unit 1 address 60 value 4 as u32 low-first`");
        Example("allow writes", "allow 5 unit 7 address 3 value off", "`05 unit 7 address 3 value on`");
        Example("allow 6", "allow 6 address 5 step 50", "`06 unit 1 address 5 value 0` with any step");
        Example("allow 6 address 5 step 60", "allow 6 address 5 step 50", "`06 unit 1 address 5 value 0` with a step of 60");
        Example("allow 22", "allow 22 address 4 mask 0x00FF", "`22 unit 1 address 4 and 0x0000 or 0x0000`");
        Example(
            "allow 5", "allow 5 address 7 when 3:12 = 0 within 5s",
            "`05 unit 1 address 7 value off` also where `when 3:12 = 0 within 5s` does not hold");
        Example(
            "allow 6", "allow 6 address 1 during mon-fri 06:00-18:00", "`06 unit 1 address 1 value 0` also outside mon-fri 06:00-18:00");
        Example("allow 3", "allow 3 address 0-99 quantity 1-4", "`03 unit 1 address 0-4`");
        Example("allow 3 address 0-99", "allow 3 address 0-49", "`03 unit 1 address 50`");
        Example("allow 23 address 0-99", "allow 23 read 0-49 write 40-41 value 7", "`23 unit 1 read 0 write 40 value 8`");
    }

    [TestMethod]
    public void What_never_forbids_or_nothing_can_meet_is_told_too()
    {
        Warns(
            "role A\nallow reads\nallow 90\nnever 90\n", 5, "line 5 never decides: line 6 forbids all of it",
            "remove the line, or narrow the `never`");
        Warns(
            "role A\nallow reads\nallow 6 address 500-501\nnever writes address 500-509\n", 5,
            "line 5 never decides: line 6 forbids all of it", null);
        Warns("role A\nallow reads\nallow 6 unit 1-2 address 500\nnever writes unit 1 address 500-509\n", 0, "", null);
        Warns("role A\nallow 3 quantity 126-200\n", 4, "line 4 allows nothing: no request can have such a quantity and such a state", null);
        Warns(
            "role A\nallow 5 when 3:1 = 0 within 5s when 3:1 = 1 within 5s\n", 4,
            "line 4 allows nothing: no request can have such a quantity and such a state", null);
    }

    [TestMethod]
    public void A_thousand_lines_and_their_shadows_cost_a_thousand_looks()
    {
        string text = PolicySample.Head + "role A\nallow 6\n";
        for (int i = 0; i < 1000; i++) text += "allow 6 address " + i + " value 0-9\n";
        ProblemList problems = PolicyReader.Read(text).Problems;
        Assert.AreEqual(1000, problems.Warnings);
        Assert.AreEqual("line 5 never decides: line 4 allows all of it", problems[0].Message);
    }

    private static void Example(string wide, string narrow, string example)
    {
        ProblemList problems = PolicyReader.Read(PolicySample.Head + "role A\n" + wide + "\n" + narrow + "\n").Problems;
        Assert.AreEqual(
            "line 4 allows " + example + ", which line 5 seems to forbid: narrow the one, or remove the other", Shadows(problems, 0).Remedy,
            narrow);
    }

    private static void NeverDecide(string lines, params int[] dead)
    {
        ProblemList problems = PolicyReader.Read(PolicySample.Head + lines).Problems;
        var found = new List<int>();
        for (int i = 0; i < problems.Count; i++)
        {
            if (problems[i].Message.Contains(" never decides: ", StringComparison.Ordinal)) found.Add(problems[i].Line);
        }
        CollectionAssert.AreEqual(dead, found, lines);
    }

    // Of the lines that never decide, the only one; line 0: there is none.
    private static void Warns(string lines, int line, string message, string? remedy)
    {
        PolicyReading reading = PolicyReader.Read(PolicySample.Head + lines);
        Assert.IsNotNull(reading.Policy, lines);
        int count = 0;
        for (int i = 0; i < reading.Problems.Count; i++)
        {
            if (IsShadow(reading.Problems[i])) count++;
        }
        Assert.AreEqual(line == 0 ? 0 : 1, count, lines);
        if (line == 0) return;
        Problem problem = Shadows(reading.Problems, 0);
        Assert.IsTrue(problem.IsWarning);
        Assert.AreEqual(line, problem.Line, lines);
        Assert.AreEqual(message, problem.Message);
        if (remedy != null) Assert.AreEqual(remedy, problem.Remedy);
    }

    private static Problem Shadows(ProblemList problems, int index)
    {
        for (int i = 0; i < problems.Count; i++)
        {
            if (IsShadow(problems[i]) && index-- == 0) return problems[i];
        }
        return new Problem(0, 0, "", "", "", false);
    }

    private static bool IsShadow(Problem problem)
    {
        return problem.Message.IndexOf("never decides") >= 0 || problem.Message.IndexOf("allows nothing: no") >= 0;
    }
}
