using System;
using System.IO;
using System.Linq;

namespace EdgeGuard.Central.Tests;

/// <summary>What operators read of alerts is what the table of alerts does.</summary>
[TestClass]
public sealed class AlertDocumentTests
{
    private const string Head = "| alert | says | urgency | told after | over after |";

    [TestMethod]
    public void The_alerts_of_the_README_are_those_of_the_table_with_urgency_and_times()
    {
        string[] rows = [.. File.ReadLines(Path.Combine(Root(), "tools/EdgeGuard.Central/README.md"))
            .SkipWhile(line => line != Head).Skip(2).TakeWhile(line => line.StartsWith('|'))];
        CollectionAssert.AreEqual(AlertRules.All.Select(Row).ToArray(), rows);
    }

    private static string Row(AlertRule rule)
    {
        string urgency = rule.Severity.ToString().ToLowerInvariant();
        return $"| `{rule.Name}` | {rule.Words} | {urgency} | {Text(rule.Pending)} | {Text(rule.Recovering)} |";
    }

    private static string Text(TimeSpan time) => time == TimeSpan.Zero ? "at once"
        : time.TotalHours >= 1 ? $"{time.TotalHours:0} h"
        : time.TotalMinutes >= 1 ? $"{time.TotalMinutes:0} min"
        : $"{time.TotalSeconds:0} s";

    private static string Root()
    {
        DirectoryInfo? folder = new(AppContext.BaseDirectory);
        while (folder != null && !File.Exists(Path.Combine(folder.FullName, "EdgeGuard.sln"))) folder = folder.Parent;
        return folder?.FullName ?? throw new AssertFailedException("there is no EdgeGuard.sln above the tests");
    }
}
