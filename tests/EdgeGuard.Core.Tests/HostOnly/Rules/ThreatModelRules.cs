using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;

namespace EdgeGuard.Core.Tests;

/// <summary>The countermeasures of the module's and the central console's THREAT_MODEL.md are claims; each must name the tests that hold
/// it.</summary>
[TestClass]
public sealed class ThreatModelRules
{
    // Where each is, and how its numbers begin.
    private static readonly (string Path, string Prefix)[] Models =
        [("firmware/THREAT_MODEL.md", "EG-CM-"), ("tools/EdgeGuard.Central/THREAT_MODEL.md", "EG-CC-")];

    [TestMethod]
    public void Every_countermeasure_names_tests_that_exist()
    {
        HashSet<string> tests = AllTests();
        List<string> missing = [];
        foreach (string[] row in Models.SelectMany(Rows))
        {
            string[] named = row[2].Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
            if (named.Length == 0) missing.Add(row[0] + " names no test");
            missing.AddRange(named.Where(name => !tests.Contains(name)).Select(name => row[0] + " names " + name));
        }
        Assert.AreEqual("", string.Join('\n', missing));
    }

    [TestMethod]
    public void Countermeasures_are_numbered_from_1_without_gaps_and_each_makes_a_claim()
    {
        foreach ((string Path, string Prefix) model in Models)
        {
            List<string[]> rows = Rows(model);
            Assert.IsTrue(rows.Count > 0);
            for (int i = 0; i < rows.Count; i++)
            {
                Assert.AreEqual($"{model.Prefix}{i + 1:00}", rows[i][0]);
                Assert.IsTrue(rows[i][1].Length > 0, rows[i][0]);
            }
        }
    }

    [TestMethod]
    public void A_test_that_does_not_exist_would_be_noticed()
    {
        HashSet<string> tests = AllTests();
        Assert.IsTrue(tests.Contains(nameof(ThreatModelRules) + "." + nameof(A_test_that_does_not_exist_would_be_noticed)));
        Assert.IsFalse(tests.Contains("ThreatModelRules.No_such_test"));
    }

    private static List<string[]> Rows((string Path, string Prefix) model)
    {
        return File.ReadLines(Path.Combine(SourceTree.Root, model.Path))
            .Where(line => line.StartsWith("| " + model.Prefix, StringComparison.Ordinal))
            .Select(line => line.Trim('|').Split('|').Select(cell => cell.Trim()).ToArray())
            .ToList();
    }

    private static HashSet<string> AllTests()
    {
        var tests = new HashSet<string>();
        foreach (string file in SourceTree.Files("tests"))
        {
            string text = SourceTree.Read("tests", file);
            string? type = null;
            bool isTest = false;
            foreach (string line in text.Split('\n'))
            {
                Match declared = Regex.Match(line, @"\bclass (\w+)");
                if (declared.Success) type = declared.Groups[1].Value;
                if (line.Contains("[TestMethod", StringComparison.Ordinal)) isTest = true;
                Match method = Regex.Match(line, @"\bpublic (?:async Task|void) (\w+)\(");
                if (!method.Success) continue;
                if (isTest) tests.Add(type + "." + method.Groups[1].Value);
                isTest = false;
            }
        }
        return tests;
    }
}
