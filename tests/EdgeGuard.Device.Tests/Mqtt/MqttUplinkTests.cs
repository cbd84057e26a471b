extern alias Real;
using System;
using System.Linq;
using System.Security.Cryptography.X509Certificates;
using EdgeGuard.Device.Tests.Libraries;
using nanoFramework.M2Mqtt.Messages;
using Crypto = Real::System.Security.Cryptography;

namespace EdgeGuard.Device.Tests.Mqtt;

/// <summary>The device's uplink: what it asks of the library, and what it does when broker or library do not.</summary>
[TestClass]
public sealed class MqttUplinkTests
{
    [TestMethod]
    public void It_connects_to_an_address_with_its_own_Will_and_looks_nothing_up()
    {
        using UplinkBed bed = new UplinkBed().Start();
        FakeBrokerLine line = bed.Broker.Lines.Single();
        Assert.AreEqual("192.0.2.7:1883", line.Target);
        Assert.AreEqual("", line.Tls);
        Assert.AreEqual(new FakeBrokerLine.Request("module", null, null, true, UplinkBed.State, "will 1", true, 30), line.Asked);
        Assert.AreEqual(0, bed.Broker.LookUps);
        Assert.IsTrue(bed.Uplink.IsConnected);
        Assert.AreEqual(1, bed.Uplink.ConnectionNumber);
        CollectionAssert.AreEqual(new[] { "connected to the broker 192.0.2.7, connection 1" }, bed.Told);
        Assert.AreEqual(2, bed.Broker.Settings.InflightQueueSize);
    }

    [TestMethod]
    public void With_a_CA_it_asks_for_TLS_with_the_certificates_it_was_given()
    {
        X509Certificate2 authority = Certificate("CN=site CA");
        X509Certificate2 own = Certificate("CN=module");
        using UplinkBed bed = new UplinkBed(o =>
        {
            o.Authority = authority;
            o.Certificate = own;
            o.User = "u";
            o.Password = "p";
        }).Start();
        Assert.AreEqual("TLSv1_2 CN=site CA CN=module", bed.Broker.Lines[0].Tls);
        Assert.AreEqual("u", bed.Broker.Lines[0].Asked!.User);
        Assert.AreEqual("p", bed.Broker.Lines[0].Asked!.Password);
        Assert.IsTrue(bed.Broker.Settings.ValidateServerCertificate);
    }

    [TestMethod]
    public void A_message_is_published_once_the_broker_acknowledged_it()
    {
        using UplinkBed bed = new UplinkBed().Start();
        bool?[] answer = bed.Publish("one");
        Assert.IsTrue(answer[0]);
        CollectionAssert.AreEqual(new[] { "one" }, bed.Arrived());
    }

    [TestMethod]
    public void A_message_that_is_not_acknowledged_is_not_published_and_the_connection_goes_on()
    {
        using UplinkBed bed = new UplinkBed().Start();
        bed.Broker.Acknowledges = _ => false;
        bool?[] answer = bed.Publish("one");
        bed.Clock.Advance(2_900);
        Assert.IsNull(answer[0]);
        bed.Clock.Advance(200);
        Assert.IsFalse(answer[0]);
        Assert.HasCount(3, bed.Arrived());
        bed.Broker.Acknowledges = _ => true;
        Assert.IsTrue(bed.Publish("two")[0]);
        Assert.AreEqual(1, bed.Uplink.ConnectionNumber);
    }

    [TestMethod]
    public void An_acknowledgement_of_the_second_or_third_copy_counts()
    {
        using UplinkBed bed = new UplinkBed().Start();
        int copies = 0;
        bed.Broker.Acknowledges = _ => ++copies == 3;
        bool?[] answer = bed.Publish("one");
        bed.Clock.Advance(2_000);
        Assert.IsTrue(answer[0]);
    }

    [TestMethod]
    public void A_message_given_up_before_the_library_gave_it_up_never_arrives_after_a_newer_one()
    {
        using UplinkBed bed = new UplinkBed().Start();
        bed.Broker.Takes = m => m.Text != "old";
        bool?[] answer = bed.Publish("old", 500);
        bed.Clock.Advance(500);
        Assert.IsFalse(answer[0]);
        bed.Broker.Takes = _ => true;
        bed.Clock.Advance(2_000);
        Assert.AreEqual(2, bed.Uplink.ConnectionNumber);
        Assert.IsTrue(bed.Publish("new")[0]);
        bed.Clock.Advance(10_000);
        CollectionAssert.AreEqual(new[] { "new" }, bed.Arrived());
    }

    [TestMethod]
    public void A_lost_connection_wakes_who_publishes_sends_the_Will_and_is_made_anew()
    {
        using UplinkBed bed = new UplinkBed().Start();
        bed.Broker.Takes = m => m.Topic != "t";
        bool?[] answer = bed.Publish("one");
        bed.Broker.Drop();
        bed.Clock.Settle();
        Assert.IsFalse(answer[0]);
        Assert.IsFalse(bed.Uplink.IsConnected);
        Assert.AreEqual("will 1", bed.Broker.Retained(UplinkBed.State));
        bed.Clock.Advance(1_500);
        Assert.IsTrue(bed.Uplink.IsConnected);
        Assert.AreEqual(2, bed.Uplink.ConnectionNumber);
        Assert.AreEqual("will 2", bed.Broker.Lines[1].Asked!.WillMessage);
        CollectionAssert.Contains(bed.Told, "broker: the connection was lost");
    }

    [TestMethod]
    public void Nothing_of_a_connection_is_left_when_the_next_one_stands()
    {
        using UplinkBed bed = new UplinkBed().Start();
        for (int i = 0; i < 20; i++)
        {
            bed.Broker.Drop();
            bed.Clock.Advance(200_000);
        }
        Assert.AreEqual(21, bed.Uplink.ConnectionNumber);
        Assert.AreEqual(4, bed.Broker.Threads);
        Assert.AreEqual(1, bed.Broker.Sockets);
        Assert.IsEmpty(bed.Broker.Complaints);
    }

    [TestMethod]
    [DataRow(false, false)]
    [DataRow(true, false)]
    [DataRow(true, true)]
    public void A_broker_that_does_not_let_us_in_is_asked_ever_less_often_told_once_and_costs_nothing_meanwhile(
        bool isReachable, bool isMute)
    {
        using var bed = new UplinkBed();
        bed.Broker.IsReachable = isReachable;
        bed.Broker.IsMute = isMute;
        bed.Broker.Answer = MqttReasonCode.ConnectionRefusedNotAuthorized;
        bed.Start(3_600_000);
        Assert.IsTrue(bed.Broker.Lines.Count is > 30 and < 70, $"{bed.Broker.Lines.Count} attempts in an hour");
        Assert.HasCount(1, bed.Told, string.Join('\n', bed.Told));
        int live = isMute ? 1 : 0;
        Assert.IsTrue(
            bed.Broker.Threads <= live && bed.Broker.Sockets <= live, $"{bed.Broker.Threads} threads, {bed.Broker.Sockets} sockets");
        bed.Broker.IsReachable = true;
        bed.Broker.IsMute = false;
        bed.Broker.Answer = MqttReasonCode.Success;
        bed.Clock.Advance(120_000);
        Assert.IsTrue(bed.Uplink.IsConnected);
        Assert.AreEqual(bed.Broker.Lines.Count, bed.Uplink.ConnectionNumber);
    }

    [TestMethod]
    public void A_refusal_is_told_with_the_brokers_code()
    {
        using var bed = new UplinkBed();
        bed.Broker.Answer = MqttReasonCode.ConnectionRefusedNotAuthorized;
        bed.Start();
        CollectionAssert.AreEqual(
            new[] {
                 "broker: the broker refuses the connection: it does not let us in; see mqtt.user and its password, and the broker's "
                    + "access list" },
            bed.Told);
    }

    [TestMethod]
    public void A_broker_that_drops_every_connection_at_once_is_not_asked_every_second()
    {
        using var bed = new UplinkBed();
        bed.Broker.DropsAfterMs = 10;
        bed.Start(3_600_000);
        Assert.IsTrue(bed.Broker.Lines.Count < 70, $"{bed.Broker.Lines.Count} connections in an hour");
        Assert.AreEqual(0, bed.Broker.Threads);
    }

    [TestMethod]
    public void Over_TLS_which_stops_everything_it_tries_at_most_every_five_minutes_in_the_end()
    {
        X509Certificate2 authority = Certificate("CN=site CA");
        using var bed = new UplinkBed(o => o.Authority = authority);
        bed.Broker.IsReachable = false;
        bed.Start(12 * 3_600_000);
        long[] times = bed.Broker.Lines.Select(l => l.At).ToArray();
        Assert.IsTrue(times[^1] - times[^2] >= 300_000);
        Assert.IsTrue(times.Length < 160, $"{times.Length} attempts in twelve hours");
    }

    [TestMethod]
    public void An_attempt_over_TLS_waits_for_a_quiet_moment_but_not_for_ever()
    {
        X509Certificate2 authority = Certificate("CN=site CA");
        using var bed = new UplinkBed(o => o.Authority = authority);
        bool isQuiet = false;
        bed.Uplink.IsQuiet = () => isQuiet;
        bed.Start(9_000);
        Assert.IsEmpty(bed.Broker.Lines);
        isQuiet = true;
        bed.Clock.Advance(100);
        Assert.IsTrue(bed.Uplink.IsConnected);
        isQuiet = false;
        bed.Broker.Drop();
        bed.Clock.Advance(30_000);
        Assert.AreEqual(2, bed.Uplink.ConnectionNumber);
    }

    [TestMethod]
    public void Two_modules_that_lose_their_broker_together_do_not_come_back_together()
    {
        CollectionAssert.AllItemsAreUnique(new[] { "m1", "m2", "pump-station-3" }.Select(SecondAttempt).ToArray());
    }

    [TestMethod]
    public void Close_says_goodbye_wakes_who_publishes_and_can_come_twice()
    {
        using UplinkBed bed = new UplinkBed().Start();
        bed.Broker.Takes = m => m.Topic != "t";
        bool?[] answer = bed.Publish("one");
        bed.Uplink.Close();
        bed.Uplink.Close();
        bed.Clock.Settle();
        Assert.IsFalse(answer[0]);
        Assert.AreEqual("", bed.Broker.Retained(UplinkBed.State));
        Assert.IsFalse(bed.Uplink.IsConnected);
        Assert.IsFalse(bed.Publish("two")[0]);
        bed.Clock.Advance(600_000);
        Assert.HasCount(1, bed.Broker.Lines);
        Assert.AreEqual(0, bed.Broker.Threads);
    }

    [TestMethod]
    public void Close_ends_an_attempt_that_nobody_answers()
    {
        using var bed = new UplinkBed();
        bed.Broker.IsMute = true;
        bed.Start(1_000);
        bed.Uplink.Close();
        bed.Clock.Advance(600_000);
        Assert.HasCount(1, bed.Broker.Lines);
        Assert.AreEqual(0, bed.Broker.Threads + bed.Broker.Sockets);
    }

    [TestMethod]
    public void Its_thread_is_heard_of_through_connections_losses_and_refusals()
    {
        using UplinkBed bed = new UplinkBed().Start();
        for (int minute = 0; minute < 120; minute++)
        {
            if (minute == 10) bed.Broker.Drop();
            bed.Broker.IsReachable = minute % 40 < 20;
            bed.Broker.IsMute = minute > 80;
            if (minute is 50 or 90) bed.Broker.Drop();
            bed.Clock.Advance(60_000);
            Assert.IsNull(bed.Heartbeats.Late(bed.Clock.Now, 0), $"minute {minute}");
        }
        bed.Uplink.Close();
        Assert.AreEqual(0, bed.Heartbeats.Count);
    }

    [TestMethod]
    public void Without_a_connection_nothing_is_published()
    {
        using var bed = new UplinkBed();
        bed.Broker.IsReachable = false;
        bed.Start();
        Assert.IsFalse(bed.Publish("one")[0]);
    }

    private static long SecondAttempt(string clientId)
    {
        using var bed = new UplinkBed();
        var options = new MqttUplinkOptions(bed.Options.Address, 1883, clientId);
        bed.Broker.IsReachable = false;
        var uplink = new MqttUplink(bed.Clock, options, UplinkBed.State, _ => []);
        uplink.Start();
        bed.Clock.SettleWith(1);
        bed.Clock.Advance(3_000);
        uplink.Close();
        return bed.Broker.Lines[1].At - bed.Broker.Lines[0].At;
    }

    private static X509Certificate2 Certificate(string subject)
    {
        using var key = Crypto.ECDsa.Create(Crypto.ECCurve.NamedCurves.nistP256);
        using Crypto.X509Certificates.X509Certificate2 made = new Crypto.X509Certificates.CertificateRequest(
            subject, key, Crypto.HashAlgorithmName.SHA256)
            .CreateSelfSigned(DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch.AddDays(1));
        return new X509Certificate2(made.RawData);
    }
}
