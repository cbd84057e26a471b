using System;
using System.IO;
using System.Linq;

namespace EdgeGuard.Central.Tests;

[TestClass]
public sealed class RoleDocumentTests
{
    [TestMethod]
    public void The_roles_of_the_README_are_those_that_there_are_and_may_what_they_may()
    {
        string[] rows = [.. File.ReadLines(Path.Combine(Root(), "tools/EdgeGuard.Central/README.md"))
            .SkipWhile(line => line != "| role | may |").Skip(2).TakeWhile(line => line.StartsWith('|'))];
        string[] expected = [.. SiteRoleText.All.Select(role => $"| {SiteRoleText.Of(role)} | {SiteRoleText.May(role)} |")];
        CollectionAssert.AreEqual(expected, rows);
    }

    private static string Root()
    {
        DirectoryInfo? folder = new(AppContext.BaseDirectory);
        while (folder != null && !File.Exists(Path.Combine(folder.FullName, "EdgeGuard.sln"))) folder = folder.Parent;
        return folder?.FullName ?? throw new AssertFailedException("there is no EdgeGuard.sln above the tests");
    }
}
