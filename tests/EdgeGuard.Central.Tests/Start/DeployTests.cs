using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using EdgeGuard.Host;
using EdgeGuard.Pki;
using EdgeGuard.Testing.Programs;
using MQTTnet;
using MQTTnet.Protocol;

namespace EdgeGuard.Central.Tests;

/// <summary>The files for a service and for another broker, with the programs that read them.</summary>
[TestClass]
public sealed class DeployTests
{
    private static string Deploy => Path.Combine(Checkout(), "tools", "EdgeGuard.Central", "deploy");

    [TestMethod]
    public void The_service_is_one_that_systemd_takes_and_calls_well_shut()
    {
        string folder = Directory.CreateTempSubdirectory("edgeguard-central-").FullName;
        try
        {
            string text = File.ReadAllText(Path.Combine(Deploy, "edgeguard-central.service"));
            string unit = Path.Combine(folder, "edgeguard-central.service");
            // Its program is to be there, or systemd says that it is not.
            string program = Path.Combine(AppContext.BaseDirectory, "edgeguard-central");
            File.WriteAllText(unit, text.Replace("/opt/edgeguard-central/edgeguard-central", program));
            using Executable verify = Executable.Peer("systemd-analyze", "systemd", "verify", unit);
            Assert.AreEqual(0, verify.WaitForExit(), verify.Everything());
            Assert.AreEqual("", verify.Errors);
            using Executable security = Executable.Peer(
                "systemd-analyze", "systemd", "security", "--offline=true", "--threshold=20", "--no-pager", unit);
            Assert.AreEqual(0, security.WaitForExit(), security.Everything());
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [TestMethod]
    public async Task By_the_list_for_mosquitto_a_module_writes_its_own_and_nobody_else_s_and_the_reader_hears_it()
    {
        using var certificates = new BrokerCertificates();
        string folder = Directory.CreateTempSubdirectory("edgeguard-central-").FullName;
        try
        {
            SiteCa ca = SiteCa.Create(Path.Combine(folder, "ca"), "Console CA");
            string authorities = Path.Combine(folder, "authorities.crt");
            File.WriteAllText(authorities, File.ReadAllText(ca.CertificatePath));
            using var mosquitto = new Mosquitto(null, null, Lines(certificates, authorities));
            var heard = new List<string>();
            using IMqttClient reader = await Connect(
                mosquitto.Port, certificates, ca.IssueClient("reader", null, new IssueOptions { Out = folder }));
            reader.ApplicationMessageReceivedAsync += message =>
            {
                lock (heard) heard.Add(message.ApplicationMessage.Topic);
                return Task.CompletedTask;
            };
            await reader.SubscribeAsync("edgeguard/v1/#");
            using IMqttClient module = await Connect(
                mosquitto.Port, certificates, ca.IssueReporter("plant-7", "pump-3", new IssueOptions { Out = folder }));
            string[] foreign =
                ["edgeguard/v1/plant-7/pump-4/events", "edgeguard/v1/plant-7/pump-33/state", "edgeguard/v1/other/pump-3/state", "other"];
            foreach (string topic in foreign) Assert.IsFalse(await Publish(module, topic), topic);
            Assert.IsFalse(await Publish(reader, "edgeguard/v1/plant-7/pump-3/events"), "who reads writes nothing");
            Assert.IsTrue(await Publish(module, "edgeguard/v1/plant-7/pump-3/events"));
            Eventually.Is(() => { lock (heard) return heard.Count > 0; }, "heard");
            lock (heard) Assert.AreEqual("edgeguard/v1/plant-7/pump-3/events", heard.Single());
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static string[] Lines(BrokerCertificates certificates, string authorities) =>
    [
        $"cafile {authorities}", $"certfile {certificates.BrokerFile}", $"keyfile {certificates.BrokerKeyFile}", "require_certificate true",
        "use_identity_as_username true", $"acl_file {Path.Combine(Deploy, "mosquitto.acl")}",
    ];

    private static async Task<bool> Publish(IMqttClient client, string topic) => (await client.PublishAsync(
        new MqttApplicationMessageBuilder().WithTopic(topic).WithPayload("x")
            .WithQualityOfServiceLevel(MqttQualityOfServiceLevel.AtLeastOnce).Build())).IsSuccess;

    private static async Task<IMqttClient> Connect(int port, BrokerCertificates certificates, IssuedCertificate issued)
    {
        IMqttClient client = new MqttClientFactory().CreateMqttClient();
        await client.ConnectAsync(new MqttClientOptionsBuilder().WithTcpServer("127.0.0.1", port)
            .WithProtocolVersion(MQTTnet.Formatter.MqttProtocolVersion.V500)
            .WithStreamProvider(BrokerTls.Load("127.0.0.1", certificates.CaFile, issued.CertificatePath, issued.KeyPath))
            .WithTimeout(TimeSpan.FromSeconds(60)).Build(), CancellationToken.None);
        return client;
    }

    private static string Checkout()
    {
        DirectoryInfo? at = new(AppContext.BaseDirectory);
        while (at != null && !File.Exists(Path.Combine(at.FullName, "EdgeGuard.sln"))) at = at.Parent;
        return at?.FullName ?? throw new AssertFailedException("no checkout");
    }
}
