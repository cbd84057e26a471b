using System;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using EdgeGuard.Core;
using EdgeGuard.Host;
using EdgeGuard.Testing.Programs;
using MQTTnet;
using MQTTnet.Formatter;

namespace EdgeGuard.Peers.Tests;

/// <summary>mosquitto, with TLS and client certificates, killed and started again under the real module.</summary>
[TestClass]
public class MosquittoTests
{
    private const int Each = 40;

    [TestMethod]
    public async Task A_broker_killed_for_a_while_gets_every_event_in_order_and_none_under_two_numbers()
    {
        using var certificates = new BrokerCertificates();
        using var mosquitto = new Mosquitto(certificates);
        // The module comes by cable, so that the subscriber can be there first: mosquitto keeps nothing over its death.
        using var cable = new Cable(mosquitto.Port);
        using var plant = new Plant();
        plant.Site.StartPlc();
        var collector = new Collector();
        using IMqttClient before = await collector.Subscribe(Subscriber(mosquitto.Port, certificates));
        plant.StartModule(Plant.PortIn(plant.Site.Plc), Settings(plant, cable.Port, certificates));
        int port = plant.Open("connect");

        Write(port, 0);
        Eventually.Is(() => Values(collector).Length >= Each, "the first writes arrive");
        cable.Cut();
        mosquitto.Kill();
        Write(port, Each);
        mosquitto.Start();
        using IMqttClient after = await collector.Subscribe(Subscriber(mosquitto.Port, certificates));
        cable.Mend();
        Write(port, 2 * Each);
        Eventually.Is(() => Values(collector).Length >= 3 * Each, "the others arrive");

        CollectionAssert.AreEqual(Enumerable.Range(0, 3 * Each).ToArray(), Values(collector));
        Assert.IsTrue(collector.Events.All(e => e.Missing == 0), "no sequence number is missing");
        Assert.IsTrue(collector.Events.Any(e => e.Record.Code == EventCode.BrokerLost), "the module tells of the outage");
        foreach (IGrouping<long, EventRecord> same in collector.Batches.SelectMany(b => b.Records).GroupBy(r => r.Sequence))
        {
            Assert.AreEqual(1, same.Select(r => (r.Code, r.A, r.Address, r.Uptime)).Distinct().Count(), "one number, two events");
        }
    }

    // Every write is one event; its address tells which.
    private static void Write(int port, int first) =>
        Libmodbus.Ask(port, [.. Enumerable.Range(first, Each).Select(address => $"6:{address}:1")]);

    private static int[] Values(Collector collector) =>
        [.. collector.Events.Where(e => e.Record.Code == EventCode.WriteForwarded).Select(e => e.Record.Address)];

    private static string[] Settings(Plant plant, int port, BrokerCertificates certificates)
    {
        plant.Site.WritePolicy("edgeguard-policy 1\npolicy writes version 1\nrole Operator\n  allow 6 unit 1\n");
        File.SetUnixFileMode(certificates.ModuleKeyFile, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        return
        [
            $"mqtt.broker 127.0.0.1:{port}", "mqtt.ca " + certificates.CaFile, "mqtt.certificate " + certificates.ModuleFile,
            "mqtt.key " + certificates.ModuleKeyFile, "events.writes on",
        ];
    }

    private static MqttClientOptions Subscriber(int port, BrokerCertificates certificates) =>
        new MqttClientOptionsBuilder().WithTcpServer("127.0.0.1", port).WithProtocolVersion(MqttProtocolVersion.V500)
            .WithStreamProvider(BrokerTls.Load("127.0.0.1", certificates.CaFile, certificates.ModuleFile, certificates.ModuleKeyFile))
            .Build();
}
