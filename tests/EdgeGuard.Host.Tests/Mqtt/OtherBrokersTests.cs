using System;
using System.Collections.Concurrent;
using System.Linq;
using System.Text;
using EdgeGuard.Core;
using EdgeGuard.Testing.Programs;

namespace EdgeGuard.Host.Tests.Mqtt;

/// <summary>Brokers that can do less than is asked, or say what is not listened to easily.</summary>
[TestClass]
public class OtherBrokersTests
{
    private const string Events = "edgeguard/v1/s/m/events";

    private static readonly byte[] Welcome = [0x20, 3, 0, 0, 0];
    private static readonly byte[] OldWelcome = [0x20, 2, 0, 0];
    private static readonly byte[] Pong = [0xD0, 0];

    private readonly SystemClock _clock = new();
    private readonly ConcurrentQueue<string> _log = [];

    [TestMethod]
    public void The_brokers_keep_alive_counts_and_not_ours()
    {
        using var broker = new RawBroker(packet => packet.Type == RawBroker.Connect ? [0x20, 6, 0, 0, 3, 0x13, 0, 1] : Pong);
        using MqttUplink uplink = Connected(broker.Port);
        Eventually.Is(() => broker.Packets.Count(p => p.Type == RawBroker.Ping) >= 2, "it pings each second, not after its own thirty");
        Assert.IsTrue(uplink.IsConnected);
    }

    [TestMethod]
    [DataRow(0x97, "a quota is used up")]
    [DataRow(0x8B, "the broker shuts down")]
    [DataRow(0x9C, "another broker is to be used; see mqtt.broker")]
    [DataRow(0x8E, "somebody else came with our client id")]
    public void A_broker_that_ends_each_connection_right_behind_its_welcome_is_asked_less_and_less_often(int reason, string words)
    {
        using var broker = new RawBroker(packet => [.. Welcome, 0xE0, 2, (byte)reason, 0]);
        using MqttUplink uplink = Start(broker.Port);
        Eventually.Is(() => broker.Arrivals.Length >= 6, "it comes again");
        long[] arrivals = broker.Arrivals;
        // Pauses of 20, 40, 80, 160 and 320 ms, each shortened by half at most: more time can only make a wrong program fail.
        Assert.IsGreaterThanOrEqualTo(310, arrivals[5] - arrivals[0]);
        Assert.IsTrue(_log.Any(line => line.Contains(words, StringComparison.Ordinal)), Log);
    }

    [TestMethod]
    [DataRow(true)]
    [DataRow(false)]
    public void A_broker_of_version_3_1_1_alone_is_spoken_to_in_that_version(bool says)
    {
        byte[]? refusal = says ? [0x20, 2, 0, 1] : null;
        using var broker = new RawBroker(packet => packet.Type switch
        {
            RawBroker.Connect => packet.Level == 4 ? OldWelcome : refusal,
            RawBroker.Publish => packet.Acknowledgement,
            _ => Pong,
        });
        using MqttUplink uplink = Connected(broker.Port);
        Assert.AreEqual(Publication.Acknowledged, Publish(uplink, Events, 10));
        Assert.IsTrue(_log.Any(line => line.Contains("the broker speaks MQTT 3.1.1 and not 5", StringComparison.Ordinal)), Log);
    }

    [TestMethod]
    public void A_cable_that_breaks_before_the_welcome_does_not_make_a_broker_an_old_one()
    {
        int connects = 0;
        using var broker = new RawBroker(packet => packet.Type switch
        {
            RawBroker.Connect => ++connects == 1 ? null : packet.Level == 4 ? OldWelcome : Welcome,
            RawBroker.Publish => connects == 2 ? null : packet.Acknowledgement,
            _ => Pong,
        });
        using MqttUplink uplink = Connected(broker.Port);
        Assert.AreEqual(Publication.Failed, Publish(uplink, Events, 10));
        Eventually.Is(() => Publish(uplink, Events, 10) == Publication.Acknowledged, "it goes on");
        CollectionAssert.AreEqual(
            new[] { 5, 4, 5 }, broker.Packets.Where(p => p.Type == RawBroker.Connect).Select(p => p.Level).ToArray());
    }

    [TestMethod]
    public void One_that_closes_without_a_word_is_told_with_what_it_may_be()
    {
        using var broker = new RawBroker(_ => null);
        using MqttUplink uplink = Start(broker.Port);
        Eventually.Is(() => broker.Arrivals.Length >= 3, "it comes again");
        Assert.HasCount(1, _log);
        Assert.IsTrue(
            _log.All(
                line => line.Contains("closed the connection without an answer", StringComparison.Ordinal)
                    && line.Contains("expects TLS", StringComparison.Ordinal)),
            Log);
        Assert.IsTrue(broker.Packets.Select(p => p.Level).Distinct().Count() == 2, "both versions are tried");
    }

    [TestMethod]
    public void Mosquitto_without_retained_messages_gets_them_without()
    {
        using var broker = new Mosquitto(null, null, "retain_available false");
        using MqttUplink uplink = Connected(broker.Port);
        Assert.AreNotEqual(Publication.Failed, Publish(uplink, "state", 10, retain: true));
        Assert.IsTrue(_log.Any(line => line.Contains("retain_available", StringComparison.Ordinal)), Log);
    }

    [TestMethod]
    public void Mosquitto_with_QoS_0_alone_gets_that_and_a_ping_behind_it_says_that_it_has_it()
    {
        using var broker = new Mosquitto(null, null, "max_qos 0");
        using MqttUplink uplink = Connected(broker.Port);
        Assert.AreEqual(Publication.Acknowledged, Publish(uplink, Events, 10));
        Assert.IsTrue(_log.Any(line => line.Contains("delivery is not confirmed", StringComparison.Ordinal)), Log);
        broker.Kill();
        Assert.AreEqual(Publication.Failed, Publish(uplink, Events, 10), "what nobody has read is not delivered");
    }

    [TestMethod]
    public void Where_nobody_subscribes_that_is_said_once()
    {
        using var broker = new Mosquitto(null);
        using MqttUplink uplink = Connected(broker.Port);
        Assert.AreEqual(Publication.Unheard, Publish(uplink, Events, 10));
        Assert.AreEqual(Publication.Unheard, Publish(uplink, Events, 10));
        Assert.HasCount(1, _log.Where(line => line.Contains("nobody subscribes to " + Events, StringComparison.Ordinal)));
    }

    [TestMethod]
    public void What_is_more_than_the_broker_has_said_it_takes_is_not_sent()
    {
        using var broker = new Mosquitto(null, null, "max_packet_size 2000");
        using MqttUplink uplink = Connected(broker.Port);
        int most = uplink.MostBytes(Events);
        Assert.IsTrue(most is > 1900 and < 2000, $"{most}");
        Assert.AreEqual(Publication.TooLarge, Publish(uplink, Events, most + 1));
        Assert.AreNotEqual(Publication.TooLarge, Publish(uplink, Events, most));
        Assert.IsTrue(uplink.IsConnected, "and the connection stands: " + Log);
        Assert.AreEqual(1, uplink.ConnectionNumber);
    }

    [TestMethod]
    public void What_a_broker_refuses_as_too_large_without_having_said_so_is_known_as_such()
    {
        using var broker = new Mosquitto(null, null, "message_size_limit 2000");
        using MqttUplink uplink = Connected(broker.Port);
        Assert.AreEqual(int.MaxValue, uplink.MostBytes(Events));
        Assert.AreEqual(Publication.TooLarge, Publish(uplink, Events, 3000));
        Assert.AreEqual(Publication.Unheard, Publish(uplink, Events, 1000));
    }

    [TestMethod]
    public void Nobody_at_the_port_is_told_in_our_words()
    {
        int port;
        using (var free = new RawBroker(_ => null)) port = free.Port;
        using MqttUplink uplink = Start(port);
        Eventually.Is(() => !_log.IsEmpty, "the attempt fails");
        Assert.Contains($"broker: nobody listens at 127.0.0.1:{port}; is the broker running, is the port right?", _log);
    }

    [TestMethod]
    public void The_greeting_which_cannot_come_in_parts_is_200_bytes_and_the_names_at_most()
    {
        using var broker = new RawBroker(_ => null);
        var status = new ModuleStatus(new byte[16], int.MaxValue, new Inventory("", "", "", []));
        var options = new MqttUplinkOptions { Host = "127.0.0.1", Port = broker.Port, ClientId = "edgeguard-north-pump3" };
        string will = new ReportTopics("north", "pump3").State;
        using var uplink = new MqttUplink(_clock, options, will, _ => Report.Offline(status, int.MaxValue, false), _log.Enqueue);
        uplink.Start();
        Eventually.Is(() => broker.Packets.Length > 0, "it greets");
        Assert.IsLessThanOrEqualTo(200 + 2 * "northpump3".Length, 3 + broker.Packets[0].Body.Length);
    }

    [TestMethod]
    [DataRow(new byte[] { 0x30, 0xFF, 0xFF, 0xFF, 0x7F }, DisplayName = "a message of 256 MB")]
    [DataRow(new byte[] { 0x40, 2, 0, 1, 0x30, 0x81, 0x80, 0x04 }, DisplayName = "one behind a small packet")]
    [DataRow(new byte[] { 0x30, 0x80, 0x80, 0x80, 0x80, 0x01 }, DisplayName = "a length without end")]
    public void A_broker_that_announces_a_large_packet_is_left_before_there_is_room_for_it(byte[] announced)
    {
        using var broker = new RawBroker(packet => packet.Type == RawBroker.Connect ? [.. Welcome, .. announced] : Pong);
        using MqttUplink uplink = Start(broker.Port);
        Eventually.Is(() => broker.Arrivals.Length >= 2, "it leaves, and comes again");
        Eventually.Is(() => _log.Any(line => line.Contains("more than 65536 bytes", StringComparison.Ordinal)), Log);
    }

    [TestMethod]
    public void Every_reason_of_the_specification_has_words()
    {
        foreach (var code in Enum.GetValues<MQTTnet.MqttClientConnectResultCode>())
        {
            Check(BrokerWords.Refusal(code, null), (int)code is 0 or 128 or 129 or 130 or 131 or 153);
        }
        foreach (var code in Enum.GetValues<MQTTnet.MqttClientDisconnectReason>())
        {
            Check(BrokerWords.End(code, null), (int)code is 4 or 128 or 131 or 140 or 143 or 158 or 161 or 162);
        }
        StringAssert.EndsWith(BrokerWords.Refusal(MQTTnet.MqttClientConnectResultCode.Banned, "no\nmore"), "(it says 'no?more')");
    }

    private static void Check(string words, bool isNumber) =>
        Assert.AreEqual(isNumber, words.Contains("0x", StringComparison.Ordinal), words);

    private string Log => string.Join("; ", _log);

    private MqttUplink Connected(int port)
    {
        MqttUplink uplink = Start(port);
        Eventually.Is(() => uplink.IsConnected, "connected; log: " + Log);
        return uplink;
    }

    private MqttUplink Start(int port)
    {
        var options = new MqttUplinkOptions
        {
            Host = "127.0.0.1",
            Port = port,
            ClientId = "module",
            FirstRetryMs = 20,
            MostRetryMs = 2_000,
            EventsTopic = Events,
        };
        var uplink = new MqttUplink(_clock, options, "will", number => Encoding.UTF8.GetBytes("gone " + number), _log.Enqueue);
        uplink.Start();
        return uplink;
    }

    private Publication Publish(MqttUplink uplink, string topic, int bytes, bool retain = false) =>
        uplink.Publish(topic, new byte[bytes], 0, bytes, retain, _clock.Now + 10_000);
}
