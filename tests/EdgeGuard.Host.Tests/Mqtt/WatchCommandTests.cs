using System;
using System.CommandLine;
using System.Linq;
using System.Text.Json;
using System.Threading;
using System.Threading.Tasks;
using EdgeGuard.Cli;
using EdgeGuard.Core;
using EdgeGuard.Policy;
using EdgeGuard.Testing.Programs;

namespace EdgeGuard.Host.Tests.Mqtt;

[TestClass]
public sealed class WatchCommandTests : IDisposable
{
    private readonly SystemClock _clock = new();
    private readonly SharedText _output = new();
    private readonly SharedText _error = new();

    public void Dispose()
    {
        _output.Dispose();
        _error.Dispose();
    }

    [TestMethod]
    public async Task Each_event_is_one_line_on_standard_output_once()
    {
        await using LocalBroker broker = await LocalBroker.Start();
        Assert.AreEqual(0, await Watch(broker, Plain(broker.Port), [Batches.Of(1, 1), Batches.Of(1, 1), Batches.Of(1, 4)], "--count", "2"));
        string line = "2026-11-23 04:13:07Z site/m  refused  06 write single register unit 1 address 40 (4x00041) value 2000  "
            + "Operator (CN=op1, 10.0.0.5)  " + RefusalText.Of(Refusal.Value) + ", line 7";
        string gap = "2026-11-23 04:13:07Z site/m  MISSING  2 events before number 4 did not arrive here";
        CollectionAssert.AreEqual(new[] { line, gap, line }, Lines());
        Assert.Contains("watching edgeguard/v1/+/+/events", _error.ToString());
    }

    [TestMethod]
    public async Task With_json_each_line_is_an_object_of_fields()
    {
        await using LocalBroker broker = await LocalBroker.Start();
        Assert.AreEqual(0, await Watch(broker, Plain(broker.Port), [Batches.Of(1, 9)], "--count", "1", "--json"));
        JsonElement line = JsonDocument.Parse(Lines().Single()).RootElement;
        Assert.AreEqual("site", line.GetProperty("site").GetString());
        Assert.AreEqual(9, line.GetProperty("sequence").GetInt64());
        Assert.AreEqual("request-refused", line.GetProperty("event").GetString());
        Assert.AreEqual(2000, line.GetProperty("offendingValue").GetInt32());
        Assert.AreEqual(7, line.GetProperty("line").GetInt32());
        Assert.AreEqual("Operator", line.GetProperty("client").GetProperty("role").GetString());
        Assert.AreEqual(JsonValueKind.String, line.GetProperty("text").ValueKind);
    }

    [TestMethod]
    public async Task With_a_seal_key_each_event_says_what_its_seal_is_worth_and_a_forged_batch_is_not_shown()
    {
        string file = System.IO.Path.GetTempFileName();
        System.IO.File.Delete(file);
        SealedBatches.Key.Write(file);
        try
        {
            var module = new SealedBatches(boot: 7);
            byte[] first = module.Next(1);
            byte[] forged = module.Next(2);
            forged[EventBatchFormat.HeaderSize + EventRecord.Size - 1]++;
            await using LocalBroker broker = await LocalBroker.Start();
            Assert.AreEqual(
                3,
                await Watch(
                    broker, Plain(broker.Port), [first, forged, module.Next(3), Batches.Of(1, 1)], "--count", "3", "--seal-key", file));
            string[] lines = Lines();
            StringAssert.EndsWith(lines[0], "module started  [verified]");
            Assert.AreEqual(
                "site/m  SEAL BROKEN  events 2 to 2 of boot 7 were changed, or are not this module's; they are not shown", lines[1]);
            Assert.AreEqual("site/m  SEAL GAP  batches before event 3 of boot 7 are missing, or came in another order", lines[2]);
            StringAssert.Contains(lines[3], "MISSING  1 events before number 3");
            StringAssert.EndsWith(lines[4], "module started  [gap]");
            StringAssert.EndsWith(lines[5], "  [not checked]");
            Assert.HasCount(6, lines);
        }
        finally
        {
            System.IO.File.Delete(file);
        }
    }

    [TestMethod]
    public async Task With_json_a_broken_seal_is_an_object_of_its_own()
    {
        string file = System.IO.Path.GetTempFileName();
        System.IO.File.Delete(file);
        SealedBatches.Key.Write(file);
        try
        {
            byte[] bare = new SealedBatches(boot: 7, isSealed: false).Next(4, 5);
            await using LocalBroker broker = await LocalBroker.Start();
            byte[][] batches = [bare, new SealedBatches(boot: 7).Next(1)];
            Assert.AreEqual(3, await Watch(broker, Plain(broker.Port), batches, "--count", "1", "--json", "--seal-key", file));
            JsonElement[] lines = [.. Lines().Select(line => JsonDocument.Parse(line).RootElement)];
            Assert.AreEqual("broken", lines[0].GetProperty("seal").GetString());
            Assert.AreEqual(4, lines[0].GetProperty("firstSequence").GetInt64());
            Assert.AreEqual(5, lines[0].GetProperty("lastSequence").GetInt64());
            Assert.AreEqual("verified", lines[1].GetProperty("seal").GetString());
            Assert.AreEqual(1, lines[1].GetProperty("sequence").GetInt64());
        }
        finally
        {
            System.IO.File.Delete(file);
        }
    }

    [TestMethod]
    public async Task Only_the_module_asked_for_is_shown()
    {
        await using LocalBroker broker = await LocalBroker.Start();
        Task<int> watch = Run("--broker", "127.0.0.1:" + broker.Port, "--site", "site", "--module", "m", "--count", "1");
        await Publish(Plain(broker.Port), "edgeguard/v1/site/other/events", Batches.Of(2, 1));
        await Publish(Plain(broker.Port), "edgeguard/v1/site/m/events", Batches.Of(1, 1));
        Assert.AreEqual(0, await watch);
        Assert.Contains(" site/m ", Lines().Single());
    }

    [TestMethod]
    public async Task It_watches_over_tls_with_a_certificate()
    {
        using var certificates = new BrokerCertificates();
        await using LocalBroker broker = await LocalBroker.StartTls(certificates.Broker, certificates.Ca);
        var options = new MqttUplinkOptions
        {
            Host = "127.0.0.1",
            Port = broker.Port,
            ClientId = "m",
            UseTls = true,
            Sources = () => BrokerSources.OfFiles(certificates.CaFile, certificates.ModuleFile, certificates.ModuleKeyFile, ""),
        };
        string[] identity = ["--ca", certificates.CaFile, "--certificate", certificates.ModuleFile, "--key", certificates.ModuleKeyFile];
        Assert.AreEqual(0, await Watch(broker, options, [Batches.Of(1, 1)], ["--count", "1", .. identity]));
        Assert.HasCount(1, Lines());
    }

    [TestMethod]
    [DataRow("127.0.0.1", "--user")]
    [DataRow("mqtt://ops@127.0.0.1", "")]
    public async Task A_broker_that_wants_a_password_gets_it_from_a_file(string host, string user)
    {
        using var broker = new Mosquitto(null, "ops:secret");
        using var file = new PasswordFile("secret");
        string[] login = user.Length > 0 ? [user, "ops"] : [];
        Task<int> watch = Run(["--broker", $"{host}:{broker.Port}", .. login, "--password-file", file.Path, "--count", "1"]);
        var publisher = new MqttUplinkOptions
        {
            Host = "127.0.0.1",
            Port = broker.Port,
            ClientId = "m",
            User = "ops",
            Sources = () => BrokerSources.OfFiles("", "", "", file.Path),
        };
        await Publish(publisher, "edgeguard/v1/site/m/events", Batches.Of(1, 1));
        Assert.AreEqual(0, await watch);
        Assert.HasCount(1, Lines());
    }

    [TestMethod]
    public async Task A_broker_that_refuses_somebody_without_a_name_is_told_with_what_helps()
    {
        using var broker = new Mosquitto(null, "ops:secret");
        Assert.AreEqual(1, await Run("--broker", "127.0.0.1:" + broker.Port));
        Assert.Contains("it refuses the connection: NotAuthorized", _error.ToString());
        Assert.Contains(
            "edgeguard: hint: it wants to know who asks: --user NAME --password-file FILE, or --certificate FILE --key FILE",
            _error.ToString());
    }

    [TestMethod]
    public async Task A_wrong_password_is_told_with_what_helps_and_is_not_shown()
    {
        using var broker = new Mosquitto(null, "ops:secret");
        using var file = new PasswordFile("guessed");
        Assert.AreEqual(
            1, await Run("--broker", "127.0.0.1:" + broker.Port, "--user", "ops", "--password-file", file.Path, "--site", "north"));
        Assert.Contains(
            "edgeguard: hint: does it know 'ops' and this password, and may they read edgeguard/v1/north/+/events?", _error.ToString());
        Assert.DoesNotContain("guessed", _error.ToString());
    }

    [TestMethod]
    public async Task A_password_among_the_arguments_is_refused_and_not_repeated()
    {
        Assert.AreEqual(2, await Run("--broker", "mqtt://ops:secret@127.0.0.1:1883"));
        Assert.Contains("write mqtt://USER@HOST, and the password into a file, --password-file FILE", _error.ToString());
        Assert.DoesNotContain("secret", _error.ToString());
    }

    [TestMethod]
    public async Task A_password_file_that_others_may_read_is_refused()
    {
        using var file = new PasswordFile("secret");
        FileModes.Set(file.Path, FileModes.OwnerOnly | System.IO.UnixFileMode.GroupRead);
        Assert.AreEqual(2, await Run("--broker", "127.0.0.1:1", "--user", "ops", "--password-file", file.Path));
        Assert.Contains($"others than its owner may use this password: chmod 600 {file.Path}", _error.ToString());
    }

    [TestMethod]
    [DataRow("mqtts://broker.plant", "mqtts:// needs the CA of the broker's certificate: --ca FILE")]
    [DataRow("mqtt://a@broker.plant --user b", "--user 'b' is not the user in --broker 'mqtt://a@broker.plant'")]
    [DataRow("broker.plant:1883 --password-file /dev/null", "--password-file needs a user: --user NAME")]
    [DataRow("http://broker.plant", "--broker 'http://broker.plant' is not HOST:PORT")]
    [DataRow("mqtt://broker.plant:0", "is not HOST:PORT")]
    public async Task What_cannot_be_meant_is_told(string arguments, string problem)
    {
        Assert.AreEqual(2, await Run(["--broker", .. arguments.Split(' ')]));
        Assert.Contains(problem, _error.ToString());
    }

    [TestMethod]
    [DataRow("mqtt://broker.plant", "broker.plant", 1883, "")]
    [DataRow("mqtts://broker.plant/", "broker.plant", 8883, "")]
    [DataRow("mqtt://ops@broker.plant:1884", "broker.plant", 1884, "ops")]
    [DataRow("mqtt://ops@plant@10.0.0.1", "10.0.0.1", 1883, "ops@plant")]
    [DataRow("mqtt://[fe80::1]", "fe80::1", 1883, "")]
    [DataRow("mqtt://[fe80::1]:1", "fe80::1", 1, "")]
    [DataRow("broker.plant:1", "broker.plant", 1, "")]
    public void A_brokers_address_is_understood(string text, string host, int port, string user)
    {
        BrokerAddress? address = BrokerAddress.Parse(text, out string problem);
        Assert.AreEqual((host, port, user), (address?.Host, address?.Port, address?.User), problem);
    }

    [TestMethod]
    public async Task A_broker_that_goes_away_is_waited_for()
    {
        LocalBroker broker = await LocalBroker.Start();
        int port = broker.Port;
        Task<int> watch = Run("--broker", "127.0.0.1:" + port, "--count", "1");
        Eventually.Is(() => _error.ToString().Contains("watching", StringComparison.Ordinal), "it watches");
        await broker.DisposeAsync();
        await using LocalBroker again = await LocalBroker.Start(port);
        Eventually.Is(() => _error.ToString().Split("watching").Length == 3, "it watches again");
        await Publish(Plain(port), "edgeguard/v1/site/m/events", Batches.Of(1, 1));
        Assert.AreEqual(0, await watch);
    }

    [TestMethod]
    public async Task A_broker_that_is_not_there_is_exit_code_1()
    {
        Assert.AreEqual(1, await Run("--broker", "127.0.0.1:1"));
        Assert.Contains("edgeguard: error: broker 127.0.0.1:1: ", _error.ToString());
        Assert.AreEqual("", _output.ToString());
    }

    [TestMethod]
    public async Task Wrong_arguments_are_all_named_and_exit_code_2()
    {
        Assert.AreEqual(
            2, await Run("--broker", "nowhere", "--site", "a/b", "--certificate", "/nowhere/x.crt", "--seal-key", "/nowhere/m.sealkey"));
        string error = _error.ToString();
        Assert.Contains("--broker 'nowhere'", error);
        Assert.Contains("--site 'a/b'", error);
        Assert.Contains("--certificate and --key belong together", error);
        Assert.Contains("'/nowhere/x.crt': there is no such file", error);
        Assert.Contains("--seal-key '/nowhere/m.sealkey': there is no such file", error);
    }

    private async Task<int> Watch(LocalBroker broker, MqttUplinkOptions publisher, byte[][] batches, params string[] more)
    {
        Task<int> watch = Run(["--broker", "127.0.0.1:" + broker.Port, .. more]);
        foreach (byte[] batch in batches) await Publish(publisher, "edgeguard/v1/site/m/events", batch);
        return await watch;
    }

    private async Task Publish(MqttUplinkOptions options, string topic, byte[] payload)
    {
        Eventually.Is(() => _error.ToString().Contains("watching", StringComparison.Ordinal), "it watches; " + _error);
        using var uplink = new MqttUplink(_clock, options, "will", _ => [], _ => { });
        uplink.Start();
        Eventually.Is(() => uplink.IsConnected, "connected to port " + options.Port);
        Assert.AreNotEqual(
            Publication.Failed, await Task.Run(() => uplink.Publish(topic, payload, 0, payload.Length, false, _clock.Now + 10_000)));
    }

    private async Task<int> Run(params string[] arguments)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        return await WatchCommand.Create().Parse(arguments)
            .InvokeAsync(new InvocationConfiguration { Output = _output, Error = _error }, limit.Token);
    }

    private string[] Lines() => _output.ToString().Split(Environment.NewLine, StringSplitOptions.RemoveEmptyEntries);

    private static MqttUplinkOptions Plain(int port) => new() { Host = "127.0.0.1", Port = port, ClientId = "m" };
}
