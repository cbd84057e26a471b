using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.RegularExpressions;

namespace EdgeGuard.Core.Tests;

/// <summary>One hand in all sources: what the formatter leaves open (.editorconfig, max_line_length and csharp_prefer_braces).</summary>
[TestClass]
public sealed class LayoutRules
{
    private const int Width = 140;

    private static readonly string[] Trees = ["firmware", "tools", "tests"];

    [TestMethod]
    public void No_line_is_wider_than_140_columns()
    {
        Assert.AreEqual("", string.Join('\n', Lines().Where(line => line.Text.Length > Width).Select(line => line.Place)));
    }

    // A row of a table cannot be broken, and a screen is as wide as what shows it.
    [TestMethod]
    public void No_line_of_a_page_is_wider_than_140_columns_but_of_tables_and_screens()
    {
        var wide = new List<string>();
        foreach (string page in Documents.All())
        {
            string[] lines = Documents.Read(page).Split('\n');
            for (int i = 0; i < lines.Length; i++)
            {
                bool mayBeWide = lines[i].TrimStart().StartsWith('|') || lines[i].StartsWith("    ", StringComparison.Ordinal);
                if (lines[i].Length > Width && !mayBeWide) wide.Add($"{page}:{i + 1}");
            }
        }
        Assert.AreEqual("", string.Join('\n', wide));
    }

    // Where a statement stands alone below its condition, a second one put beside it looks as if it belonged there.
    [TestMethod]
    public void A_statement_stands_on_the_line_of_its_condition_or_in_braces()
    {
        var condition = new Regex(@"^(\s*)((else )?if \(.*\)|else|while \(.*\)|for \(.*\)|foreach \(.*\)|lock \(.*\))$");
        var hits = new List<string>();
        foreach ((string place, string text, string next) in Lines())
        {
            Match head = condition.Match(text);
            if (!head.Success || text.Count(c => c == '(') != text.Count(c => c == ')')) continue;
            if (next.StartsWith(head.Groups[1].Value + "    ", StringComparison.Ordinal)) hits.Add(place);
        }
        Assert.AreEqual("", string.Join('\n', hits));
    }

    private static IEnumerable<(string Place, string Text, string Next)> Lines()
    {
        foreach (string tree in Trees)
        {
            foreach (string file in SourceTree.Files(tree).Where(file => !file.EndsWith(".g.cs", StringComparison.Ordinal)))
            {
                string[] lines = SourceTree.Read(tree, file).Split('\n');
                for (int i = 0; i < lines.Length; i++)
                {
                    yield return ($"{tree}/{file}:{i + 1}", lines[i].TrimEnd('\r'), i + 1 < lines.Length ? lines[i + 1] : "");
                }
            }
        }
    }
}
