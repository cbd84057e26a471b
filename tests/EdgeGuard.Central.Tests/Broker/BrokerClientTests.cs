using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using EdgeGuard.Testing.Programs;
using MQTTnet;
using MQTTnet.Protocol;

namespace EdgeGuard.Central.Tests;

/// <summary>The console as a client of the real mosquitto.</summary>
[TestClass]
public sealed class BrokerClientTests
{
    public TestContext TestContext { get; set; } = null!;

    [TestMethod]
    public async Task What_comes_is_stored_and_what_came_while_the_console_was_away_too()
    {
        using var peers = new Peers();
        using var archive = new TestArchive();
        var module = new TestModule();
        await using (Connected(peers, archive))
        {
            await peers.Publish(module.EventsTopic, module.Next(1, 2));
            Eventually.Is(() => archive.Shown() == "2 1", "stored");
        }
        await peers.Publish(module.EventsTopic, module.Next(3));
        await peers.Publish(module.EventsTopic, module.Next(4));
        await using (Connected(peers, archive)) Eventually.Is(() => archive.Shown() == "4 3 2 1", "stored");
        Assert.AreEqual("", archive.FindingsText());
    }

    [TestMethod]
    public async Task What_could_not_be_stored_is_not_acknowledged_and_comes_again_in_its_order()
    {
        using var peers = new Peers();
        int failures = 3;
        var taken = new List<string>();
        Task<Receipt> Take(string topic, byte[] payload)
        {
            lock (taken)
            {
                if (topic.EndsWith("/2", StringComparison.Ordinal) && failures-- > 0) return Task.FromResult(Receipt.Failed);
                taken.Add(topic[^1..]);
                return Task.FromResult(Receipt.Stored);
            }
        }
        BrokerClient client = BrokerClient.Start(peers.Broker, Take, TimeProvider.System);
        await using (client)
        {
            Eventually.Is(() => client.Trouble.Length == 0, "connected");
            for (int i = 1; i <= 4; i++) await peers.Publish($"edgeguard/v1/plant-7/pump-3/{i}", [1]);
            Eventually.Is(() => { lock (taken) return string.Concat(taken).EndsWith("234", StringComparison.Ordinal); }, "all taken");
        }
    }

    [TestMethod]
    public async Task A_broker_that_is_away_is_one_alert_until_it_is_back()
    {
        using var peers = new Peers();
        BrokerClient client = BrokerClient.Start(peers.Broker, (_, _) => Task.FromResult(Receipt.Stored), TimeProvider.System);
        await using (client)
        {
            Eventually.Is(() => client.Trouble.Length == 0, "connected");
            peers.Mosquitto.Kill();
            Eventually.Is(() => client.Trouble.Length > 0, "away");
            using var console = new AlertConsole();
            console.Engine.BrokerTrouble = () => client.Trouble;
            SimulatedModule[] site = [.. Enumerable.Range(1, 4).Select(i => console.Module($"pump-{i}"))];
            console.Leave(site[0]);
            console.Seconds(300, [.. site.Skip(1)]);
            Assert.AreEqual("broker-away active", console.Open);
            StringAssert.StartsWith(console.Engine.Alerts().Single().Detail, "the broker: ");
            peers.Mosquitto.Start();
            Eventually.Is(() => client.Trouble.Length == 0, "connected again");
            console.Return(site[0]);
            console.Seconds(300, site);
            Assert.AreEqual("broker-away cleared", console.Open);
        }
    }

    [TestMethod]
    public async Task What_the_broker_acknowledged_is_stored_once_over_kills_of_the_console_at_any_moment()
    {
        int kills = Math.Max(KillTests.Asked("EDGEGUARD_KILLS", 20) / 4, 3);
        int seed = KillTests.Asked("EDGEGUARD_SEED", Environment.TickCount & 0xFFFF);
        TestContext.WriteLine($"EDGEGUARD_KILLS={kills * 4} EDGEGUARD_SEED={seed}");
        using var peers = new Peers();
        string folder = Directory.CreateTempSubdirectory("edgeguard-central-").FullName;
        ToldModule[] modules = [.. Enumerable.Range(0, 3).Select(i => new ToldModule($"m{i}", peers.Mosquitto.Port, seed + i))];
        bool goesOn = true;
        try
        {
            var random = new Random(seed);
            // There is nothing for the broker to keep before the console was there once.
            await BeThereOnce(folder, peers);
            // A broker takes faster than a disk: with a pause in between, what waits there is stored within the test.
            bool GoesOn()
            {
                Thread.Sleep(20);
                return Volatile.Read(ref goesOn);
            }
            Task load = Task.WhenAll(modules.Select(module => Task.Run(() => module.Run(GoesOn))));
            for (int i = 0; i < kills; i++)
            {
                using Executable central = Start(folder, peers);
                long before = Stored(folder);
                if (random.Next(4) > 0) Eventually.Is(() => Stored(folder) > before, "stored");
                await Task.Delay(random.Next(5, 400));
                Kill(central);
            }
            Volatile.Write(ref goesOn, false);
            await load.WaitAsync(TimeSpan.FromSeconds(60));
            using Executable last = Start(folder, peers);
            Eventually.Is(() => Stored(folder) > modules.Sum(module => module.Acknowledged.Count), "all stored");
            Kill(last);
            Compare(folder, modules);
        }
        finally
        {
            Volatile.Write(ref goesOn, false);
            Directory.Delete(folder, recursive: true);
        }
    }

    [TestMethod]
    public void All_that_is_wrong_with_it_is_told_at_once()
    {
        using Executable plain = Executable.Central("--broker", "mqtt://broker.plant:1883", "--plain-broker", "0", "--broker-ca", "ca.crt");
        Assert.AreEqual(2, plain.WaitForExit(), plain.Everything());
        string[] wanted = ["write mqtts://HOST:PORT", "--broker-certificate is missing", "--broker-key is missing", "--plain-broker is of"];
        foreach (string text in wanted) StringAssert.Contains(plain.Everything(), text);
        using Executable own = Executable.Central("--broker", "127.0.0.1:0", "--broker-ca", "ca.crt");
        Assert.AreEqual(2, own.WaitForExit(), own.Everything());
        StringAssert.Contains(own.Everything(), "go with --broker mqtts://HOST:PORT");
    }

    private static BrokerClient Connected(Peers peers, TestArchive archive)
    {
        var intake = new Intake(archive.Archive, () => archive.Keys, archive.Time);
        BrokerClient client = BrokerClient.Start(peers.Broker, intake.Take, TimeProvider.System);
        Eventually.Is(() => client.Trouble.Length == 0, "connected");
        return client;
    }

    private static Executable Start(string folder, Peers peers)
    {
        ExternalBroker broker = peers.Broker;
        Executable central = Executable.Central(
            "--data", folder, "--web", "127.0.0.1:0", "--broker", $"mqtts://{broker.Host}:{broker.Port}", "--broker-ca", broker.CaFile,
            "--broker-certificate", broker.CertificateFile, "--broker-key", broker.KeyFile);
        central.WaitForOutput("modules");
        return central;
    }

    private static async Task BeThereOnce(string folder, Peers peers)
    {
        using Executable central = Start(folder, peers);
        var module = new TestModule("first");
        for (int i = 1; i < 600 && Stored(folder) == 0; i++)
        {
            await peers.Publish(module.EventsTopic, module.Next(i));
            await Task.Delay(100);
        }
        Kill(central);
    }

    private static void Kill(Executable central)
    {
        central.Signal("KILL");
        central.WaitForExit();
    }

    private void Compare(string folder, ToldModule[] modules)
    {
        var options = new ArchiveOptions(Path.Combine(folder, "archive"));
        using SqliteArchive archive = SqliteArchive.Open(options, () => TestModule.Keys(), TimeProvider.System);
        Dictionary<string, List<long>> shown = modules.ToDictionary(module => module.Name, _ => new List<long>());
        shown["first"] = [];
        EventCursor? from = null;
        do
        {
            EventPage page = archive.Events(EventQuery.All, from, 5000);
            foreach (EventRow row in page.Items.Select(item => item.Event).OfType<EventRow>()) shown[row.Module].Add(row.Record.Sequence);
            from = page.Next;
        }
        while (from != null);
        foreach (ToldModule module in modules)
        {
            Assert.HasCount(shown[module.Name].Count, shown[module.Name].ToHashSet(), $"{module.Name}: there twice");
            string lost = string.Join(' ', module.Acknowledged.Except(shown[module.Name]).Order());
            Assert.AreEqual("", lost, $"{module.Name}: acknowledged and lost");
        }
        TestContext.WriteLine($"{shown.Values.Sum(list => list.Count)} events");
    }

    private static long Stored(string folder) => Directory.GetFiles(Path.Combine(folder, "archive"), "events-*.db").Sum(path =>
    {
        using SqliteFile file = SqliteFile.OpenToRead(path);
        return file.IsFilled ? file.Number("SELECT count(*) FROM event") : 0;
    });

    // mosquitto with a port for modules, and one for who shows a certificate. It keeps whatever a client that is away has not got.
    private sealed class Peers : IDisposable
    {
        private readonly BrokerCertificates _certificates = new();

        internal Peers()
        {
            int port = KillTests.FreePort();
            Mosquitto = new Mosquitto(
                null, null, "max_queued_messages 0", "max_queued_bytes 0", $"listener {port} 127.0.0.1", $"cafile {_certificates.CaFile}",
                $"certfile {_certificates.BrokerFile}", $"keyfile {_certificates.BrokerKeyFile}", "require_certificate true",
                "use_identity_as_username true");
            Broker = new ExternalBroker(
                "127.0.0.1", port, _certificates.CaFile, _certificates.ModuleFile, _certificates.ModuleKeyFile);
        }

        internal Mosquitto Mosquitto { get; }

        internal ExternalBroker Broker { get; }

        internal async Task Publish(string topic, byte[] payload)
        {
            using IMqttClient client = new MqttClientFactory().CreateMqttClient();
            MqttClientOptions options = new MqttClientOptionsBuilder().WithTcpServer("127.0.0.1", Mosquitto.Port)
                .WithTimeout(TimeSpan.FromSeconds(60)).Build();
            await client.ConnectAsync(options, CancellationToken.None);
            MqttClientPublishResult result = await client.PublishAsync(
                new MqttApplicationMessageBuilder().WithTopic(topic).WithPayload(payload)
                    .WithQualityOfServiceLevel(MqttQualityOfServiceLevel.AtLeastOnce).Build());
            Assert.IsTrue(result.IsSuccess);
        }

        public void Dispose()
        {
            Mosquitto.Dispose();
            _certificates.Dispose();
        }
    }
}
