using System;
using System.Collections.Generic;
using System.CommandLine;
using System.IO;
using System.Linq;
using EdgeGuard.Cli;

namespace EdgeGuard.Host.Tests.Cli;

/// <summary>Wrong arguments: named with place and value, what helps in one line, and the exit code that every help names.</summary>
[TestClass]
public sealed class MisuseTests
{
    [TestMethod]
    public void Every_command_names_an_option_that_it_has_not_and_those_that_it_has()
    {
        string[][] commands = [.. Commands(EdgeguardCommand.Create(), [])];
        Assert.IsGreaterThan(18, commands.Length);
        foreach (string[] command in commands)
        {
            string[] lines = Misused([.. command, "--nonsense", "5A 00 41"]);
            Assert.AreEqual("edgeguard: error: unknown option --nonsense", lines[0]);
            Assert.Contains($"edgeguard {string.Join(' ', command)}", lines[^1]);
        }
    }

    [TestMethod]
    public void An_unknown_option_is_no_part_of_the_bytes_of_a_request()
    {
        string[] lines = Misused("request", "--module", "127.0.0.1:1", "--identity", "x/y", "--pdu", "5A 00 41");
        Assert.AreEqual("edgeguard: error: unknown option --pdu", lines[0]);
        Assert.AreEqual(
            "edgeguard: hint: edgeguard request takes PDU, --unit, --module, --identity, --certificate, --key, --ca, --timeout; "
                + "'edgeguard request --help' says what is possible",
            lines[1]);
    }

    [TestMethod]
    [DataRow("unknown option --modul", "did you mean --module?", "read --modul=10.1.2.3 --identity x/y holding 40")]
    [DataRow("unknown option -m", "--module", "read -m 10.1.2.3 --identity x/y holding 40")]
    [
        DataRow(
            "--module lacks its value, HOST:PORT: The module; the port is 802 unless given.", "--help",
            "read --identity x/y holding 40 --module")]
    [DataRow("--timeout 'soon' is not a number", "--help", "read --module h --identity x/y --timeout soon holding 40")]
    [DataRow("QUANTITY 'two' is not a number", "--help", "read --module h --identity x/y holding 40 two")]
    [
        DataRow(
            "VALUE is missing: Registers: 0 to 65535, -32768 to -1, or 0x and hex; with --as, numbers of that type. Coils: on, off, 1, 0.",
            "--help", "write --module h --identity x/y holding 40")]
    [
        DataRow(
            "Argument 'hold' not recognized. Must be one of: 'coil' 'discrete' 'holding' 'input'", "--help",
            "read --module h --identity x/y hold 40")]
    [DataRow("'polcy' is no command", "did you mean policy?", "polcy check x")]
    [DataRow("'nothing' is no command", "there are check, explain, show, diff, propose, replay; 'edgeguard policy", "policy nothing")]
    [DataRow("'propos' is no command", "did you mean propose?", "policy propos --pcap plant.pcap")]
    [DataRow("unknown option --pcap", "there are check, explain, show, diff, propose, replay; 'edgeguard policy", "policy --pcap x.pcap")]
    [DataRow("which command?", "there are init, issue, revoke, sign, crl, show; 'edgeguard ca --help'", "ca")]
    [DataRow("'2' is an argument too many", "--help", "read --module h --identity x/y holding 40 1 2")]
    public void What_is_wrong_is_told_with_its_place_and_value(string problem, string remedy, string line)
    {
        string[] lines = Misused(line.Split(' '));
        Assert.Contains("edgeguard: error: " + problem, lines);
        Assert.StartsWith("edgeguard: hint: ", lines[^1]);
        Assert.Contains(remedy, lines[^1]);
    }

    [TestMethod]
    public void Negative_numbers_and_what_stands_behind_two_dashes_are_no_options()
    {
        ParseResult parsed = EdgeguardCommand.Create().Parse(
            ["write", "--module", "h", "--identity", "x/y", "holding", "40", "-5", "--", "--x"]);
        Assert.IsEmpty(Misuse.Of(parsed));
    }

    [TestMethod]
    public void A_value_may_begin_with_an_at_sign()
    {
        (int exit, string error) = Run(EdgeguardCommand.Create(), "edgeguard", "policy", "check", "@nowhere");
        Assert.AreEqual(1, exit);
        Assert.StartsWith("edgeguard: error: @nowhere cannot be read", error);
    }

    [TestMethod]
    [DataRow("--store lacks its value, DIR: ", "--store")]
    [DataRow("unknown option --stor", "--stor", "x")]
    [DataRow("'b.conf' is an argument too many", "a.conf", "b.conf")]
    [DataRow("which settings file?")]
    [DataRow("a console needs a store", "--console", "stdio")]
    [DataRow("a module with a store has no settings file", "--store", "/nowhere/x", "--check")]
    public void The_module_says_what_is_wrong_in_two_lines_and_ends_with_2(string problem, params string[] arguments)
    {
        (int exit, string error) = Run(ModuleCommand.Create(), "edgeguard-module", arguments);
        Assert.AreEqual(ExitCode.BadFiles, exit);
        Assert.StartsWith("edgeguard-module: error: " + problem, error);
        Assert.HasCount(2, error.Split('\n', StringSplitOptions.RemoveEmptyEntries), error);
    }

    [TestMethod]
    public void Every_commands_help_has_an_example_and_the_exit_codes()
    {
        string[] lacking =
        [
            .. Leaves(EdgeguardCommand.Create())
                .Where(command => !Has(command, "Example") || !Has(command, "Exit codes: 0 ")).Select(command => command.Name),
        ];
        Assert.AreEqual("", string.Join(' ', lacking));
    }

    [TestMethod]
    public void Help_is_no_misuse()
    {
        Assert.AreEqual(0, Run(EdgeguardCommand.Create(), "edgeguard", "write", "--help").Exit);
        Assert.AreEqual(0, Run(ModuleCommand.Create(), "edgeguard-module", "--version").Exit);
    }

    private static string[] Misused(params string[] arguments)
    {
        (int exit, string error) = Run(EdgeguardCommand.Create(), "edgeguard", arguments);
        Assert.AreEqual(2, exit, error);
        return error.Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }

    private static (int Exit, string Error) Run(RootCommand root, string program, params string[] arguments)
    {
        using var output = new StringWriter { NewLine = "\n" };
        using var error = new StringWriter { NewLine = "\n" };
        int exit = CommandLine.Run(root, program, arguments, new InvocationConfiguration { Output = output, Error = error });
        return (exit, error.ToString());
    }

    private static bool Has(Command command, string text) => (command.Description ?? "").Contains(text, StringComparison.Ordinal);

    private static IEnumerable<Command> Leaves(Command command) =>
        command.Subcommands.Count == 0 ? [command] : command.Subcommands.SelectMany(Leaves);

    private static IEnumerable<string[]> Commands(Command command, string[] path) =>
        command.Subcommands.SelectMany(each => Commands(each, [.. path, each.Name]).Prepend([.. path, each.Name]));
}
