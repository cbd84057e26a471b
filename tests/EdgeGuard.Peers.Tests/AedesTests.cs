using System;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using EdgeGuard.Core;
using EdgeGuard.Testing;
using EdgeGuard.Testing.Programs;
using MQTTnet;
using MQTTnet.Formatter;

namespace EdgeGuard.Peers.Tests;

/// <summary>aedes, a broker that speaks MQTT 3.1.1 and nothing else.</summary>
[TestClass]
public class AedesTests
{
    private const int Writes = 40;

    [TestMethod]
    public async Task A_module_that_asks_for_version_5_speaks_3_1_1_with_it_and_says_what_that_means()
    {
        using var plant = new Plant();
        int port = StartBroker(plant.Site);
        var collector = new Collector();
        using IMqttClient subscriber = await collector.Subscribe(
            new MqttClientOptionsBuilder().WithTcpServer("127.0.0.1", port).WithProtocolVersion(MqttProtocolVersion.V311).Build());
        plant.Site.StartPlc();
        plant.Site.WritePolicy("edgeguard-policy 1\npolicy writes version 1\nrole Operator\n  allow 6 unit 1\n");
        Executable module = plant.StartModule(
            Plant.PortIn(plant.Site.Plc), $"mqtt.broker 127.0.0.1:{port}", "mqtt.tls off", "events.writes on");
        Libmodbus.Ask(plant.Open("connect"), [.. Enumerable.Range(0, Writes).Select(address => $"6:{address}:1")]);

        Eventually.Is(() => Addresses(collector).Length >= Writes, "the writes arrive; " + module.Errors);
        CollectionAssert.AreEqual(Enumerable.Range(0, Writes).ToArray(), Addresses(collector));
        module.WaitForError("the broker speaks MQTT 3.1.1 and not 5");
        Executable watch = plant.Site.Track(Executable.Cli("watch", "--broker", $"127.0.0.1:{port}", "--json"));
        watch.WaitForError("watching");
    }

    private static int[] Addresses(Collector collector) =>
        [.. collector.Events.Where(e => e.Record.Code == EventCode.WriteForwarded).Select(e => e.Record.Address)];

    private static int StartBroker(Site site)
    {
        string node = PeerProgram.Find("node", "nodejs");
        string aedes = PeerProgram.FindNodePackage("aedes", "1.2.0");
        int port = FreePort.Take();
        string script = Path.Combine(AppContext.BaseDirectory, "peers", "aedes.mjs");
        site.Track(Executable.Peer(node, "nodejs", script, aedes, $"{port}")).WaitForOutput("listening");
        return port;
    }
}
