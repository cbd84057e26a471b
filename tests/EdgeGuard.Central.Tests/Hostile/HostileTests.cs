using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Text.RegularExpressions;
using System.Threading;
using System.Threading.Tasks;
using EdgeGuard.Host;
using EdgeGuard.Pki;
using MQTTnet;
using MQTTnet.Protocol;

namespace EdgeGuard.Central.Tests;

/// <summary>Modules that mean harm, over TLS, at the broker of a whole console. <c>EDGEGUARD_HOSTILE</c> names how many messages.</summary>
[TestClass]
public sealed partial class HostileTests
{
    // Of its own: what is not there is nothing that could be shown.
    private static readonly string[] Pages =
        ["/", "/modules", "/modules/plant-7/pump-3", "/modules/plant-7/pump-4", "/events", "/refusals", "/alerts", "/audit", "/clients",
            "/modules/plant-7/pump-3/clients", "/modules/plant-7/pump-4/clients"];

    private static readonly string[] Files =
        ["/events.csv", "/events.json", "/refusals.csv", "/refusals.json", "/modules.csv", "/modules.json", "/clients.csv", "/clients.json",
            "/modules/plant-7/pump-3/clients.csv", "/modules/plant-7/pump-4/clients.json"];

    private static readonly string[] Modules = ["pump-3", "pump-4"];

    public TestContext TestContext { get; set; } = null!;

    [TestMethod]
    public async Task Whatever_modules_send_is_counted_nothing_of_it_is_unescaped_and_the_next_message_is_stored()
    {
        int messages = KillTests.Asked("EDGEGUARD_HOSTILE", 1500);
        int seed = KillTests.Asked("EDGEGUARD_SEED", Environment.TickCount & 0xFFFF);
        TestContext.WriteLine($"EDGEGUARD_HOSTILE={messages} EDGEGUARD_SEED={seed}");
        await using WebConsole console = await WebConsole.Start();
        new SealKeyFolder(CentralFolder.Open(console.Folder).SealKeys, new SystemHmac(), console.Time, _ => { })
            .Add(TestModule.KeyOf("pump-3"));
        HostileMessages[] senders = [.. Modules.Select((module, i) => new HostileMessages("plant-7", module, seed + i))];
        await Task.WhenAll(senders.Select((sender, i) => Send(console, Modules[i], sender, messages / Modules.Length)));
        var good = new TestModule("pump-5");
        Assert.AreEqual(Receipt.Stored, await console.Server.Archive.Store(good.Arrival(good.Next(1), TestModule.Keys())));
        await CheckCounts(console, messages / Modules.Length * Modules.Length, senders.Sum(sender => sender.Foreign));
        await CheckPages(console);
    }

    // Several at once, on one connection: a broker that stands still at one would be seen as well.
    private static async Task Send(WebConsole console, string module, HostileMessages hostile, int count)
    {
        using IMqttClient client = await Connect(console, module);
        using var room = new SemaphoreSlim(16);
        var sent = new List<Task>();
        for (int i = 0; i < count; i++)
        {
            await room.WaitAsync();
            (string topic, byte[] payload) = hostile.Next();
            sent.Add(Publish(client, topic, payload, room));
        }
        await Task.WhenAll(sent);
        Assert.IsTrue(client.IsConnected, "what is refused ends no connection");
    }

    private static async Task Publish(IMqttClient client, string topic, byte[] payload, SemaphoreSlim room)
    {
        try
        {
            await client.PublishAsync(new MqttApplicationMessageBuilder().WithTopic(topic).WithPayload(payload)
                .WithQualityOfServiceLevel(MqttQualityOfServiceLevel.AtLeastOnce).Build());
        }
        finally
        {
            room.Release();
        }
    }

    private static async Task CheckCounts(WebConsole console, int messages, int foreign)
    {
        long Found(params FindingKind[] kinds) =>
            console.Server.Archive.Findings().Where(finding => kinds.Contains(finding.Kind)).Sum(finding => finding.Count);

        Dictionary<string, long> receipts = await Receipts(console);
        Assert.AreEqual(0, receipts["failed"]);
        Assert.AreEqual(messages - foreign, receipts.Values.Sum(), "each own message has its receipt");
        Assert.AreEqual(foreign, Found(FindingKind.ForeignTopic), "each on a topic of another is told");
        long rejected = Found(FindingKind.Unreadable, FindingKind.SealWrong, FindingKind.Conflict, FindingKind.Scattered);
        Assert.AreEqual(receipts["rejected"], rejected, "each that was rejected is told");
        Assert.IsGreaterThan(0, receipts["rejected"]);
        Assert.IsGreaterThan(0, receipts["stored"]);
    }

    private static async Task<Dictionary<string, long>> Receipts(WebConsole console)
    {
        using WebBrowser machine = await console.Browse();
        string token = (await File.ReadAllTextAsync(Path.Combine(console.Folder, "metrics-token"))).Trim();
        machine.Client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        MatchCollection rows = OfReceipt().Matches(await machine.Text("/metrics"));
        return rows.ToDictionary(row => row.Groups[1].Value, row => long.Parse(row.Groups[2].Value));
    }

    private static async Task CheckPages(WebConsole console)
    {
        console.AddFirst("anna");
        using WebBrowser browser = await console.Browse("anna");
        foreach (string page in Pages.Concat(Files))
        {
            using HttpResponseMessage answer = await browser.Get(page);
            string text = await answer.Content.ReadAsStringAsync();
            Assert.IsTrue(answer.IsSuccessStatusCode, $"{page}: {answer.StatusCode}");
            if (Pages.Contains(page)) Assert.IsFalse(text.Contains(HostileMessages.Markup, StringComparison.Ordinal), page);
            char unfit = text.FirstOrDefault(c => (char.IsControl(c) && c is not ('\r' or '\n' or '\t')) || c is '\u202e');
            Assert.AreEqual('\0', unfit, $"{page} has U+{(int)unfit:X4}");
        }
        StringAssert.Contains(await browser.Text("/events"), "&lt;b id=evil&gt;", "it is shown, as text");
    }

    private static async Task<IMqttClient> Connect(WebConsole console, string module)
    {
        IssuedCertificate issued = console.Ca.Issue("plant-7", module, Path.Combine(console.Folder, "hostile"));
        IMqttClient client = new MqttClientFactory().CreateMqttClient();
        await client.ConnectAsync(new MqttClientOptionsBuilder().WithTcpServer("127.0.0.1", console.Server.BrokerPort)
            .WithStreamProvider(BrokerTls.Load("127.0.0.1", console.Ca.CertificatePath, issued.CertificatePath, issued.KeyPath))
            .WithTimeout(TimeSpan.FromSeconds(60)).Build());
        return client;
    }

    [GeneratedRegex("messages_total\\{receipt=\"([a-z]+)\"\\} ([0-9]+)")]
    private static partial Regex OfReceipt();
}
