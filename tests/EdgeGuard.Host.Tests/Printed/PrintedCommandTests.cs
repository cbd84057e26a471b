using System;
using System.Collections.Generic;
using System.CommandLine;
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

    [GeneratedRegex("'[A-Z]+' is not a number")]
    private static partial Regex Placeholder();

    [GeneratedRegex("is missing|lacks its value|is required|which command")]
    private static partial Regex Missing();
}
