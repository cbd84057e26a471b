using System;
using System.Collections.Concurrent;
using System.IO;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using EdgeGuard.Cli;
using EdgeGuard.Core;
using EdgeGuard.Testing.Programs;

namespace EdgeGuard.Host.Tests.Mqtt;

[TestClass]
public class MqttUplinkTests
{
    private readonly SystemClock _clock = new();
    private readonly ConcurrentQueue<string> _log = [];
    private readonly string _folder = Directory.CreateTempSubdirectory("edgeguard-uplink-").FullName;

    [TestCleanup]
    public void Clean()
    {
        Directory.Delete(_folder, recursive: true);
    }

    [TestMethod]
    public async Task A_publish_returns_once_the_broker_has_the_message()
    {
        await using LocalBroker broker = await LocalBroker.Start();
        using MqttUplink uplink = Connected(Plain(broker.Port));
        Assert.IsTrue(Publish(uplink, "a/b", "x", retain: true));
        Assert.AreEqual("x", Encoding.UTF8.GetString((await broker.Retained())["a/b"]));
    }

    [TestMethod]
    public async Task A_message_that_the_broker_refuses_is_not_acknowledged()
    {
        await using LocalBroker broker = await LocalBroker.Start();
        broker.Accepts = message => message.Topic != "forbidden";
        using MqttUplink uplink = Connected(Plain(broker.Port));
        Assert.IsFalse(Publish(uplink, "forbidden", "x"));
        Assert.IsTrue(Publish(uplink, "allowed", "x"));
        Assert.Contains(
            "broker: the broker does not take forbidden: its access list forbids it; let the module publish on its own topics", _log);
    }

    [TestMethod]
    public async Task A_lost_connection_is_made_again_under_a_new_number()
    {
        LocalBroker broker = await LocalBroker.Start();
        int port = broker.Port;
        using MqttUplink uplink = Connected(Plain(port));
        int number = uplink.ConnectionNumber;
        await broker.DisposeAsync();
        Eventually.Is(() => !uplink.IsConnected, "the loss is noticed");
        Assert.IsFalse(Publish(uplink, "a", "x"));
        await using LocalBroker again = await LocalBroker.Start(port);
        Eventually.Is(() => uplink.IsConnected, "connected again");
        Assert.IsGreaterThan(number, uplink.ConnectionNumber);
        Assert.IsTrue(Publish(uplink, "a", "x"));
    }

    [TestMethod]
    public async Task A_cut_connection_leaves_the_will_of_its_number()
    {
        await using LocalBroker broker = await LocalBroker.Start();
        using var cable = new Cable(broker.Port);
        using MqttUplink uplink = Connected(Plain(cable.Port));
        int number = uplink.ConnectionNumber;
        cable.Cut();
        Eventually.Is(() => Retained(broker, "will") == "gone " + number, "the will arrives");
    }

    [TestMethod]
    public async Task A_clean_close_leaves_no_will()
    {
        await using LocalBroker broker = await LocalBroker.Start();
        MqttUplink uplink = Connected(Plain(broker.Port));
        uplink.Close();
        uplink.Close();
        Assert.IsFalse(uplink.IsConnected);
        // A later client's message proves that the broker is done with the first.
        using MqttUplink other = Connected(Plain(broker.Port));
        Assert.IsTrue(Publish(other, "a", "x"));
        Assert.IsNull(Retained(broker, "will"));
    }

    [TestMethod]
    public async Task A_broker_that_does_not_acknowledge_costs_no_more_than_the_deadline()
    {
        using var release = new ManualResetEventSlim();
        await using LocalBroker broker = await LocalBroker.Start();
        broker.Accepts = _ => release.Wait(Timeout.Infinite);
        using MqttUplink uplink = Connected(Plain(broker.Port));
        Assert.AreEqual(Publication.Failed, uplink.Publish("a", [1], 0, 1, false, _clock.Now + 100));
        Assert.IsTrue(uplink.IsConnected, "late is not lost");
        release.Set();
        Eventually.Is(() => Publish(uplink, "a", "x"), "the next is acknowledged");
    }

    [TestMethod]
    public async Task Close_wakes_a_publish_that_waits()
    {
        using var release = new ManualResetEventSlim();
        await using LocalBroker broker = await LocalBroker.Start();
        broker.Accepts = _ => release.Wait(Timeout.Infinite);
        MqttUplink uplink = Connected(Plain(broker.Port));
        Task<Publication> publish = Task.Run(() => uplink.Publish("a", [1], 0, 1, false, long.MaxValue));
        uplink.Close();
        Assert.AreEqual(Publication.Failed, await publish.WaitAsync(TimeSpan.FromSeconds(30)));
        release.Set();
    }

    [TestMethod]
    public async Task A_peer_that_accepts_and_says_nothing_is_no_connection()
    {
        using var mute = new TcpListener(IPAddress.Loopback, 0);
        mute.Start();
        MqttUplink uplink = Start(Plain(((IPEndPoint)mute.LocalEndpoint).Port));
        using TcpClient caller = await mute.AcceptTcpClientAsync();
        Assert.IsFalse(uplink.IsConnected);
        Assert.AreEqual(0, uplink.ConnectionNumber);
        Assert.IsFalse(Publish(uplink, "a", "x"));
        uplink.Close();
    }

    [TestMethod]
    public async Task Over_tls_both_sides_show_certificates_of_their_own_ca()
    {
        using var certificates = new BrokerCertificates();
        await using LocalBroker broker = await LocalBroker.StartTls(certificates.Broker, certificates.Ca);
        using MqttUplink uplink = Connected(Tls(broker.Port, certificates, certificates));
        Assert.IsTrue(Publish(uplink, "a/b", "x"));
    }

    [TestMethod]
    public async Task A_broker_of_another_ca_is_not_believed()
    {
        using var certificates = new BrokerCertificates();
        using var others = new BrokerCertificates();
        await using LocalBroker broker = await LocalBroker.StartTls(certificates.Broker, null);
        RefusesTo(Tls(broker.Port, others, certificates));
    }

    [TestMethod]
    public async Task A_broker_of_our_ca_under_another_name_is_not_believed()
    {
        using var certificates = new BrokerCertificates("broker.elsewhere");
        await using LocalBroker broker = await LocalBroker.StartTls(certificates.Broker, null);
        RefusesTo(Tls(broker.Port, certificates, certificates));
    }

    [TestMethod]
    public async Task A_clients_certificate_of_our_ca_does_not_make_a_broker()
    {
        using var certificates = new BrokerCertificates();
        using var module = System.Security.Cryptography.X509Certificates.X509Certificate2.CreateFromPemFile(
            certificates.ModuleFile, certificates.ModuleKeyFile);
        await using LocalBroker broker = await LocalBroker.StartTls(module, null);
        RefusesTo(Tls(broker.Port, certificates, certificates));
    }

    [TestMethod]
    public void The_chain_below_the_root_is_sent_so_that_a_broker_needs_the_root_alone()
    {
        using var certificates = new BrokerCertificates();
        using var broker = new Mosquitto(certificates);
        MqttUplinkOptions options = Tls(broker.Port, certificates, certificates.FarFile, certificates.FarKeyFile);
        using MqttUplink uplink = Connected(options);
        Assert.IsTrue(Publish(uplink, "a/b", "x"));
    }

    [TestMethod]
    public void A_module_logs_in_with_its_user_and_the_first_line_of_its_password_file()
    {
        using var broker = new Mosquitto(null, "m1:s3cret");
        using MqttUplink uplink = Connected(Login(broker.Port, Password("s3cret\nnot this\n")));
        Assert.IsTrue(Publish(uplink, "a/b", "x"));
    }

    [TestMethod]
    public void A_wrong_password_is_told_as_such_and_not_repeated()
    {
        using var broker = new Mosquitto(null, "m1:s3cret");
        using MqttUplink uplink = Start(Login(broker.Port, Password("gu3ss\n")));
        Eventually.Is(() => !_log.IsEmpty, "the attempt fails");
        Assert.AreEqual(0, uplink.ConnectionNumber);
        Assert.IsTrue(_log.TryPeek(out string? trouble));
        Assert.Contains("it does not let us in", trouble);
        Assert.Contains("mqtt.user", trouble);
        Assert.DoesNotContain("gu3ss", trouble);
    }

    [TestMethod]
    public void A_password_file_that_others_may_read_is_not_used()
    {
        string file = Password("s3cret\n");
        FileModes.Set(file, UnixFileMode.UserRead | UnixFileMode.GroupRead);
        using MqttUplink uplink = Start(Login(1, file));
        Eventually.Is(() => !_log.IsEmpty, "the attempt fails");
        Assert.IsTrue(_log.TryPeek(out string? trouble));
        Assert.Contains("chmod 600 " + file, trouble);
    }

    [TestMethod]
    public void A_missing_file_is_said_once_and_tried_again()
    {
        var options = new MqttUplinkOptions
        {
            Host = "127.0.0.1",
            Port = 1,
            ClientId = "m",
            UseTls = true,
            Sources = () => BrokerSources.OfFiles("/nowhere/ca.crt", "", "", ""),
            FirstRetryMs = 1,
            MostRetryMs = 1,
        };
        using MqttUplink uplink = Start(options);
        Eventually.Is(() => !_log.IsEmpty, "the trouble is told");
        Assert.IsTrue(_log.TryPeek(out string? trouble));
        Assert.Contains("/nowhere/ca.crt", trouble);
        Thread.Sleep(50); // Some dozen attempts: more time can only make a wrong program fail.
        Assert.HasCount(1, _log);
    }

    private void RefusesTo(MqttUplinkOptions options)
    {
        using MqttUplink uplink = Start(options);
        Eventually.Is(() => !_log.IsEmpty, "the attempt fails");
        Assert.AreEqual(0, uplink.ConnectionNumber);
        Assert.IsTrue(_log.TryPeek(out string? trouble));
        Assert.Contains("certificate", trouble);
    }

    private MqttUplink Connected(MqttUplinkOptions options)
    {
        MqttUplink uplink = Start(options);
        Eventually.Is(() => uplink.IsConnected, "connected; log: " + string.Join("; ", _log));
        return uplink;
    }

    private MqttUplink Start(MqttUplinkOptions options)
    {
        var uplink = new MqttUplink(_clock, options, "will", number => Encoding.UTF8.GetBytes("gone " + number), _log.Enqueue);
        uplink.Start();
        return uplink;
    }

    private bool Publish(MqttUplink uplink, string topic, string text, bool retain = false)
    {
        byte[] payload = Encoding.UTF8.GetBytes(text);
        return uplink.Publish(
            topic, payload, 0, payload.Length, retain, _clock.Now + 10_000) is Publication.Acknowledged or Publication.Unheard;
    }

    private static string? Retained(LocalBroker broker, string topic) =>
        broker.Retained().GetAwaiter().GetResult().TryGetValue(topic, out byte[]? payload) ? Encoding.UTF8.GetString(payload) : null;

    private static MqttUplinkOptions Plain(int port) =>
        new() { Host = "127.0.0.1", Port = port, ClientId = "module", FirstRetryMs = 20, MostRetryMs = 100 };

    private static MqttUplinkOptions Login(int port, string passwordFile) => new()
    {
        Host = "127.0.0.1",
        Port = port,
        ClientId = "module",
        User = "m1",
        Sources = () => BrokerSources.OfFiles("", "", "", passwordFile),
        FirstRetryMs = 20,
        MostRetryMs = 100,
    };

    private string Password(string text)
    {
        string file = Path.Combine(_folder, "password");
        File.WriteAllText(file, text);
        FileModes.Set(file, FileModes.OwnerOnly);
        return file;
    }

    private static MqttUplinkOptions Tls(int port, BrokerCertificates trusted, BrokerCertificates shown) =>
        Tls(port, trusted, shown.ModuleFile, shown.ModuleKeyFile);

    private static MqttUplinkOptions Tls(int port, BrokerCertificates trusted, string certificate, string key) => new()
    {
        Host = "127.0.0.1",
        Port = port,
        ClientId = "module",
        UseTls = true,
        Sources = () => BrokerSources.OfFiles(trusted.CaFile, certificate, key, ""),
        FirstRetryMs = 20,
        MostRetryMs = 100,
    };
}
