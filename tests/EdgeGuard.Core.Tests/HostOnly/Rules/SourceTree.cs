using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using EdgeGuard.Testing.Wire;

namespace EdgeGuard.Core.Tests;

/// <summary>The sources of the checkout that these tests were built in.</summary>
internal static class SourceTree
{
    private static readonly string[] Generated = ["bin", "obj"];

    internal static string Root
    {
        get { return WireVectorFolder.Checkout; }
    }

    /// <summary>Every .cs below a folder, as paths relative to it with forward slashes; what builds leave is left out.</summary>
    internal static List<string> Files(string folder)
    {
        string path = Path.Combine(Root, folder);
        return Directory.GetFiles(path, "*.cs", SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(path, file).Replace('\\', '/'))
            .Where(
                file => !Generated.Contains(file.Split('/')[0]) && !Generated.Any(g => file.Contains($"/{g}/", StringComparison.Ordinal)))
            .Order(StringComparer.Ordinal)
            .ToList();
    }

    internal static string Read(string folder, string file)
    {
        return File.ReadAllText(Path.Combine(Root, folder, file));
    }

    /// <summary>The source without comments: what a rule forbids may be talked about.</summary>
    internal static string ReadCode(string folder, string file)
    {
        return Regex.Replace(Read(folder, file), "//[^\n]*", "");
    }

    /// <summary>Every file:line whose code matches a pattern.</summary>
    internal static List<string> Find(string folder, string pattern)
    {
        var found = new List<string>();
        foreach (string file in Files(folder))
        {
            string[] lines = ReadCode(folder, file).Split('\n');
            for (int i = 0; i < lines.Length; i++)
            {
                if (Regex.IsMatch(lines[i], pattern)) found.Add($"{file}:{i + 1}: {lines[i].Trim()}");
            }
        }
        return found;
    }
}
