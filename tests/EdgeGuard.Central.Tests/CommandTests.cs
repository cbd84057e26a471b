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

    private static string Text(AuditEntry entry) =>
        AuditDeedText.Of(entry.Deed) + (entry.Deed == AuditDeed.SealKeyTaken ? "" : " " + entry.Subject);
}
