using System;
using System.CommandLine;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using EdgeGuard.Testing.Programs;

namespace EdgeGuard.Central.Tests;

/// <summary>The commands beside the console itself, as real processes, while it runs.</summary>
[TestClass]
public sealed class CommandTests
{
    [TestMethod]
    public async Task What_is_done_at_the_command_line_counts_at_once_and_stands_in_the_audit_log()
    {
        await using WebConsole console = await WebConsole.Start();
        console.AddFirst("anna");
        using Executable module = Executable.Central(
            "module", "plant-7/pump-3", "--data", console.Folder, "--out", Path.Combine(console.Folder, "pump-3"));
        Assert.AreEqual(0, module.WaitForExit(), module.Everything());
        string shown = Path.Combine(console.Folder, "pump-3.sealkey");
        TestModule.KeyOf("pump-3").Write(shown);
        using Executable key = Executable.Central("seal-key", shown, "--data", console.Folder);
        Assert.AreEqual(0, key.WaitForExit(), key.Everything());
        using Executable rescue = Executable.Central("rescue", "anna", "--data", console.Folder);
        Assert.AreEqual(0, rescue.WaitForExit(), rescue.Everything());
        Assert.IsNotNull(console.People.InvitationSecret("anna", rescue.Output.Split(' ')[0], TestPeople.Here), rescue.Everything());
        using Executable nobody = Executable.Central("rescue", "bert", "--data", console.Folder);
        Assert.AreEqual(1, nobody.WaitForExit());
        StringAssert.Contains(nobody.Errors, "'bert': There is no such account");
        AuditEntry[] entries = [.. console.People.Trail.Entries(AuditQuery.Parse("who:@local", out _), long.MaxValue, 10)];
        Assert.AreEqual(
            "certificate issued plant-7/pump-3, seal key taken in, role given anna, reset anna",
            string.Join(", ", entries.Reverse().Select(Text)));
        Assert.IsTrue(console.People.Trail.Verify().IsWhole);
    }

    [TestMethod]
    [DataRow("bogus", "'bogus' is no command", "there are module, seal-key, policy, rebuild, backup, demo, rescue")]
    [DataRow("bakup x", "'bakup' is no command", "did you mean backup?")]
    [DataRow("backup", "folder is missing: Made where there is none", "'edgeguard-central backup --help'")]
    [DataRow("module nosite --out /nowhere", "'nosite' names no module: write SITE/MODULE", "--help")]
    [DataRow("--webb 127.0.0.1:1", "unknown option --webb", "did you mean --web?")]
    [DataRow("demo --modules 0 --web x", "--modules 0 is not from 1 to", "--help")]
    public void What_is_wrong_with_the_arguments_is_told_in_lines_and_ends_with_2(string line, string problem, string remedy)
    {
        using Executable run = Executable.Central(line.Split(' '));
        Assert.AreEqual(2, run.WaitForExit(), run.Everything());
        string[] told = run.Errors.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.StartsWith("edgeguard-central: error: " + problem, told[0]);
        Assert.StartsWith("edgeguard-central: hint: ", told[^1]);
        Assert.Contains(remedy, told[^1]);
        Assert.AreEqual("", run.Output);
    }

    [TestMethod]
    public void All_that_is_wrong_with_a_start_is_told_at_once()
    {
        string folder = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        using Executable run = Executable.Central(
            "--data", folder, "--web", "nonsense", "--broker", "1", "--plain-broker", "70000", "--keep-days", "0", "--keep-gb", "-1",
            "--otlp", "ftp://x", "--address", "https://10.0.0.1", "--broker-key", "k.pem");
        Assert.AreEqual(2, run.WaitForExit(), run.Everything());
        string[] places =
        [
            "--web 'nonsense'", "--broker '1'", "--plain-broker 70000", "--keep-days 0", "--keep-gb -1", "--otlp 'ftp://x'",
            "--address 'https://10.0.0.1'",
        ];
        foreach (string place in places) StringAssert.Contains(run.Errors, $"edgeguard-central: error: {place}");
        StringAssert.Contains(run.Errors, "edgeguard-central: error: --broker-ca, --broker-certificate and --broker-key go with");
        Assert.IsFalse(Directory.Exists(folder), "nothing is made of it");
    }

    [TestMethod]
    public async Task A_port_that_is_taken_is_told_in_two_lines_and_not_as_a_fault_of_the_program()
    {
        await using WebConsole console = await WebConsole.Start();
        string folder = Path.Combine(console.Folder, "other");
        using Executable run = Executable.Central(
            "--data", folder, "--web", $"127.0.0.1:{console.Server.WebPort}", "--broker", "127.0.0.1:0");
        Assert.AreEqual(1, run.WaitForExit(), run.Everything());
        string[] told = run.Errors.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.HasCount(2, told, run.Everything());
        Assert.StartsWith($"edgeguard-central: error: the pages cannot be on 127.0.0.1:{console.Server.WebPort}: ", told[0]);
        Assert.AreEqual("edgeguard-central: hint: name another with --web", told[1]);
        Assert.IsFalse(run.Output.Contains("   at ", StringComparison.Ordinal), run.Everything());
    }

    [TestMethod]
    public void Every_commands_help_has_an_example_and_the_exit_codes()
    {
        RootCommand root = CentralCommand.Create();
        string[] lacking =
        [
            .. root.Subcommands.Append<Command>(root)
                .Where(command => !Has(command, "Example") || !Has(command, "Exit codes: 0 ")).Select(command => command.Name),
        ];
        Assert.AreEqual("", string.Join(' ', lacking));
    }

    private static bool Has(Command command, string text) => (command.Description ?? "").Contains(text, StringComparison.Ordinal);

    private static string Text(AuditEntry entry) =>
        AuditDeedText.Of(entry.Deed) + (entry.Deed == AuditDeed.SealKeyTaken ? "" : " " + entry.Subject);
}
