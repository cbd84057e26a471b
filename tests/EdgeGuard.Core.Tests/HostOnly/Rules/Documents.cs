using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;

namespace EdgeGuard.Core.Tests;

/// <summary>The pages of the checkout, and what the rules read of them.</summary>
internal static class Documents
{
    private static readonly string[] NotOurs = ["bin", "obj", "artifacts", "node_modules"];

    /// <summary>Every .md, relative to the checkout with forward slashes; hidden folders and what builds leave are left out.</summary>
    internal static List<string> All()
    {
        var found = new List<string>();
        Collect(SourceTree.Root, found);
        return [.. found.Select(file => Path.GetRelativePath(SourceTree.Root, file).Replace('\\', '/')).Order(StringComparer.Ordinal)];
    }

    internal static string Read(string page)
    {
        return File.ReadAllText(Path.Combine(SourceTree.Root, page));
    }

    /// <summary>The folders of an assembly that hold sources.</summary>
    internal static string[] Folders(string assembly)
    {
        return [.. Directory.GetDirectories(Path.Combine(SourceTree.Root, "firmware", assembly))
            .Where(folder => Directory.EnumerateFiles(folder, "*.cs", SearchOption.AllDirectories).Any())
            .Select(folder => Path.GetFileName(folder)!)
            .Where(name => name != "Properties" && !NotOurs.Contains(name))
            .Order(StringComparer.Ordinal)];
    }

    /// <summary>The anchors of a page, as GitHub makes them of its headings.</summary>
    internal static IEnumerable<string> Anchors(string text)
    {
        return Regex.Matches(text, "^#+ +(.+?) *$", RegexOptions.Multiline)
            .Select(heading => Regex.Replace(heading.Groups[1].Value.ToLowerInvariant(), @"[^\w\- ]", "").Replace(' ', '-'));
    }

    private static void Collect(string folder, List<string> found)
    {
        found.AddRange(Directory.GetFiles(folder, "*.md"));
        foreach (string below in Directory.GetDirectories(folder))
        {
            string name = Path.GetFileName(below);
            if (!name.StartsWith('.') && !NotOurs.Contains(name)) Collect(below, found);
        }
    }
}
