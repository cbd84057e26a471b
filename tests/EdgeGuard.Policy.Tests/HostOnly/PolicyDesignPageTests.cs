using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using EdgeGuard.Testing.Wire;

namespace EdgeGuard.Policy.Tests;

/// <summary>The page about the policy's code names the folders, files, types and members that there are.</summary>
[TestClass]
public sealed partial class PolicyDesignPageTests
{
    private static readonly string Firmware = Path.Combine(WireVectorFolder.Checkout, "firmware");
    private static readonly string Policy = Path.Combine(Firmware, "EdgeGuard.Policy");
    private static readonly string Tests = Path.Combine(WireVectorFolder.Checkout, "tests", "EdgeGuard.Policy.Tests");
    private static readonly string[] Others = ["bin", "obj", "Properties"];

    [TestMethod]
    public void Every_folder_has_its_row()
    {
        IEnumerable<string?> folders = Directory.GetDirectories(Policy).Select(Path.GetFileName).Except(Others);
        IEnumerable<string?> rows = Page().Split("\n## ")[0].Split('\n')
            .Where(line => line.StartsWith('|')).Select(row => row.Split('|')[1])
            .SelectMany(cell => Folders().Matches(cell)).Select(match => match.Groups[1].Value);
        CollectionAssert.AreEquivalent(folders.ToArray(), rows.ToArray());
    }

    [TestMethod]
    public void Every_file_that_it_names_is_there()
    {
        foreach (string file in Files().Matches(Page()).Select(match => match.Groups[1].Value))
        {
            bool isElsewhere = file.StartsWith("EdgeGuard.", StringComparison.Ordinal);
            Assert.IsTrue(File.Exists(Path.Combine(isElsewhere ? Firmware : Policy, file)), file);
        }
    }

    [TestMethod]
    public void Every_type_and_member_that_it_names_is_there()
    {
        string[] folders = [Policy, Path.Combine(Firmware, "EdgeGuard.Core", "Explaining"), Tests];
        string code = string.Concat(folders
            .SelectMany(folder => Directory.GetFiles(folder, "*.cs", SearchOption.AllDirectories)).Select(File.ReadAllText));
        HashSet<string> words = [.. Words().Matches(code).Select(match => match.Value)];
        foreach (string name in Names().Matches(Page()).SelectMany(match => match.Groups[1].Value.Split('.'))) Assert.Contains(name, words);
    }

    private static string Page()
    {
        return File.ReadAllText(Path.Combine(Policy, "DESIGN.md"));
    }

    [GeneratedRegex(@"`(\w+)/`")]
    private static partial Regex Folders();

    [GeneratedRegex(@"`([\w./]+\.cs)`")]
    private static partial Regex Files();

    [GeneratedRegex(@"`([A-Z]\w+(?:\.[A-Z]\w+)?)`")]
    private static partial Regex Names();

    [GeneratedRegex(@"[A-Z]\w+")]
    private static partial Regex Words();
}
