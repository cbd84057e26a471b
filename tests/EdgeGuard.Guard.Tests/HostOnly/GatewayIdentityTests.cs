using System;
using System.Linq;
using EdgeGuard.Core;
using EdgeGuard.Policy;
using EdgeGuard.Testing;

namespace EdgeGuard.Guard.Tests;

/// <summary>Who is let in, and who is sent away in the middle of a session.</summary>
[TestClass]
public class GatewayIdentityTests
{
    private static readonly byte[] Ask = Adu.Read(7, 1, 3, 0, 1);

    [TestMethod]
    public void A_session_ends_when_its_certificate_runs_out()
    {
        using GuardBed bed = GuardBed.Start(SampleConfigurations.Of(SampleConfigurations.Plant));
        MemoryClient client = bed.Connect(Peers.Tls("Operator", "a", bed.Clock.Utc + 60_000));
        MemoryClient other = bed.Connect(Peers.Tls("Operator", "b", bed.Clock.Utc + 600_000));
        bed.Clock.Advance(59_000);
        Assert.IsFalse(client.IsEnded);
        bed.Clock.Advance(2_000);
        Assert.IsTrue(client.IsEnded);
        Assert.IsFalse(other.IsEnded);
        Assert.AreEqual((int)HandshakeFault.Expired, bed.Events.Only(EventCode.SessionRevoked).A);
        Assert.AreEqual((int)SessionEnd.Identity, bed.Events.Only(EventCode.SessionClosed).B);
    }

    [TestMethod]
    public void A_request_after_the_certificates_end_ends_the_session_before_the_recheck_looks()
    {
        using GuardBed bed = GuardBed.Start(SampleConfigurations.Of(SampleConfigurations.Plant));
        MemoryClient client = bed.Connect(Peers.Tls("Operator", "a", bed.Clock.Utc + 60_000));
        bed.Clock.SetUtc(DateTime.UnixEpoch.AddMilliseconds(bed.Clock.Utc + 60_001));
        client.Send(Ask);
        Assert.IsTrue(client.WaitForEnd());
        Assert.AreEqual(0, bed.Plc.Requests.Count);
        Assert.AreEqual((int)HandshakeFault.Expired, bed.Events.Only(EventCode.SessionRevoked).A);
    }

    [TestMethod]
    public void A_request_whose_certificate_runs_out_while_it_waits_is_not_sent()
    {
        using GuardBed bed = GuardBed.Start(SampleConfigurations.Of(SampleConfigurations.Plant));
        bed.Plc.DelayMs = 500;
        bed.Connect(Peers.Tls("Operator", "busy")).Send(Ask);
        bed.Clock.Settle();
        MemoryClient client = bed.Connect(Peers.Tls("Operator", "a", bed.Clock.Utc + 400));
        client.Send(Adu.WriteRegister(1, 1, 40, 1));
        bed.Clock.Advance(600);
        Assert.IsTrue(client.WaitForEnd());
        Assert.IsFalse(bed.Plc.Requests.Any(r => r.Pdu[0] == 6));
    }

    [TestMethod]
    public void The_grace_keeps_a_session_a_little_longer()
    {
        using GuardBed bed = GuardBed.Start(
            new GuardConfiguration(SampleConfigurations.Compile(SampleConfigurations.Plant)) { PeerExpiryGraceMs = 30_000 });
        MemoryClient client = bed.Connect(Peers.Tls("Operator", "a", bed.Clock.Utc + 60_000));
        bed.Clock.Advance(89_000);
        Assert.IsFalse(client.IsEnded);
        bed.Clock.Advance(2_000);
        Assert.IsTrue(client.IsEnded);
    }

    [TestMethod]
    public void A_client_without_a_certificate_never_runs_out()
    {
        using GuardBed bed = GuardBed.Start(
            new GuardConfiguration(SampleConfigurations.Compile(SampleConfigurations.Plant)) { ClientIdleMs = int.MaxValue });
        bed.Clock.Trust = ClockTrust.Unset;
        MemoryClient client = bed.Connect(Peers.Plain("Operator"));
        Bytes.AreSame(Adu.Frame(7, 1, 3, 2, 0, 0), GuardBed.Ask(client, Ask));
    }

    [TestMethod]
    public void Without_a_clock_a_certificate_cannot_be_judged_and_is_refused()
    {
        using GuardBed bed = GuardBed.Start(
            new GuardConfiguration(SampleConfigurations.Compile(SampleConfigurations.Plant)) { AcceptClockFloor = true });
        bed.Clock.Trust = ClockTrust.Unset;
        Assert.IsTrue(bed.Connect(Peers.Tls("Operator")).WaitForEnd());
        Assert.AreEqual(Refusal.Identity, bed.Events.Only(EventCode.SessionRefused).Reason);
    }

    [TestMethod]
    public void A_clock_that_is_only_a_floor_is_good_enough_where_the_settings_say_so()
    {
        CompiledPolicy policy = SampleConfigurations.Compile(SampleConfigurations.Plant);
        using GuardBed bed = GuardBed.Start(new GuardConfiguration(policy) { AcceptClockFloor = true });
        bed.Clock.Trust = ClockTrust.Floor;
        MemoryClient client = bed.Connect(Peers.Tls("Operator"));
        Assert.IsFalse(client.IsEnded);
        bed.Gateway.Commit(new GuardConfiguration(policy));
        client.Send(Ask);
        Assert.IsTrue(client.WaitForEnd());
        Assert.AreEqual((int)HandshakeFault.ClockUntrusted, bed.Events.Only(EventCode.SessionRevoked).A);
    }

    [TestMethod]
    public void Rules_with_time_windows_refuse_while_the_clock_is_not_trusted()
    {
        using GuardBed bed = GuardBed.Start(
            new GuardConfiguration(SampleConfigurations.Compile("role Operator\n  allow 6  unit 1  during mon-sun 00:00-24:00"))
            {
                AcceptClockFloor = true,
            });
        MemoryClient client = bed.Connect(Peers.Tls("Operator"));
        byte[] write = Adu.WriteRegister(1, 1, 40, 1);
        Bytes.AreSame(write, GuardBed.Ask(client, write));
        bed.Clock.Trust = ClockTrust.Floor;
        Bytes.AreSame(Adu.Exception(write, 1), GuardBed.Ask(client, write));
        Assert.AreEqual(Refusal.TimeUnknown, bed.Events.Only(EventCode.RequestRefused).Reason);
    }

    [TestMethod]
    public void A_time_window_opens_and_closes_for_a_running_session()
    {
        using GuardBed bed = GuardBed.Start(SampleConfigurations.Of("role Operator\n  allow 6  unit 1  during mon 10:01-10:02"));
        MemoryClient client = bed.Connect(Peers.Tls("Operator"));
        byte[] write = Adu.WriteRegister(1, 1, 40, 1);
        Bytes.AreSame(Adu.Exception(write, 1), GuardBed.Ask(client, write));
        bed.Clock.Advance(60_000);
        Bytes.AreSame(write, GuardBed.Ask(client, write));
        bed.Clock.Advance(60_000);
        Bytes.AreSame(Adu.Exception(write, 1), GuardBed.Ask(client, write));
    }

    [TestMethod]
    public void Live_sessions_are_asked_again_and_those_with_a_fault_are_ended()
    {
        using GuardBed bed = GuardBed.Start(SampleConfigurations.Of(SampleConfigurations.Plant));
        MemoryClient revoked = bed.Connect(Peers.Tls("Operator", "revoked"));
        MemoryClient good = bed.Connect(Peers.Tls("Operator", "good"));
        Assert.AreEqual(1, bed.Gateway.EndSessions(new RevokedCheck("fingerprint-revoked")));
        Assert.IsTrue(revoked.IsEnded);
        Assert.IsFalse(good.IsEnded);
        RecordedEvent e = bed.Events.Only(EventCode.SessionRevoked);
        Assert.AreEqual((int)HandshakeFault.Revoked, e.A);
        Assert.AreEqual(Refusal.Identity, e.Reason);
    }

    [TestMethod]
    public void A_revoked_client_that_waits_for_the_line_waits_no_more_and_its_request_is_not_sent()
    {
        using GuardBed bed = GuardBed.Start(SampleConfigurations.Of(SampleConfigurations.Plant));
        bed.Plc.DelayMs = 500;
        MemoryClient busy = bed.Connect(Peers.Tls("Operator", "busy"));
        busy.Send(Ask);
        bed.Clock.Settle();
        MemoryClient revoked = bed.Connect(Peers.Tls("Operator", "revoked"));
        revoked.Send(Adu.WriteRegister(1, 1, 40, 1));
        bed.Clock.Settle();
        bed.Gateway.EndSessions(new RevokedCheck("fingerprint-revoked"));
        Assert.IsTrue(revoked.WaitForEnd());
        bed.Clock.Advance(500);
        Bytes.AreSame(Adu.Frame(7, 1, 3, 2, 0, 0), busy.ReceiveFrame());
        Assert.IsFalse(bed.Plc.Requests.Any(r => r.Pdu[0] == 6));
        Assert.AreEqual(0, bed.Events.Count(EventCode.RequestLimited));
    }

    [TestMethod]
    public void A_client_revoked_while_a_value_is_read_for_it_gets_nothing_sent_any_more()
    {
        using GuardBed bed = GuardBed.Start(SampleConfigurations.Of("role Operator\n  allow 6  unit 1  address 40  step 50"));
        bed.Plc.DelayMs = 200;
        MemoryClient client = bed.Connect(Peers.Tls("Operator", "revoked"));
        client.Send(Adu.WriteRegister(1, 1, 40, 1));
        bed.Clock.Advance(100);
        Assert.AreEqual(1, bed.Plc.Requests.Count);
        bed.Gateway.EndSessions(new RevokedCheck("fingerprint-revoked"));
        bed.Clock.Advance(1000);
        Assert.IsTrue(client.WaitForEnd());
        Assert.AreEqual(1, bed.Plc.Requests.Count);
    }

    [TestMethod]
    public void The_list_of_sessions_says_who_since_when_and_how_much()
    {
        using GuardBed bed = GuardBed.Start(SampleConfigurations.Of(SampleConfigurations.Plant));
        MemoryClient client = bed.Connect(Peers.Tls("Operator", "a"));
        long opened = bed.Clock.Now;
        bed.Clock.Advance(500);
        bed.Connect(Peers.Plain("Operator"));
        GuardBed.Ask(client, Ask);
        GuardBed.Ask(client, Ask);
        SessionInfo[] sessions = bed.Gateway.Sessions();
        Assert.AreEqual(2, sessions.Length);
        Assert.AreEqual("CN=a", sessions[0].Peer.Subject);
        Assert.AreEqual(opened, sessions[0].OpenedAt);
        Assert.AreEqual(2, sessions[0].Requests);
        Assert.AreEqual(0, sessions[1].Requests);
        Assert.AreNotEqual(sessions[0].Id, sessions[1].Id);
    }

    private sealed class RevokedCheck(string fingerprint) : IPeerCheck
    {
        public HandshakeFault Check(Peer peer)
        {
            return peer.Fingerprint == fingerprint ? HandshakeFault.Revoked : HandshakeFault.None;
        }
    }
}
