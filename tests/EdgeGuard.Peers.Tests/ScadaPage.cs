using System;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;

namespace EdgeGuard.Peers.Tests;

/// <summary>The files and commands of the page for SCADA (tools/SCADA.md), as they stand there.</summary>
internal static class ScadaPage
{
    /// <summary>A file that the page shows, by the word at its fence.</summary>
    internal static string Shown(string language)
    {
        Match block = Regex.Match(Text(), $"```{language}\n(.*?)```", RegexOptions.Singleline);
        Assert.IsTrue(block.Success, "the page shows no " + language);
        return block.Groups[1].Value;
    }

    /// <summary>The one command line of the page that holds a text.</summary>
    internal static string Command(string holding) =>
        Text().Split('\n')
            .Single(line => line.StartsWith("    ", StringComparison.Ordinal) && line.Contains(holding, StringComparison.Ordinal)).Trim();

    private static string Text()
    {
        DirectoryInfo? folder = new(AppContext.BaseDirectory);
        while (folder != null && !File.Exists(Path.Combine(folder.FullName, "EdgeGuard.sln"))) folder = folder.Parent;
        return File.ReadAllText(
            Path.Combine(folder?.FullName ?? throw new AssertFailedException("no EdgeGuard.sln above the tests"), "tools", "SCADA.md"));
    }
}
