using System;
using System.Collections.Generic;
using System.CommandLine;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using EdgeGuard.Cli;

namespace EdgeGuard.Host.Tests.Printed;

/// <summary>Whatever is printed as a command is one: the parsers that will read it are asked.</summary>
[TestClass]
public sealed partial class PrintedCommandTests
{
    [TestMethod]
    public void Every_command_of_the_executables_that_is_printed_somewhere_can_be_typed_so()
    {
        Holds(PrintedCommands.OfPrograms(), Problem, atLeast: 60);
    }

    [TestMethod]
    public void Every_command_of_the_console_that_is_printed_somewhere_can_be_typed_so()
    {
        Holds(PrintedCommands.OfConsole(), ConsoleUsage.Problem, atLeast: 60);
    }

    [TestMethod]
    [DataRow("edgeguard request --module 10.1.2.3 --identity site/anna --pdu \"5A 00 41\"", true)]
    [DataRow("edgeguard ca sing DIR", false)]
    [DataRow("edgeguard read --modul", false)]
    [DataRow("edgeguard-module --stor DIR", true)]
    public void A_command_that_is_none_is_noticed(string text, bool isWhole)
    {
        Assert.IsNotNull(Problem(new PrintedCommand("here", text, isWhole)));
    }

    [TestMethod]
    [DataRow("policy explane Operator 06")]
    [DataRow("commit confirm soon")]
    [DataRow("set plc.adress 127.0.0.1:502")]
    [DataRow("trace frames")]
    [DataRow("events 5 6")]
    public void A_command_that_the_console_has_not_is_noticed(string text)
    {
        Assert.IsNotNull(ConsoleUsage.Problem(new PrintedCommand("here", text, true)));
    }

    [TestMethod]
    public void The_page_of_the_tool_lists_every_command_that_there_is()
    {
        string[] rows = File.ReadAllLines(Path.Combine(PrintedCommands.Root(), "tools/README.md"));
        string[] listed = [.. rows.Where(row => row.StartsWith("| `edgeguard ", StringComparison.Ordinal)).SelectMany(Listed)];
        CollectionAssert.AreEquivalent(Named(EdgeguardCommand.Create(), "").ToArray(), listed);
    }

    [TestMethod]
    public void The_map_names_every_command_that_there_is()
    {
        string readme = File.ReadAllText(Path.Combine(PrintedCommands.Root(), "README.md"));
        string list = readme.Split("the `edgeguard` command: ")[1].Split(';')[0];
        string[] named = [.. list.Split(',').Select(name => name.Trim())];
        CollectionAssert.AreEquivalent(EdgeguardCommand.Create().Subcommands.Select(one => one.Name).ToArray(), named);
    }

    // A command's name is in the first column; one behind it has the same words before its last.
    private static IEnumerable<string> Listed(string row)
    {
        string[] names = [.. Name().Matches(row.Split('|')[1]).Select(name => name.Groups[1].Value)];
        string before = names[0][..(names[0].LastIndexOf(' ') + 1)];
        return names.Select((name, i) => (i == 0 ? name : before + name)["edgeguard ".Length..]);
    }

    // But those that programs alone begin, which no help shows.
    private static IEnumerable<string> Named(Command command, string before)
    {
        foreach (Command one in command.Subcommands.Where(one => !one.Hidden))
        {
            if (one.Action != null) yield return before + one.Name;
            foreach (string name in Named(one, before + one.Name + " ")) yield return name;
        }
    }

    private static void Holds(IEnumerable<PrintedCommand> printed, Func<PrintedCommand, string?> problem, int atLeast)
    {
        PrintedCommand[] all = [.. printed];
        string[] wrong = [
            .. all.Select(one => (one, problem(one))).Where(pair => pair.Item2 != null).Select(
                pair => $"{pair.one.Where}: '{pair.one.Text}' {pair.Item2}")];
        Assert.IsEmpty(wrong, "\n" + string.Join('\n', wrong));
        Assert.IsGreaterThanOrEqualTo(atLeast, all.Length, "commands found");
    }

    private static string? Problem(PrintedCommand printed)
    {
        string[] words = [
            .. PolicyCli.Split(
                Shell().Split(printed.Text)[0].Replace(
                    "…", "",
                    StringComparison.Ordinal).Replace("[", "", StringComparison.Ordinal).Replace("]", "", StringComparison.Ordinal))];
        RootCommand root = words[0] == "edgeguard" ? EdgeguardCommand.Create() : ModuleCommand.Create();
        List<string> problems = Misuse.Of(root.Parse(words[1..]));
        problems.RemoveAll(problem => Placeholder().IsMatch(problem) || (!printed.IsWhole && Missing().IsMatch(problem)));
        return problems.Count == 0 ? null : string.Join("; ", problems);
    }

    // What the shell takes for itself, and what a document says behind a command.
    [GeneratedRegex(@" [|&>#]|  +|, ")]
    private static partial Regex Shell();

    [GeneratedRegex("`([a-z -]+?)(?: \\[[^`]*| --[^`]*)?`")]
    private static partial Regex Name();

    [GeneratedRegex("'[A-Z]+' is not a number")]
    private static partial Regex Placeholder();

    [GeneratedRegex("is missing|lacks its value|is required|which command")]
    private static partial Regex Missing();
}
