using System;
using System.IO;
using System.Linq;
using System.Net;
using System.Threading.Tasks;
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

    [TestMethod]
    public async Task The_policy_of_a_module_is_on_its_page_as_it_was_written_and_explains_what_it_refused()
    {
        using var site = new Site();
        await using WebConsole console = await WebConsole.Start();
        console.AddFirst("anna");
        site.StartPlc();
        Executable module = site.StartModule(
            Issue(console.Folder, Path.Combine(site.Folder, "uplink"), $"127.0.0.1:{console.Server.BrokerPort}"));
        site.Write(site.Client("op1", "Operator"), "--unit", "1", "holding", "40", "2000").WaitForExit();
        using WebBrowser anna = await console.Browse("anna");
        string policy = await Shown(anna, "/modules/story/m1/policy", "id=\"line-5\"");
        string[] lines = Site.Policy.Split('\n');
        for (int i = 0; i < lines.Length; i++) StringAssert.Contains(policy, $"<li id=\"line-{i + 1}\">{lines[i].TrimEnd()}</li>");
        StringAssert.Contains(policy, "story version 1");
        string refusals = await Shown(anna, "/refusals", "/modules/story/m1/explain?");
        string link = WebUtility.HtmlDecode(refusals.Split("href=\"").First(part => part.Contains("/explain?")).Split('"')[0]);
        string explained = await anna.Page(link);
        StringAssert.Contains(explained, "refused: value not allowed; line 5 comes nearest");
        StringAssert.Contains(explained, "value 2000 at 40 (4x00041) is not within 0-1500");
        StringAssert.Contains(await anna.Page("/modules/story/m1/explain?role=Operator&request=06+unit+1+address+40+value+1500"), "line 5");

        // Another one while it runs: the page follows, and knows what was.
        site.WritePolicy(Site.Policy.Replace("version 1", "version 2").Replace("0-1500", "0-2500"));
        module.Signal("HUP");
        string next = await Shown(anna, "/modules/story/m1/policy", "value 0-2500</li>");
        StringAssert.Contains(next, "story version 2");
        StringAssert.Contains(next, "version 1", "what was in force before");
        string again = await anna.Page("/modules/story/m1/explain?role=Operator&request=06+unit+1+address+40+value+2000");
        StringAssert.Contains(again, "allowed by line 5");
    }

    private static async Task<string> Shown(WebBrowser browser, string path, string text)
    {
        string page = "";
        for (int i = 0; i < 300; i++)
        {
            page = await browser.Text(path);
            if (page.Contains(text, StringComparison.Ordinal)) return page;
            await Task.Delay(200);
        }
        throw new AssertFailedException($"{path}: there is no '{text}' in\n{page}");
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
