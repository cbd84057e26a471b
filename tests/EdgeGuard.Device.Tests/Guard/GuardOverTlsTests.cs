extern alias Real;
using System;
using System.Collections.Generic;
using System.Linq;
using System.Net;
using System.Threading;
using EdgeGuard.Core;
using EdgeGuard.Testing;
using EdgeGuard.Testing.Scenarios;
using X509Certificate2 = Real::System.Security.Cryptography.X509Certificates.X509Certificate2;

namespace EdgeGuard.Device.Tests.Guard;

/// <summary>The guard's stories through the device's TLS listener, over real connections in real time.</summary>
[TestClass]
public sealed class GuardOverTlsTests
{
    private const int PatienceMs = 10_000;

    private static readonly byte[] Ask = Adu.Read(7, 1, 3, 0, 1);
    private static readonly IPAddress Listed = IPAddress.Parse("127.0.0.1");
    private static readonly IPAddress Other = IPAddress.Parse("127.0.0.3");
    private static readonly IPAddress Stranger = IPAddress.Parse("127.0.0.9");

    public static IEnumerable<object[]> Names
    {
        get { return GuardScenarios.All.Keys.Select(name => new object[] { name }); }
    }

    [TestMethod]
    [DynamicData(nameof(Names))]
    public void A_scenario_holds_over_TLS_with_roles_from_certificates(string name)
    {
        using var site = new TlsGuardSite(showsCertificates: true);
        GuardScenarios.All[name](site);
    }

    [TestMethod]
    [DynamicData(nameof(Names))]
    public void A_scenario_holds_over_TLS_with_roles_by_address(string name)
    {
        // There, nobody without a role comes in.
        if (name.Contains("without_a_role", StringComparison.Ordinal)) return;
        using var site = new TlsGuardSite();
        GuardScenarios.All[name](site);
    }

    [TestMethod]
    public void An_address_that_is_not_listed_costs_no_handshake()
    {
        using var site = new TlsGuardSite();
        TlsTestClient client = site.Knock(Stranger);
        using X509Certificate2 certificate = TlsGuardSite.Authority.Client("client");
        Assert.IsFalse(client.ShakeHands(certificate));
        AssertRefused(site, HandshakeFault.NotListed);
        Assert.AreEqual(0, site.Network.Handshakes);
    }

    [TestMethod]
    public void A_client_without_a_certificate_or_with_another_CAs_never_comes_in()
    {
        using var site = new TlsGuardSite();
        using var elsewhere = new TestAuthority("elsewhere");
        using X509Certificate2 foreign = elsewhere.Client("client");
        foreach (X509Certificate2? certificate in new[] { null, foreign })
        {
            TlsTestClient client = site.Knock();
            // A client of TLS 1.3 has finished before the module looks at its certificate.
            if (client.ShakeHands(certificate)) Assert.IsTrue(client.WaitForEnd());
        }
        AssertRefused(site, HandshakeFault.Protocol);
        Assert.AreEqual(0u, site.Counters.Read(Counter.SessionsOpened));
        ITestClient good = site.Connect("Operator");
        good.Send(Ask);
        Assert.AreEqual(11, good.ReceiveFrame()?.Length);
    }

    [TestMethod]
    public void Silent_connections_cost_no_handshake_and_keep_nobody_out()
    {
        using var site = new TlsGuardSite();
        for (int i = 0; i < 30; i++) site.Knock(i % 2 == 0 ? Listed : Other);
        ITestClient client = site.Connect("Operator");
        client.Send(Ask);
        Assert.AreEqual(11, client.ReceiveFrame()?.Length);
        Assert.AreEqual(1, site.Network.Handshakes);
        AssertRefused(site, HandshakeFault.Silent);
    }

    [TestMethod]
    public void A_first_record_may_come_slowly_but_not_for_ever()
    {
        using var site = new TlsGuardSite();
        TlsTestClient slow = site.Knock();
        long before = site.Clock.Now;
        foreach (byte value in new byte[] { 22, 3, 1, 1, 0 }) slow.Raw.WriteByte(value);
        Assert.IsTrue(HasEnded(slow));
        Assert.IsInRange((long)TlsGuardSite.FirstRecordMs, 10_000L, site.Clock.Now - before);
        AssertRefused(site, HandshakeFault.Silent);
        Assert.AreEqual(0, site.Network.Handshakes);
    }

    [TestMethod]
    public void What_is_not_TLS_or_only_begins_a_hello_is_refused_at_once()
    {
        using var site = new TlsGuardSite();
        TlsTestClient plain = site.Knock();
        plain.Raw.Write(Ask);
        Assert.IsTrue(HasEnded(plain));
        AssertRefused(site, HandshakeFault.NotTls);
        TlsTestClient split = site.Knock();
        // A whole record whose ClientHello claims to be longer than it.
        split.Raw.Write([22, 3, 1, 0, 6, 1, 0, 1, 0, 3, 3]);
        Assert.IsTrue(HasEnded(split));
        AssertRefused(site, HandshakeFault.Protocol);
        Assert.AreEqual(0, site.Network.Handshakes);
    }

    [TestMethod]
    public void An_address_that_comes_again_and_again_has_its_handshakes_rationed()
    {
        using var site = new TlsGuardSite();
        using X509Certificate2 certificate = TlsGuardSite.Authority.Client("client");
        for (int i = 0; i < HandshakeRate.Burst + 2; i++)
        {
            TlsTestClient client = site.Knock();
            client.ShakeHands(certificate);
            client.Close();
        }
        AssertRefused(site, HandshakeFault.TooOften);
        Assert.IsLessThan(HandshakeRate.Burst + 2, site.Network.Handshakes);
        TlsTestClient other = site.Knock(Other);
        Assert.IsTrue(other.ShakeHands(certificate));
    }

    [TestMethod]
    public void A_clock_that_nobody_has_set_refuses_before_the_handshake()
    {
        foreach (ClockSource trust in new[] { ClockSource.None, ClockSource.Floor })
        {
            using var site = new TlsGuardSite(trust: trust);
            TlsTestClient client = site.Knock();
            using X509Certificate2 certificate = TlsGuardSite.Authority.Client("client");
            Assert.IsFalse(client.ShakeHands(certificate));
            AssertRefused(site, HandshakeFault.ClockUntrusted);
            Assert.AreEqual(0, site.Network.Handshakes);
        }
    }

    [TestMethod]
    public void A_floor_is_enough_where_it_is_allowed_and_is_an_event_once()
    {
        using var site = new TlsGuardSite(trust: ClockSource.Floor, acceptsFloor: true);
        for (int i = 0; i < 2; i++)
        {
            ITestClient client = site.Connect("Operator");
            client.Send(Ask);
            Assert.AreEqual(11, client.ReceiveFrame()?.Length);
        }
        Assert.AreEqual(1, site.Events.Count(EventCode.ClockNotTrusted));
    }

    [TestMethod]
    public void A_floor_is_enough_from_the_commit_on_that_allows_it()
    {
        using var site = new TlsGuardSite(trust: ClockSource.Floor);
        Assert.ThrowsExactly<InvalidOperationException>(() => site.Connect("Operator"));
        site.AllowFloor();
        ITestClient client = site.Connect("Operator");
        client.Send(Ask);
        Assert.AreEqual(11, client.ReceiveFrame()?.Length);
    }

    [TestMethod]
    public void A_record_that_stalls_is_waited_for_and_never_read_in_part()
    {
        using var site = new TlsGuardSite();
        ITestClient stalls = site.Connect("Operator");
        ITestClient works = site.Connect("Operator");
        ((TlsTestClient)stalls).Raw.Write([23, 3, 3, 0, 40, 1, 2, 3]);
        works.Send(Ask);
        Assert.AreEqual(11, works.ReceiveFrame()?.Length);
    }

    [TestMethod]
    public void A_silent_PLC_is_0B()
    {
        using var site = new TlsGuardSite();
        ITestClient client = site.Connect("Operator");
        site.Server.Delays.Enqueue(-1);
        client.Send(Ask);
        CollectionAssert.AreEqual(Adu.Exception(Ask, 0x0B), client.ReceiveFrame());
    }

    [TestMethod]
    public void Clients_that_come_and_go_never_meet_in_one_socket()
    {
        using var site = new TlsGuardSite(showsCertificates: true);
        for (int i = 0; i < HandshakeRate.Burst; i++)
        {
            ITestClient client = site.Connect("Operator");
            client.Send(Ask);
            Assert.AreEqual(11, client.ReceiveFrame()?.Length);
            client.Close();
        }
        Assert.AreEqual("", string.Join('\n', site.Network.Complaints));
    }

    private static void AssertRefused(TlsGuardSite site, HandshakeFault fault)
    {
        bool isThere = SpinWait.SpinUntil(
            () => site.Events.All.Any(e => e.Code == EventCode.HandshakeRefused && e.A == (int)fault), PatienceMs);
        Assert.IsTrue(isThere, HandshakeFaultText.Of(fault));
        Assert.AreNotEqual(0u, site.Counters.Read(Counter.HandshakesRefused));
    }

    private static bool HasEnded(TlsTestClient client)
    {
        try
        {
            return client.Raw.ReadByte() < 0;
        }
        catch (System.IO.IOException)
        {
            return true;
        }
    }
}
