using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;

namespace EdgeGuard.Core.Tests;

/// <summary>The map of the firmware (firmware/README.md) and the pages below it state what there is.</summary>
[TestClass]
public sealed class MapRules
{
    private const string Map = "firmware/README.md";
    private const string RequestPath = "firmware/EdgeGuard.Guard/Requests/RequestPath.cs";

    // Those who use everything and whom nobody uses.
    private static readonly string[] Platforms = ["EdgeGuard.Device", "EdgeGuard.Host"];

    [TestMethod]
    public void The_map_names_every_assembly_and_its_folders()
    {
        string[] there = [.. Directory.GetDirectories(Path.Combine(SourceTree.Root, "firmware"), "EdgeGuard.*").Select(Path.GetFileName)!];
        Match[] rows =
            [.. Regex.Matches(Documents.Read(Map), @"^    (EdgeGuard\.\w+) +(.+)$", RegexOptions.Multiline).Cast<Match>()];
        CollectionAssert.AreEquivalent(there, rows.Select(row => row.Groups[1].Value).ToArray());
        foreach (Match row in rows)
        {
            // An assembly without folders has its sentence there.
            string[] named = [.. row.Groups[2].Value.Split(' ').TakeWhile(word => char.IsUpper(word[0]))];
            CollectionAssert.AreEqual(Documents.Folders(row.Groups[1].Value), named, row.Value);
        }
    }

    [TestMethod]
    public void A_page_with_a_table_of_folders_names_those_that_there_are()
    {
        int count = 0;
        foreach (string page in Documents.All().Where(page => Regex.IsMatch(page, @"^firmware/EdgeGuard\.\w+/README\.md$")))
        {
            string text = Documents.Read(page);
            int table = text.IndexOf("\n| Folder |", StringComparison.Ordinal);
            if (table < 0) continue;
            string[] rows = [.. text[(table + 1)..].Split('\n').TakeWhile(line => line.StartsWith('|'))];
            string[] named = [.. rows.SelectMany(row => Named(row.Split('|')[1], @"`(\w+)/`"))];
            CollectionAssert.AreEquivalent(Documents.Folders(page.Split('/')[1]), named, page);
            count++;
        }
        Assert.IsGreaterThanOrEqualTo(5, count);
    }

    [TestMethod]
    public void The_page_of_the_tests_names_every_folder_below_it()
    {
        string[] there = [.. Directory.GetDirectories(Path.Combine(SourceTree.Root, "tests")).Select(Path.GetFileName)!];
        string[] blocks = Documents.Read("tests/README.md").Split("\n\n");
        string table = blocks.Single(block => block.StartsWith("| Folder |", StringComparison.Ordinal));
        // A name that begins with a dot leaves out the EdgeGuard before it.
        IEnumerable<string> rows = table.Split('\n').Select(row => row.Split('|')[1]);
        string[] named = [.. rows.SelectMany(cell => Named(cell, "`([^`]+)`")).Select(name => name[0] == '.' ? "EdgeGuard" + name : name)];
        CollectionAssert.AreEquivalent(there, named);
    }

    [TestMethod]
    public void Who_may_use_whom_is_what_the_projects_are_held_to()
    {
        string chain = Documents.Read(Map).Split('\n').Single(line => line.Contains(" → ", StringComparison.Ordinal));
        string[] links = [.. chain.Trim().Split(" → ")];
        string[] below = [.. links.Skip(1).Reverse().Select(name => "EdgeGuard." + name)];
        CollectionAssert.AreEqual(ProjectRules.Layers.Where(layer => !IsOfAPlatform(layer)).ToArray(), below);
        CollectionAssert.AreEquivalent(Platforms, links[0].Split(", ").Select(name => "EdgeGuard." + name).ToArray());
        CollectionAssert.AreEquivalent(SharedSourceRules.Shared, below.Select(name => "firmware/" + name).ToArray());
    }

    [TestMethod]
    public void Threads_begin_in_the_files_that_the_map_names()
    {
        string table = Documents.Read(Map).Split("| File | Thread | Ends when |")[1];
        string[] named = [.. Named(table, @"^\| `(\S+\.cs)`").Select(file => "firmware/" + file)];
        CollectionAssert.AreEquivalent(SharedSourceRules.WithThreads, named);
    }

    [TestMethod]
    public void Every_file_and_test_that_the_map_names_is_there()
    {
        List<string> missing = [];
        string text = Documents.Read(Map);
        foreach (string path in Named(text, @"`([\w.]+(?:/[\w.]+)*/(?:[\w.]+\.\w+)?)`"))
        {
            string[] whole = [Path.Combine(SourceTree.Root, "firmware", path), Path.Combine(SourceTree.Root, path)];
            if (!whole.Any(one => File.Exists(one) || Directory.Exists(one))) missing.Add(path);
        }
        HashSet<string?> tests = [.. SourceTree.Files("tests").Select(Path.GetFileNameWithoutExtension)];
        missing.AddRange(Named(text, @"`(\w+(?:Tests|Rules))`").Where(name => !tests.Contains(name)));
        Assert.AreEqual("", string.Join('\n', missing));
    }

    [TestMethod]
    public void The_map_is_read_in_one_sitting()
    {
        string[] lines = Documents.Read(Map).TrimEnd().Split('\n');
        Assert.IsLessThanOrEqualTo(150, lines.Length);
        foreach (string line in lines) Assert.IsLessThanOrEqualTo(140, line.Length, line);
    }

    [TestMethod]
    public void The_steps_of_a_request_stand_above_its_class_and_at_their_places()
    {
        string source = Documents.Read(RequestPath);
        int[] listed = Numbers(source, @"^/// +\((\d)\) ");
        CollectionAssert.AreEqual(Enumerable.Range(1, 8).ToArray(), listed);
        CollectionAssert.AreEqual(listed, Numbers(source, @"^ +// \((\d)\)"));
    }

    private static IEnumerable<string> Named(string text, string pattern)
    {
        return Regex.Matches(text, pattern, RegexOptions.Multiline).Select(named => named.Groups[1].Value);
    }

    private static int[] Numbers(string source, string pattern)
    {
        return [.. Named(source, pattern).Select(step => step[0] - '0')];
    }

    private static bool IsOfAPlatform(string layer)
    {
        return Platforms.Any(platform => layer == platform || layer.StartsWith(platform + ".", StringComparison.Ordinal));
    }
}
