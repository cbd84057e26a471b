using System;
using System.Linq;
using System.Threading.Tasks;
using EdgeGuard.Cli;
using EdgeGuard.Core;
using EdgeGuard.Testing.Programs;
using MQTTnet;
using MQTTnet.Formatter;

namespace EdgeGuard.Host.Tests.Mqtt;

/// <summary>Journal, reporter and uplink together, against brokers that die.</summary>
[TestClass]
public class ReporterOverBrokerTests
{
    [TestMethod]
    public async Task A_broker_that_is_restarted_amid_the_stream_gets_every_event_once_or_again_unchanged()
    {
        var collector = new Collector();
        LocalBroker broker = await StartBroker(collector, 0);
        int port = broker.Port;
        using var module = new ReportingModule(Plain(port));
        int written = 0;
        for (int round = 0; round < 3; round++)
        {
            for (int i = 0; i < 300; i++) module.Write(written++);
            await broker.DisposeAsync();
            for (int i = 0; i < 300; i++) module.Write(written++);
            broker = await StartBroker(collector, port);
        }

        Eventually.Is(() => Writes(collector) >= written, "every write arrives");
        collector.CheckWrites(written);
        await broker.DisposeAsync();
    }

    [TestMethod]
    public async Task A_cable_that_breaks_under_publishes_loses_nothing()
    {
        var collector = new Collector();
        await using LocalBroker broker = await StartBroker(collector, 0);
        using var cable = new Cable(broker.Port);
        using var module = new ReportingModule(Plain(cable.Port));
        int written = 0;
        for (int round = 0; round < 5; round++)
        {
            int before = Writes(collector);
            for (int i = 0; i < 400; i++) module.Write(written++);
            Eventually.Is(() => Writes(collector) > before, "the stream flows");
            cable.Cut();
            cable.Mend();
        }

        Eventually.Is(() => Writes(collector) >= written, "every write arrives");
        collector.CheckWrites(written);
    }

    [TestMethod]
    public async Task A_stopped_module_leaves_its_word_and_all_its_events()
    {
        var collector = new Collector();
        await using LocalBroker broker = await StartBroker(collector, 0);
        var module = new ReportingModule(Plain(broker.Port));
        Eventually.Is(() => collector.Events.Length > 0, "the module is connected");
        for (int i = 0; i < 100; i++) module.Write(i);
        module.Dispose();
        collector.CheckWrites(100);
        string state = System.Text.Encoding.UTF8.GetString((await broker.Retained())["edgeguard/v1/site/module/state"]);
        Assert.Contains("\"online\":false", state);
        Assert.Contains("\"stopped\":true", state);
    }

    [TestMethod]
    public async Task Mosquitto_killed_and_started_again_gets_every_event() => await KillAndRestart(null);

    [TestMethod]
    public async Task Mosquitto_with_tls_killed_and_started_again_gets_every_event()
    {
        using var certificates = new BrokerCertificates();
        await KillAndRestart(certificates);
    }

    [TestMethod]
    [DataRow("max_packet_size 2000", 1950)]
    [DataRow("message_size_limit 2000", 2000)]
    [DataRow("max_packet_size 500", 460)]
    [DataRow("max_packet_size 220", 180)]
    public async Task A_broker_that_takes_small_packets_gets_every_event_in_small_packets(string limit, int most)
    {
        using var mosquitto = new Mosquitto(null, null, limit);
        var collector = new Collector();
        using IMqttClient subscriber = await collector.Subscribe(Subscriber(mosquitto.Port, null));
        using var cable = new Cable(mosquitto.Port);
        cable.Cut();
        using var module = new ReportingModule(Plain(cable.Port));
        for (int i = 0; i < 300; i++) module.Write(i);
        cable.Mend();
        Eventually.Is(() => Writes(collector) >= 300, "every write arrives");
        collector.CheckWrites(300);
        Assert.IsLessThanOrEqualTo(most, collector.Longest);
        Assert.IsLessThan(
            10, collector.Events.Count(e => e.Record.Code == EventCode.BrokerConnected),
            "the broker does not end one after the other for it");
    }

    private static async Task KillAndRestart(BrokerCertificates? certificates)
    {
        using var mosquitto = new Mosquitto(certificates);
        // The module comes by cable, so that the subscriber can be there first: mosquitto keeps nothing over its death.
        using var cable = new Cable(mosquitto.Port);
        MqttClientOptions subscriber = Subscriber(mosquitto.Port, certificates);
        var collector = new Collector();
        using IMqttClient before = await collector.Subscribe(subscriber);
        using var module = new ReportingModule(Plain(cable.Port, certificates));
        for (int i = 0; i < 200; i++) module.Write(i);
        Eventually.Is(() => Writes(collector) >= 200, "the first writes arrive");

        cable.Cut();
        mosquitto.Kill();
        for (int i = 200; i < 500; i++) module.Write(i);
        mosquitto.Start();
        using IMqttClient after = await collector.Subscribe(subscriber);
        cable.Mend();
        Eventually.Is(() => Writes(collector) >= 500, "the others arrive");
        collector.CheckWrites(500);
        Assert.IsTrue(collector.Events.Any(e => e.Record.Code == EventCode.BrokerLost), "the module tells of the outage");
    }

    private static int Writes(Collector collector) => collector.Events.Count(e => e.Record.Code == EventCode.WriteForwarded);

    private static async Task<LocalBroker> StartBroker(Collector collector, int port)
    {
        LocalBroker broker = await LocalBroker.Start(port);
        broker.Accepts = message =>
        {
            collector.Take(message);
            return true;
        };
        return broker;
    }

    private static MqttUplinkOptions Plain(int port, BrokerCertificates? certificates = null) => new()
    {
        Host = "127.0.0.1",
        Port = port,
        ClientId = "edgeguard-module",
        UseTls = certificates != null,
        Sources = () => BrokerSources.OfFiles(
            certificates?.CaFile ?? "", certificates?.ModuleFile ?? "", certificates?.ModuleKeyFile ?? "", ""),
        FirstRetryMs = 20,
        MostRetryMs = 200,
    };

    private static MqttClientOptions Subscriber(int port, BrokerCertificates? certificates)
    {
        MqttClientOptionsBuilder builder = new MqttClientOptionsBuilder().WithTcpServer("127.0.0.1", port).WithProtocolVersion(
            MqttProtocolVersion.V500);
        if (certificates != null)
        {
            builder.WithStreamProvider(
                BrokerTls.Load("127.0.0.1", certificates.CaFile, certificates.ModuleFile, certificates.ModuleKeyFile));
        }
        return builder.Build();
    }

    /// <summary>All of a module that reports.</summary>
    private sealed class ReportingModule : IDisposable
    {
        private readonly SystemClock _clock = new();
        private readonly EventJournal _journal;
        private readonly Reporter _reporter;
        private readonly Peer _peer = new(PeerTransport.Tls, "10.0.0.5", "CN=op1", "Operator", "ab", long.MaxValue);
        private readonly MqttUplink _uplink;

        public ReportingModule(MqttUplinkOptions options)
        {
            var counters = new Counters();
            var topics = new ReportTopics("site", "module");
            var status = new ModuleStatus(Guid.NewGuid().ToByteArray(), 1, new Inventory("test", "test", "none", []));
            _journal = new EventJournal(_clock, counters, 8192);
            _uplink = new MqttUplink(_clock, options, topics.State, number => Report.Offline(status, number, false), _ => { });
            _uplink.Start();
            _reporter = new Reporter(_clock, _journal, counters, status, topics, _uplink, null, 60_000);
            _reporter.Start();
        }

        public void Write(int number) => _journal.Add(new Event { Code = EventCode.WriteForwarded, A = number, Peer = _peer });

        public void Dispose()
        {
            _reporter.Stop(_clock.Now + 10_000);
            _uplink.Dispose();
        }
    }
}
