using System;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;

namespace EdgeGuard.Host.Tests.Printed;

/// <summary>What the first page shows is what the program says.</summary>
[TestClass]
public sealed partial class ReadmeTests
{
    [TestMethod]
    public void The_policy_is_sound_and_the_question_asked_of_it_is_answered_as_shown()
    {
        string[] blocks = [
            .. Blocks().Matches(Page()).Select(
                match => string.Concat(match.Value.Split('\n').Select(line => (line.Length > 4 ? line[4..] : "") + "\n")).TrimStart('\n'))];
        string policy = blocks.Single(block => block.StartsWith("edgeguard-policy", StringComparison.Ordinal));
        string asked = blocks.Single(block => block.StartsWith("$ edgeguard policy explain", StringComparison.Ordinal));
        using var cli = new PolicyCli(policy.TrimEnd() + "\n");
        Assert.AreEqual(0, cli.Run("check", "FILE"), cli.Output);
        Assert.AreEqual("FILE: no problems\n", cli.Output);
        string line = asked.Split('\n')[0]["$ edgeguard policy ".Length..].Replace("pump.policy", "FILE", StringComparison.Ordinal);
        cli.Run(PolicyCli.Split(line));
        Assert.AreEqual(asked[(asked.IndexOf('\n', StringComparison.Ordinal) + 1)..].TrimEnd(), cli.Output.TrimEnd());
    }

    // A folder with two projects, one of them for the device, is no riddle for msbuild.
    [TestMethod]
    public void Every_path_behind_dotnet_in_a_document_is_one_project_or_a_folder_with_one()
    {
        string root = PrintedCommands.Root();
        string ignored = File.ReadAllText(Path.Combine(root, "Directory.Build.rsp")).Trim().Split(':')[1];
        string[] pages = [
            "README.md", "CONTRIBUTING.md", "tests/README.md", "tests/fuzz/README.md", "tools/README.md",
            "firmware/EdgeGuard.Host/README.md"];
        string[] named = [
            .. pages.SelectMany(
                page => Projects().Matches(File.ReadAllText(Path.Combine(root, page)))).Select(match => match.Groups[1].Value)];
        Assert.IsGreaterThan(8, named.Length);
        foreach (string path in named)
        {
            string whole = Path.Combine(root, path);
            if (path.EndsWith(".csproj", StringComparison.Ordinal)) Assert.IsTrue(File.Exists(whole), path);
            else Assert.HasCount(1, Directory.GetFiles(whole, "*.*proj").Where(file => Path.GetExtension(file) != ignored), path);
        }
    }

    private static string Page() => File.ReadAllText(Path.Combine(PrintedCommands.Root(), "README.md"));

    [GeneratedRegex("^(?: {4}.*\n|\n(?= {4}))+", RegexOptions.Multiline)]
    private static partial Regex Blocks();

    [GeneratedRegex(@"dotnet (?:test|build|publish|run(?: --no-build)? --project) ([a-zA-Z][A-Za-z./]+)")]
    private static partial Regex Projects();
}
