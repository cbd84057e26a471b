using System;
using System.Collections.Generic;
using System.IO;
using System.Threading.Tasks;
using EdgeGuard.Testing.Programs;
using MQTTnet;
using MQTTnet.Protocol;

namespace EdgeGuard.Central.Tests;

/// <summary>The real process, killed at once after it acknowledged reports of traffic.</summary>
[TestClass]
public sealed class TrafficKillTests
{
    public TestContext TestContext { get; set; } = null!;

    [TestMethod]
    public async Task What_was_acknowledged_of_traffic_outlasts_a_kill()
    {
        int kills = KillTests.Asked("EDGEGUARD_KILLS", 4);
        int seed = KillTests.Asked("EDGEGUARD_SEED", Environment.TickCount & 0xFFFF);
        TestContext.WriteLine($"EDGEGUARD_KILLS={kills} EDGEGUARD_SEED={seed}");
        string folder = Directory.CreateTempSubdirectory("edgeguard-central-").FullName;
        var random = new Random(seed);
        var told = new ToldTraffic();
        try
        {
            long asked = 0;
            for (int i = 0; i < kills; i++)
            {
                int port = KillTests.FreePort();
                using Executable central = KillTests.Start(folder, port);
                asked += await Tell(told, port, random.Next(1, 8));
                central.Signal("KILL");
                central.WaitForExit();
                using SqliteFile file = SqliteFile.OpenToWrite(
                    Path.Combine(folder, TrafficFile.FileName), TrafficSchema.Layout, _ => Assert.Fail("it is gone"));
                Assert.AreEqual(asked, file.Number("SELECT requests FROM poll"), $"after kill {i}");
            }
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    // One request more with each report.
    private static async Task<int> Tell(ToldTraffic told, int port, int reports)
    {
        using IMqttClient client = new MqttClientFactory().CreateMqttClient();
        var patience = TimeSpan.FromSeconds(30);
        await client.ConnectAsync(new MqttClientOptionsBuilder().WithTcpServer("127.0.0.1", port).WithTimeout(patience).Build());
        for (int i = 0; i < reports; i++)
        {
            List<byte[]> messages = told.Ask(ToldTraffic.Scada, "03 unit 1 address 0 quantity 10").Reports();
            MqttClientPublishResult result = await client.PublishAsync(new MqttApplicationMessageBuilder().WithTopic(told.Topic)
                .WithPayload(messages[0]).WithQualityOfServiceLevel(MqttQualityOfServiceLevel.AtLeastOnce).Build());
            Assert.IsTrue(result.IsSuccess);
        }
        return reports;
    }
}
