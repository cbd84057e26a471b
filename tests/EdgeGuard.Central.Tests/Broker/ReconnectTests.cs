using System;
using System.Collections.Generic;
using System.Linq;
using System.Net;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using System.Threading;
using System.Threading.Tasks;
using EdgeGuard.Testing.Programs;
using MQTTnet.Protocol;
using MQTTnet.Server;

namespace EdgeGuard.Central.Tests;

/// <summary>How often a broker is asked that does not keep a connection.</summary>
[TestClass]
public sealed class ReconnectTests
{
    // What has to pass until a broker that drops everybody is asked once a minute: 1 + 2 + 4 + … + 32, and up to half more.
    private static readonly double[] Steps = [1, 2, 4, 8, 16, 32, 60, 60, 60];

    [TestMethod]
    public void Pauses_are_longer_and_longer_until_a_connection_lasts_as_long_as_the_next_would_be()
    {
        var pause = new ReconnectPause();
        TimeSpan none = TimeSpan.Zero;
        double Next(TimeSpan lasted) => pause.After(lasted).TotalSeconds;
        foreach (double expected in Steps) Assert.AreEqual(expected, Next(none));
        Assert.AreEqual(60, Next(TimeSpan.FromSeconds(59.9)));
        Assert.AreEqual(1, Next(TimeSpan.FromSeconds(60)));
        Assert.AreEqual(2, Next(TimeSpan.FromSeconds(1.9)));
        Assert.AreEqual(4, Next(TimeSpan.FromSeconds(3.9)));
        Assert.AreEqual(1, Next(TimeSpan.FromSeconds(8)));
    }

    [TestMethod]
    public async Task A_broker_that_takes_everybody_and_drops_them_at_once_is_asked_once_a_minute_in_the_end()
    {
        using var certificates = new BrokerCertificates();
        var time = new PassingTime();
        int port = KillTests.FreePort();
        using MqttServer server = Server(certificates, port);
        bool drops = true;
        string kept = "";
        server.ClientSubscribedTopicAsync += subscribed =>
        {
            if (Volatile.Read(ref drops)) return server.DisconnectClientAsync(subscribed.ClientId, MqttDisconnectReasonCode.ServerBusy);
            Volatile.Write(ref kept, subscribed.ClientId);
            return Task.CompletedTask;
        };
        await server.StartAsync();
        var broker = new ExternalBroker("127.0.0.1", port, certificates.CaFile, certificates.ModuleFile, certificates.ModuleKeyFile);
        await using (BrokerClient.Start(broker, (_, _) => Task.FromResult(Receipt.Stored), time))
        {
            Eventually.Is(() => time.Waits.Count >= Steps.Length, "asked again and again");
            double[] waits = [.. time.Waits.Take(Steps.Length).Select(wait => wait.TotalSeconds)];
            for (int i = 0; i < Steps.Length; i++)
            {
                Assert.IsTrue(waits[i] >= Steps[i] && waits[i] < Steps[i] * 1.5, string.Join(' ', waits));
            }
            Volatile.Write(ref drops, false);
            Eventually.Is(() => Volatile.Read(ref kept).Length > 0, "it stays");
            int before = time.Waits.Count;
            time.Pass(TimeSpan.FromSeconds(90));
            Volatile.Write(ref drops, true);
            await server.DisconnectClientAsync(kept, MqttDisconnectReasonCode.ServerBusy);
            Eventually.Is(() => time.Waits.Count > before, "asked again");
            Assert.IsLessThan(1.5, time.Waits[before].TotalSeconds, "it had lasted");
        }
        await server.StopAsync();
    }

    private static MqttServer Server(BrokerCertificates certificates, int port)
    {
        X509Certificate2 own = X509CertificateLoader.LoadPkcs12(certificates.Broker.Export(X509ContentType.Pkcs12), null);
        MqttServerOptions options = new MqttServerOptionsBuilder().WithoutDefaultEndpoint().WithEncryptedEndpoint()
            .WithEncryptedEndpointPort(port).WithEncryptedEndpointBoundIPAddress(IPAddress.Loopback)
            .WithEncryptedEndpointBoundIPV6Address(IPAddress.None).WithEncryptionCertificate(own)
            .WithEncryptionSslProtocol(SslProtocols.Tls12 | SslProtocols.Tls13).Build();
        return new MqttServerFactory().CreateMqttServer(options);
    }

    // A clock on which what somebody waits for is over at once.
    private sealed class PassingTime : TimeProvider
    {
        private readonly List<TimeSpan> _waits = [];
        private long _now;

        internal IReadOnlyList<TimeSpan> Waits
        {
            get { lock (_waits) return [.. _waits]; }
        }

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => Interlocked.Read(ref _now);

        internal void Pass(TimeSpan time) => Interlocked.Add(ref _now, time.Ticks);

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            Pass(dueTime);
            lock (_waits) _waits.Add(dueTime);
            return System.CreateTimer(callback, state, TimeSpan.Zero, period);
        }
    }
}
