using System;
using System.IO;
using System.Linq;
using EdgeGuard.Core;
using EdgeGuard.Telemetry;
using EdgeGuard.Testing.Programs;

namespace EdgeGuard.Central.Tests;

/// <summary>The story of an operator with the real programs: start the console, give a module its certificate, see what it
/// refuses.</summary>
[TestClass]
public sealed class ReportsToTheConsole
{
    [TestMethod]
    public void A_module_with_the_settings_that_the_console_names_reports_what_it_refuses()
    {
        using var site = new Site();
        string data = Path.Combine(site.Folder, "central");
        using Executable central = Executable.Central("--data", data, "--web", "127.0.0.1:0", "--broker", "127.0.0.1:0");
        string broker = central.WaitForOutput("mqtts://").Split("mqtts://")[1];
        StringAssert.StartsWith(central.WaitForOutput("pages"), "pages    https://127.0.0.1:");
        StringAssert.Contains(central.WaitForOutput("code"), "makes the first account");
        string[] settings = Issue(data, Path.Combine(site.Folder, "uplink"), broker);
        site.StartPlc();
        Executable module = site.StartModule(settings);
        site.Write(site.Client("op1", "Operator"), "--unit", "1", "holding", "40", "2000").WaitForExit();
        string archive = Path.Combine(data, "archive");
        Eventually.Is(() => Refused(archive), "the refusal is stored");
        module.Signal("TERM");
        module.WaitForExit();
        central.Signal("TERM");
        Assert.AreEqual(0, central.WaitForExit(), central.Everything());
        using SqliteArchive read = SqliteArchive.Open(new ArchiveOptions(archive), () => TestModule.Keys(), TimeProvider.System);
        ModuleView view = read.Module("story", "m1")!;
        Assert.IsTrue(view.State!.IsStopped, "it said goodbye");
        Assert.AreEqual(SealProof.Unsealed, view.Seal);
        Assert.AreEqual(0, view.Missing);
        Assert.AreEqual("tls", view.Inventory!.Listeners.Single().Transport);
        Assert.IsEmpty(read.Findings());
    }

    // What the command printed, with the broker's address in it: as an operator copies it.
    private static string[] Issue(string data, string folder, string broker)
    {
        using Executable issue = Executable.Central("module", "story/m1", "--out", folder, "--data", data);
        Assert.AreEqual(0, issue.WaitForExit(), issue.Everything());
        string[] lines = [.. issue.Output.Split('\n').Where(line => line.StartsWith("    ", StringComparison.Ordinal))];
        Assert.HasCount(7, lines, issue.Output);
        return [.. lines.Select(line => line.Trim().Replace("ADDRESS-OF-THIS-CONSOLE:8883", broker))];
    }

    // Another process has the archive: only what is committed can be read.
    private static bool Refused(string archive)
    {
        var reader = new EventReader(archive, TimeProvider.System, _ => { });
        EventQuery query = EventQuery.Parse("event:request-refused site:story module:m1 address:40", out _);
        return reader.Read(query, null, [], 10).Items.Any(item => item.Event?.Record.Code == EventCode.RequestRefused);
    }
}
