using System;
using System.IO;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;

namespace EdgeGuard.Host.Tests;

/// <summary>The language's page shows what the program really says.</summary>
[TestClass]
public sealed partial class PolicyLanguagePageTests
{
    private const string Head = "edgeguard-policy 1\npolicy example version 1\n";
    private const string Prompt = "$ edgeguard policy ";

    [TestMethod]
    public void Every_example_is_read_and_explained_as_the_page_says()
    {
        string policy = "";
        int commands = 0;
        foreach (Match block in Blocks().Matches(File.ReadAllText(Page())))
        {
            string body = block.Groups[2].Value;
            if (block.Groups[1].Value == "policy")
            {
                policy = body.StartsWith("edgeguard-policy", StringComparison.Ordinal) ? body : Head + body;
            }
            else
            {
                commands += Check(policy, body);
            }
        }

        Assert.IsTrue(commands > 30, $"{commands} commands found");
    }

    private static int Check(string policy, string console)
    {
        using var cli = new PolicyCli(policy);
        Assert.AreEqual(0, cli.Run("check", "FILE"), cli.Output);
        string[] parts = console.Split(Prompt, StringSplitOptions.RemoveEmptyEntries);
        foreach (string part in parts)
        {
            int end = part.IndexOf('\n', StringComparison.Ordinal);
            string line = part[..end].Replace("example.policy", "FILE", StringComparison.Ordinal);
            cli.Run(PolicyCli.Split(line));
            Assert.AreEqual("", cli.Error, line);
            Assert.AreEqual(part[(end + 1)..].TrimEnd(), cli.Output.TrimEnd(), line);
        }

        return parts.Length;
    }

    private static string Page([CallerFilePath] string here = "")
    {
        return Path.Combine(Path.GetDirectoryName(here)!, "..", "..", "firmware", "EdgeGuard.Policy", "README.md");
    }

    [GeneratedRegex("```(policy|console)\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex Blocks();
}
