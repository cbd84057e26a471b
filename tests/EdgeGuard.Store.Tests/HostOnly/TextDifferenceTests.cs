using System.Linq;
using CsCheck;

namespace EdgeGuard.Store.Tests;

[TestClass]
public sealed class TextDifferenceTests
{
    private static readonly Gen<string> Text = Gen.Char["abc"].Array[0, 12].Select(
        lines => string.Concat(lines.Select(line => line + "\n")));

    [TestMethod]
    public void Only_the_lines_that_differ_are_told()
    {
        CollectionAssert.AreEqual(new[] { "-b", "+x", "+y" }, TextDifference.Lines("a\nb\nc\n", "a\nx\ny\nc\n"));
        Assert.IsEmpty(TextDifference.Lines("a\nb\n", "a\nb\n"));
        CollectionAssert.AreEqual(new[] { "+a" }, TextDifference.Lines("", "a\n"));
    }

    [TestMethod]
    public void Taking_away_the_minus_lines_and_adding_the_plus_lines_makes_the_new_text()
    {
        Gen.Select(Text, Text).Sample((before, after) =>
        {
            string[] lines = TextDifference.Lines(before, after);
            int removed = lines.Count(line => line[0] == '-');
            int added = lines.Count(line => line[0] == '+');
            bool isSame = before == after;
            return lines.Length == removed + added && (lines.Length == 0) == isSame
                && before.Count(c => c == '\n') - removed == after.Count(c => c == '\n') - added;
        });
    }

    [TestMethod]
    public void Texts_too_large_for_the_table_are_told_whole()
    {
        string before = string.Concat(Enumerable.Range(0, 400).Select(i => $"old {i}\n"));
        string after = string.Concat(Enumerable.Range(0, 400).Select(i => $"new {i}\n"));
        string[] lines = TextDifference.Lines("same\n" + before, "same\n" + after);
        Assert.AreEqual(800, lines.Length);
        Assert.AreEqual("-old 0", lines[0]);
        Assert.AreEqual("+new 399", lines[^1]);
    }
}
