using System;
using System.IO;
using System.Linq;
using EdgeGuard.Testing.Programs;

namespace EdgeGuard.EndToEnd;

[TestClass]
public class DemoTellsTheWholeStory
{
    [TestMethod]
    public void Once_checks_every_step_and_says_what_the_readme_shows()
    {
        using Executable demo = Executable.Cli("demo", "--once");
        Assert.AreEqual(0, demo.WaitForExit(), demo.Everything());

        string readme = File.ReadAllText(Path.Combine(Repository(), "README.md"));
        string[] story = [.. demo.Output.Split('\n').SkipWhile(line => !line.StartsWith(" 1  ", StringComparison.Ordinal))];
        Assert.IsTrue(story.Length > 30, demo.Output);
        foreach (string line in story.Where(line => line.Length > 0))
        {
            Assert.IsTrue(readme.Contains("    " + line.TrimEnd() + "\n"), "the README does not show: " + line);
        }
    }

    private static string Repository()
    {
        DirectoryInfo? folder = new(AppContext.BaseDirectory);
        while (folder != null && !File.Exists(Path.Combine(folder.FullName, "EdgeGuard.sln"))) folder = folder.Parent;
        return folder?.FullName ?? throw new AssertFailedException("no EdgeGuard.sln above " + AppContext.BaseDirectory);
    }
}
