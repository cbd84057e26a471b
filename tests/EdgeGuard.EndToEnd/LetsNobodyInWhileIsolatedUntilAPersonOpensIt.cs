using System;
using System.IO;
using System.Linq;
using System.Net.Sockets;
using System.Text;
using System.Threading.Tasks;
using EdgeGuard.Cli;
using EdgeGuard.Core;
using EdgeGuard.Policy;
using EdgeGuard.Testing;
using EdgeGuard.Testing.Programs;

namespace EdgeGuard.EndToEnd;

[TestClass]
public class LetsNobodyInWhileIsolatedUntilAPersonOpensIt
{
    private static readonly byte[] Ask = Adu.Read(1, 1, 3, 40, 1);

    [TestMethod]
    public async Task Sessions_end_nobody_comes_in_reports_go_on_a_kill_opens_nothing_and_isolate_off_does()
    {
        var collector = new Collector();
        string state = "";
        await using LocalBroker broker = await LocalBroker.Start(0);
        broker.Accepts = message =>
        {
            if (message.Topic.EndsWith("/state", StringComparison.Ordinal)) state = Encoding.UTF8.GetString(message.Payload);
            else collector.Take(message);
            return true;
        };
        using var site = new Site();
        using var console = new TypedConsole();
        site.StartPlc();
        string store = Path.Combine(site.Folder, "store");
        string[] op = site.Client("op1", "Operator");
        PreparedStore.Create(
            site, store, "unsafe-plain.listen 127.0.0.1:0", "unsafe-plain.role 127.0.0.1 Operator",
            $"mqtt.broker 127.0.0.1:{broker.Port}", "mqtt.tls off");
        Executable module = site.StartStoredModule(store, "--console", console.Path);
        LogIn(console);
        using var session = new RawClient(site, op);
        using TcpClient plain = Plain(module);
        Assert.AreEqual(1000, session.Value(Ask));
        Eventually.Is(() => state.Contains("\"isolated\":false", StringComparison.Ordinal), "the state is reported");

        console.Answer("anna> ", "isolate on");
        console.Wait("Closed: 2 sessions have ended, and nobody is let in.");
        Assert.IsEmpty(session.Receive());
        Assert.AreEqual(0, plain.GetStream().Read(new byte[1]), "the plain client's link has ended");
        for (int i = 0; i < 3; i++) Assert.AreNotEqual(0, site.Read(op, "--unit", "1", "holding", "40", "1").WaitForExit());
        Eventually.Is(() => state.Contains("\"isolated\":true", StringComparison.Ordinal), "the retained state says so");
        Eventually.Is(() => TurnedAway(collector) >= 3, "who came meanwhile is reported");
        Assert.AreEqual("anna", collector.Events.First(e => e.Record.Code == EventCode.IsolationBegan).Peer!.Subject);
        console.Answer("anna [ISOLATED]> ", "counters");
        console.Wait("sessions-refused        3");

        module.Signal("KILL");
        module.WaitForExit();
        module = site.StartStoredModule(store, "--console", console.Path);
        module.WaitForError("ISOLATED: nobody is let in; 'isolate off' at the console opens the module");
        module.WaitForError("ISOLATED: nobody is let in  anna");
        Assert.AreNotEqual(0, site.Read(op, "--unit", "1", "holding", "40", "1").WaitForExit());
        LogIn(console);
        console.Answer("anna [ISOLATED]> ", "isolate off");
        console.Wait("Open: clients are let in again.");
        Executable read = site.Read(op, "--unit", "1", "holding", "40", "1");
        Assert.AreEqual(0, read.WaitForExit(), read.Everything());
        Eventually.Is(() => state.Contains("\"isolated\":false", StringComparison.Ordinal), "and the state says so again");
    }

    private static int TurnedAway(Collector collector) => collector.Events
        .Where(
            e => e.Record.Code == EventCode.SessionRefused && e.Record.Reason == Refusal.Isolated
                && e.Peer!.Subject.Contains("op1", StringComparison.Ordinal))
        .Sum(e => e.Record.Repeats);

    private static TcpClient Plain(Executable module)
    {
        string[] at = Site.EndpointIn(module.WaitForError("listening (plain)")).TrimEnd(':').Split(':');
        var client = new TcpClient(at[0], int.Parse(at[1])) { ReceiveTimeout = 30_000 };
        client.GetStream().Write(Ask);
        Assert.IsTrue(client.GetStream().Read(new byte[64]) > 0, "it is served");
        return client;
    }

    private static void LogIn(TypedConsole console)
    {
        console.Answer("edgeguard> ", "login anna");
        console.Answer("password: ", PreparedStore.Password);
    }
}
