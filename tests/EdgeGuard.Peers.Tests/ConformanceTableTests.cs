using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using EdgeGuard.Testing.Wire;

namespace EdgeGuard.Peers.Tests;

/// <summary>tests/README.md claims conformance row by row: the rows are all there, and the tests that they name exist.</summary>
[TestClass]
public partial class ConformanceTableTests
{
    private const int LastNumber = 67;

    private static readonly int[] NotInTheSpecification = [9, 15];
    private static readonly string[] States = ["met", "not met", "not applicable"];
    private static readonly string Tests = Path.Combine(WireVectorFolder.Checkout, "tests");
    private static readonly Match[] Rows = [.. Row().Matches(File.ReadAllText(Path.Combine(Tests, "README.md"))).Cast<Match>()];

    [TestMethod]
    public void Every_requirement_of_the_specification_has_its_row_and_a_state()
    {
        int[] numbers = [.. Rows.Select(row => int.Parse(row.Groups["number"].Value)).Order()];
        CollectionAssert.AreEqual(Enumerable.Range(1, LastNumber).Except(NotInTheSpecification).ToArray(), numbers);
        foreach (Match row in Rows) CollectionAssert.Contains(States, row.Groups["state"].Value, row.Value);
    }

    [TestMethod]
    public void What_is_met_is_shown_by_a_test_and_what_is_not_has_a_reason()
    {
        foreach (Match row in Rows)
        {
            string why = row.Groups["why"].Value;
            bool isShown = row.Groups["state"].Value != "met" || TestName().IsMatch(why) || why == "this table";
            Assert.IsTrue(isShown && why.Length > 0, row.Value);
        }
    }

    [TestMethod]
    public void Every_test_named_exists()
    {
        IEnumerable<Match> names = Rows.SelectMany(row => TestName().Matches(row.Value)).DistinctBy(name => name.Value);
        string[] missing = [
            .. names.Where(name => !Exists(name.Groups["class"].Value, name.Groups["method"].Value)).Select(name => name.Value)];
        Assert.IsEmpty(missing, string.Join(", ", missing));
    }

    private static bool Exists(string testClass, string method)
    {
        string declaration = $@"\[TestMethod\](\s+\[.*)*\s+public (async Task|void) {method}\(";
        return Directory.EnumerateFiles(Tests, testClass + ".cs", SearchOption.AllDirectories)
            .Any(file => Regex.IsMatch(File.ReadAllText(file), declaration));
    }

    [GeneratedRegex(@"^\| R-(?<number>\d\d) \| [A-Z ]+ \| [^|]+ \| (?<state>[^|]+) \| (?<why>[^|]*) \|\r?$", RegexOptions.Multiline)]
    private static partial Regex Row();

    [GeneratedRegex("`(?<class>[A-Z][A-Za-z0-9]+)\\.(?<method>[A-Z][A-Za-z0-9_]+)`")]
    private static partial Regex TestName();
}
