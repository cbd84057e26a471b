using System.Diagnostics;
using System.Threading.Tasks;
using EdgeGuard.Cli;
using EdgeGuard.Core;
using EdgeGuard.Testing;
using EdgeGuard.Testing.Programs;

namespace EdgeGuard.Host.Tests.Cli;

[TestClass]
public sealed class LocalBrokerTests
{
    [TestMethod]
    [DataRow("mqttv311")]
    [DataRow("mqttv5")]
    public async Task Somebody_may_look_with_mosquitto_sub_as_it_is_typed(string version)
    {
        string program = PeerProgram.Find("mosquitto_sub", "mosquitto-clients");
        await using LocalBroker broker = await LocalBroker.Start();
        var clock = new SystemClock();
        using var uplink = new MqttUplink(
            clock, new MqttUplinkOptions { Host = "127.0.0.1", Port = broker.Port, ClientId = "m" }, "will", _ => [], _ => { });
        uplink.Start();
        Eventually.Is(() => uplink.IsConnected, "connected");
        Assert.AreNotEqual(
            Publication.Failed,
            await Task.Run(() => uplink.Publish("edgeguard/v1/site/m/state", "seen"u8.ToArray(), 0, 4, true, clock.Now + 10_000)));
        using Process looking = Process.Start(
            new ProcessStartInfo(program, ["-V", version, "-p", broker.Port.ToString(), "-t", "#", "-C", "1", "-W", "30"])
            {
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            })!;
        string seen = await looking.StandardOutput.ReadToEndAsync();
        Assert.AreEqual("seen", seen.Trim(), await looking.StandardError.ReadToEndAsync());
    }
}
