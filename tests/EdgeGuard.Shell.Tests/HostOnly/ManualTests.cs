using System;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using EdgeGuard.Testing.Store;

namespace EdgeGuard.Shell.Tests.HostOnly;

/// <summary>The manual of the console shows commands that there are: each is typed at a module.</summary>
[TestClass]
public sealed partial class ManualTests
{
    // What a console says of a line that means nothing to it.
    private static readonly string[] Refusals =
    [
        "is no command", "wants one more word", "is for people who are logged in", "there is no setting", "is no value", "is no manner",
        "is nothing that", "is no mode", "is no part of a request", "is no time", "is no unit id", "takes 1 to",
        "is no number", "is neither",
    ];

    [TestMethod]
    public void Every_command_that_is_typed_in_the_manual_is_taken_by_a_console()
    {
        (string Who, string Command)[] all = [.. Typed().Matches(Manual()).Select(typed =>
            (typed.Groups[1].Value, typed.Groups[2].Value.TrimEnd()))];
        Assert.IsGreaterThanOrEqualTo(20, all.Length);
        foreach ((string who, string command) in all)
        {
            string shown = Bed(who, command).Type(command + "\r").Replace("\r\n    ", " ", StringComparison.Ordinal);
            Assert.IsFalse(Array.Exists(Refusals, refusal => shown.Contains(refusal, StringComparison.Ordinal)), shown);
        }
    }

    [TestMethod]
    public void Each_of_a_technicians_ten_tasks_stands_there_with_a_command()
    {
        string[] tasks = [.. Manual().Split("\n### ").Skip(1).Take(10)];
        for (int i = 0; i < 10; i++)
        {
            Assert.StartsWith($"{i + 1} ", tasks[i]);
            Assert.IsTrue(Typed().IsMatch(tasks[i]), tasks[i]);
        }
    }

    [TestMethod]
    public void The_list_of_all_commands_is_what_help_shows()
    {
        string shown = Bed("anna", "help").Type("help\r").Replace("\r\n", "\n", StringComparison.Ordinal);
        string screen = Screens("### All commands")[0].TrimEnd();
        Assert.AreEqual(screen[screen.IndexOf('\n', StringComparison.Ordinal)..], shown.Split("\n\n")[0]["help".Length..]);
    }

    [TestMethod]
    public void No_screen_of_the_manual_is_wider_than_a_terminal()
    {
        string[] wide = [.. Manual().Split('\n').Where(line => line.StartsWith("    ", StringComparison.Ordinal) && line.Length > 4 + 79
            && !Typed().IsMatch(line))];
        Assert.IsEmpty(wide, string.Join('\n', wide));
    }

    /// <summary>The screens of a section, each as one text.</summary>
    internal static string[] Screens(string heading)
    {
        string section = Manual().Split('\n' + heading)[1].Split("\n### ")[0];
        string[] paragraphs = section.Split("\n\n");
        return [.. paragraphs.Where(text => text.StartsWith("    ", StringComparison.Ordinal)).Select(text =>
            text[4..].Replace("\n    ", "\n", StringComparison.Ordinal))];
    }

    private static ConsoleBed Bed(string who, string command)
    {
        if (who == "edgeguard") return command == "setup" ? ConsoleBed.New() : new ConsoleBed(AccountBed.Claimed(out _));
        ConsoleBed bed = ConsoleBed.LoggedIn();
        bed.Edit();
        bed.Type("terminal lines 0\rcommit\r");
        return bed;
    }

    private static string Manual()
    {
        string? folder = AppContext.BaseDirectory;
        while (folder != null && !File.Exists(Path.Combine(folder, "EdgeGuard.sln"))) folder = Path.GetDirectoryName(folder);
        return File.ReadAllText(Path.Combine(folder ?? throw new InvalidOperationException("no EdgeGuard.sln above the tests"), "firmware",
            "EdgeGuard.Shell", "README.md"));
    }

    [GeneratedRegex(@"^    ([a-z]+)(?: \[[^\]]*\])?> (.+)$", RegexOptions.Multiline)]
    private static partial Regex Typed();
}
