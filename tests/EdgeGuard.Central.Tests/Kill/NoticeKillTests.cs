using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using EdgeGuard.Core;
using EdgeGuard.Testing.Programs;
using MQTTnet;
using MQTTnet.Exceptions;
using MQTTnet.Protocol;

namespace EdgeGuard.Central.Tests;

/// <summary>The real process, killed at random moments while alerts open and a webhook is told of them.</summary>
[TestClass]
[System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
public sealed class NoticeKillTests
{
    private const string Site = "plant-7";
    private const int MostModules = 400;

    // Each is a module of its own whose one event is an alert of its own.
    private readonly ConcurrentQueue<string> _acknowledged = new();

    public TestContext TestContext { get; set; } = null!;

    [TestMethod]
    public async Task No_alert_and_no_notice_is_lost_and_what_comes_twice_has_the_same_name()
    {
        int kills = Math.Max(KillTests.Asked("EDGEGUARD_KILLS", 20) / 2, 5);
        int seed = KillTests.Asked("EDGEGUARD_SEED", Environment.TickCount & 0xFFFF);
        TestContext.WriteLine($"EDGEGUARD_KILLS={kills * 2} EDGEGUARD_SEED={seed}");
        using var sink = new WebhookSink(seed);
        string folder = Directory.CreateTempSubdirectory("edgeguard-central-").FullName;
        int port = KillTests.FreePort();
        bool goesOn = true;
        Task load = Task.Run(() => Load(port, seed, () => Volatile.Read(ref goesOn)));
        try
        {
            Prepare(folder, sink);
            var random = new Random(seed);
            for (int i = 0; i < kills; i++) RunAndKill(folder, port, random, sink);
            using Executable last = KillTests.Start(folder, port);
            Volatile.Write(ref goesOn, false);
            await load.WaitAsync(TimeSpan.FromSeconds(60));
            Eventually.Is(() => _acknowledged.All(module => sink.Modules.Contains(module)), "told of all");
            last.Signal("KILL");
            last.WaitForExit();
            Compare(folder, sink);
        }
        finally
        {
            Volatile.Write(ref goesOn, false);
            Directory.Delete(folder, recursive: true);
        }
    }

    private static void Prepare(string folder, WebhookSink sink)
    {
        File.SetUnixFileMode(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        string secret = Path.Combine(folder, "webhook-secret");
        File.WriteAllText(secret, "hush");
        File.SetUnixFileMode(secret, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        File.WriteAllText(
            Path.Combine(folder, NotifySettings.FileName), $"webhook.url http://127.0.0.1:{sink.Port}/hook\nwebhook.secret {secret}\n");
    }

    // Killed at once, or when something was told again, or after some more time: alerts are looked for each second.
    private static void RunAndKill(string folder, int port, Random random, WebhookSink sink)
    {
        using Executable central = KillTests.Start(folder, port);
        int before = sink.Got.Count;
        if (random.Next(4) > 0) Eventually.Is(() => sink.Got.Count > before, "told");
        Thread.Sleep(random.Next(0, 1200));
        central.Signal("KILL");
        central.WaitForExit();
    }

    // Always another module, until its event is acknowledged.
    private async Task Load(int port, int seed, Func<bool> goesOn)
    {
        var random = new Random(seed);
        for (int i = 0; i < MostModules && goesOn(); i++)
        {
            var module = new TestModule($"m{i}", site: Site);
            byte[] batch = module.Next([new EventRecord { Sequence = 1, Code = EventCode.Bypassed, Utc = 1_790_000_000_000 }]);
            bool isTaken = false;
            while (!isTaken && goesOn()) isTaken = await TrySend(port, module.EventsTopic, batch);
            if (isTaken) _acknowledged.Enqueue(module.Name);
            await Task.Delay(random.Next(5, 150));
        }
    }

    private static async Task<bool> TrySend(int port, string topic, byte[] batch)
    {
        try
        {
            using IMqttClient client = new MqttClientFactory().CreateMqttClient();
            MqttClientOptions options = new MqttClientOptionsBuilder().WithTcpServer("127.0.0.1", port)
                .WithTimeout(TimeSpan.FromSeconds(20)).Build();
            using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(20));
            await client.ConnectAsync(options, limit.Token);
            MqttClientPublishResult result = await client.PublishAsync(
                new MqttApplicationMessageBuilder().WithTopic(topic).WithPayload(batch)
                    .WithQualityOfServiceLevel(MqttQualityOfServiceLevel.AtLeastOnce).Build(), limit.Token);
            return result.IsSuccess;
        }
        catch (Exception e) when (e is MqttCommunicationException or MqttClientDisconnectedException or IOException
            or OperationCanceledException)
        {
            await Task.Delay(20);
            return false;
        }
    }

    private void Compare(string folder, WebhookSink sink)
    {
        using var file = AlertFile.Open(Path.Combine(folder, AlertFile.FileName));
        List<Alert> alerts = file.Open();
        string[] bypassed = [.. alerts.Where(alert => alert.Key.Kind == AlertKind.Bypass).Select(alert => alert.Key.Module)];
        Assert.AreEqual("", string.Join(' ', _acknowledged.Except(bypassed)), "acknowledged, and no alert");
        Assert.HasCount(bypassed.Length, bypassed.ToHashSet(), "an alert twice");
        // What the alerts' own history says was told, but what still waits.
        string[] due = [.. alerts.SelectMany(alert => file.Notes(alert.Id).Select(note => $"{alert.Id} {note.What}")).Order()];
        Assert.IsGreaterThanOrEqualTo(_acknowledged.Count, due.Length);
        string[] told = [.. sink.Got.GroupBy(got => got.Notice).Select(same => same.Single().What).Order()];
        int waiting = file.Notices.Count("webhook");
        Assert.AreEqual("", string.Join(", ", told.Except(due)), "told, and not in the history");
        Assert.HasCount(told.Length + waiting, due, "each is told or waits");
        Assert.HasCount(told.Length, told.ToHashSet(), "another name for the same");
        Assert.IsEmpty(file.Notices.Lost());
        TestContext.WriteLine($"{due.Length} notices of {alerts.Count} alerts, {sink.Total - told.Length} came twice, {waiting} wait");
    }
}
