using System;
using System.IO;
using System.Linq;
using System.Net;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using EdgeGuard.Host;
using EdgeGuard.Pki;
using EdgeGuard.Testing.Programs;
using MQTTnet;
using MQTTnet.Formatter;
using MQTTnet.Protocol;

namespace EdgeGuard.Central.Tests;

[TestClass]
public sealed class CentralBrokerTests
{
    private const string Online = """{"online":true,"boot":4,"connection":3,"stream":"00112233445566778899aabbccddeeff"}""";
    private const string Away =
        """{"online":false,"boot":4,"connection":3,"stream":"00112233445566778899aabbccddeeff","stopped":false}""";

    private readonly string _folder = Directory.CreateTempSubdirectory("edgeguard-central-").FullName;
    private readonly TestModule _module = new();
    private CentralCa _ca = null!;
    private CentralServer _server = null!;

    [TestInitialize]
    public async Task Start()
    {
        CentralFolder folder = CentralFolder.Open(_folder);
        _ca = CentralCa.Open(folder.Ca);
        var options = new CentralOptions(_folder)
        {
            Web = new IPEndPoint(IPAddress.Loopback, 0),
            Broker = new BrokerPorts(new IPEndPoint(IPAddress.Loopback, 0), 0),
            Iterations = 1000,
        };
        _server = await CentralServer.Start(folder, _ca, _ca.OwnCertificate([]), options, TimeProvider.System, _ => { });
    }

    [TestCleanup]
    public async Task End()
    {
        await _server.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    [TestMethod]
    [DataRow(MqttProtocolVersion.V311)]
    [DataRow(MqttProtocolVersion.V500)]
    public async Task A_module_reports_under_its_own_name_and_is_acknowledged_when_it_is_stored(MqttProtocolVersion version)
    {
        using IMqttClient client = await Connect("plant-7/pump-3", version);
        MqttClientPublishResult result = await Publish(client, _module.EventsTopic, _module.Next(1, 2));
        Assert.IsTrue(result.IsSuccess);
        Assert.AreEqual(2, _server.Archive.Module("plant-7", "pump-3")!.Events);
    }

    [TestMethod]
    public async Task A_module_cannot_report_for_another_and_that_is_told()
    {
        using IMqttClient client = await Connect("plant-7/pump-4");
        foreach (string topic in new[] { _module.EventsTopic, "edgeguard/v1/plant-7/pump-44/state", "other/topic" })
        {
            Assert.AreEqual(MqttClientPublishReasonCode.NotAuthorized, (await Publish(client, topic, _module.Next(1))).ReasonCode, topic);
        }
        Assert.IsNull(_server.Archive.Module("plant-7", "pump-3"));
        Eventually.Is(
            () => _server.Archive.Findings().Any(f => f is { Kind: FindingKind.ForeignTopic, Module: "pump-4", Count: 3 }), "told");
    }

    [TestMethod]
    public async Task A_module_cannot_end_the_connection_of_another_by_taking_its_client_identifier()
    {
        using IMqttClient first = await Connect("plant-7/pump-3", clientId: "same");
        await Assert.ThrowsAsync<Exception>(() => Connect("plant-7/pump-4", clientId: "same"));
        Assert.IsTrue((await Publish(first, _module.EventsTopic, _module.Next(1))).IsSuccess);
        using IMqttClient again = await Connect("plant-7/pump-3", clientId: "same");
        Assert.IsTrue((await Publish(again, _module.EventsTopic, _module.Next(2))).IsSuccess);
    }

    [TestMethod]
    public async Task Nobody_comes_in_without_a_certificate_of_the_CA_that_names_a_module_and_is_not_revoked()
    {
        SiteCa ca = SiteCa.Open(CentralFolder.Open(_folder).Ca);
        IssuedCertificate modbus = ca.IssueClient("alice", "Operator", new IssueOptions { Out = Folder() });
        await Assert.ThrowsAsync<Exception>(() => Connect(modbus.CertificatePath, modbus.KeyPath));
        SiteCa stranger = SiteCa.Create(Path.Combine(Folder(), "ca"), "Stranger CA");
        IssuedCertificate forged = stranger.IssueReporter("plant-7", "pump-3", new IssueOptions { Out = Folder() });
        await Assert.ThrowsAsync<Exception>(() => Connect(forged.CertificatePath, forged.KeyPath));
        await Assert.ThrowsAsync<Exception>(() => Connect("", ""));
        IssuedCertificate good = ca.IssueReporter("plant-7", "pump-9", new IssueOptions { Out = Folder() });
        using (await Connect(good.CertificatePath, good.KeyPath))
        {
        }
        ca.Revoke(good.Serial);
        await Assert.ThrowsAsync<Exception>(() => Connect(good.CertificatePath, good.KeyPath));
    }

    [TestMethod]
    public async Task Nobody_may_subscribe()
    {
        using IMqttClient client = await Connect("plant-7/pump-3");
        MqttClientSubscribeResult result = await client.SubscribeAsync("edgeguard/v1/#");
        Assert.AreEqual(MqttClientSubscribeResultCode.NotAuthorized, result.Items.Single().ResultCode);
    }

    [TestMethod]
    public async Task A_module_whose_connection_breaks_is_shown_as_away()
    {
        IMqttClient client = await Connect("plant-7/pump-3", will: Away);
        await Publish(client, "edgeguard/v1/plant-7/pump-3/state", Encoding.UTF8.GetBytes(Online));
        Assert.IsTrue(_server.Archive.Module("plant-7", "pump-3")!.IsOnline);
        client.Dispose();
        Eventually.Is(() => !_server.Archive.Module("plant-7", "pump-3")!.IsOnline, "away");
    }

    [TestMethod]
    public async Task A_Will_on_another_s_topic_changes_nothing()
    {
        using IMqttClient client = await Connect("plant-7/pump-3");
        await Publish(client, "edgeguard/v1/plant-7/pump-3/state", Encoding.UTF8.GetBytes(Online));
        IMqttClient other = await Connect("plant-7/pump-4", will: Away);
        other.Dispose();
        Eventually.Is(() => _server.Archive.Findings().Any(f => f is { Kind: FindingKind.ForeignTopic, Module: "pump-4" }), "told");
        Assert.IsTrue(_server.Archive.Module("plant-7", "pump-3")!.IsOnline);
    }

    [TestMethod]
    public async Task What_cannot_be_read_is_acknowledged_counted_and_stands_in_nobody_s_way()
    {
        using IMqttClient client = await Connect("plant-7/pump-3");
        foreach (string level in new[] { "events", "state", "inventory", "metrics", "nonsense", "nonsense" })
        {
            await Publish(client, "edgeguard/v1/plant-7/pump-3/" + level, "<b>"u8.ToArray());
        }
        Assert.IsTrue((await Publish(client, _module.EventsTopic, _module.Next(1))).IsSuccess);
        Eventually.Is(() => _server.Archive.Findings().Where(f => f.Kind == FindingKind.Unreadable).Sum(f => f.Count) == 6, "counted");
        Assert.AreEqual(1, _server.Archive.Module("plant-7", "pump-3")!.Events);
    }

    [TestMethod]
    public async Task What_is_longer_than_any_message_is_acknowledged_and_told()
    {
        using IMqttClient client = await Connect("plant-7/pump-3");
        Assert.IsTrue((await Publish(client, "edgeguard/v1/plant-7/pump-3/state", new byte[2 * ArrivalReader.MaxBytes])).IsSuccess);
        Assert.IsTrue((await Publish(client, _module.EventsTopic, _module.Next(1))).IsSuccess);
        Finding told = _server.Archive.Findings().Single();
        Assert.AreEqual(FindingKind.Unreadable, told.Kind);
        StringAssert.Contains(told.Detail, "more than 262144 bytes");
    }

    [TestMethod]
    public async Task On_loopback_without_TLS_a_port_that_was_asked_for_takes_any_module()
    {
        using IMqttClient client = new MqttClientFactory().CreateMqttClient();
        await client.ConnectAsync(new MqttClientOptionsBuilder().WithTcpServer("127.0.0.1", _server.PlainBrokerPort).Build());
        Assert.IsTrue((await Publish(client, _module.EventsTopic, _module.Next(1))).IsSuccess);
        Assert.AreEqual(1, _server.Archive.Module("plant-7", "pump-3")!.Events);
    }

    private static Task<MqttClientPublishResult> Publish(IMqttClient client, string topic, byte[] payload) => client.PublishAsync(
        new MqttApplicationMessageBuilder().WithTopic(topic).WithPayload(payload)
            .WithQualityOfServiceLevel(MqttQualityOfServiceLevel.AtLeastOnce).Build());

    private Task<IMqttClient> Connect(
        string name, MqttProtocolVersion version = MqttProtocolVersion.V500, string clientId = "", string will = "")
    {
        string[] parts = name.Split('/');
        IssuedCertificate issued = _ca.Issue(parts[0], parts[1], Folder());
        return Connect(issued.CertificatePath, issued.KeyPath, version, clientId, will);
    }

    private async Task<IMqttClient> Connect(
        string certificate, string key, MqttProtocolVersion version = MqttProtocolVersion.V500, string clientId = "", string will = "")
    {
        MqttClientOptionsBuilder builder = new MqttClientOptionsBuilder()
            .WithProtocolVersion(version)
            .WithTcpServer("127.0.0.1", _server.BrokerPort)
            .WithStreamProvider(BrokerTls.Load("127.0.0.1", _ca.CertificatePath, certificate, key));
        if (clientId.Length > 0) builder.WithClientId(clientId);
        if (will.Length > 0) builder.WithWillTopic("edgeguard/v1/plant-7/pump-3/state").WithWillPayload(will);
        IMqttClient client = new MqttClientFactory().CreateMqttClient();
        MqttClientConnectResult result = await client.ConnectAsync(builder.Build(), CancellationToken.None);
        return result.ResultCode == MqttClientConnectResultCode.Success ? client : throw new IOException(result.ResultCode.ToString());
    }

    private string Folder() => Directory.CreateDirectory(Path.Combine(_folder, "test", Guid.NewGuid().ToString("N"))).FullName;
}
