using System.Linq;
using EdgeGuard.Core;
using EdgeGuard.Modbus;
using EdgeGuard.Policy;
using EdgeGuard.Testing;

namespace EdgeGuard.Guard.Tests;

/// <summary>The limits that protect the PLC and the module from their clients, and who goes first.</summary>
[TestClass]
public class GatewayLimitTests
{
    private static readonly byte[] Ask = Adu.Read(7, 1, 3, 0, 1);
    private static readonly byte[] Answer = Adu.Frame(7, 1, 3, 2, 0, 0);
    private static readonly byte[] Busy = Adu.Exception(Ask, ExceptionCode.ServerDeviceBusy);

    [TestMethod]
    public void A_client_above_its_rate_gets_06_and_the_PLC_sees_nothing()
    {
        using GuardBed bed = GuardBed.Start(SampleConfigurations.Of("limit client 10/s burst 3\n" + SampleConfigurations.Plant));
        MemoryClient client = bed.Connect(Peers.Tls("Operator"));
        for (int i = 0; i < 3; i++) Bytes.AreSame(Answer, GuardBed.Ask(client, Ask));
        Bytes.AreSame(Busy, GuardBed.Ask(client, Ask));
        Assert.AreEqual(3, bed.Plc.Requests.Count);
        Assert.AreEqual(Refusal.Rate, bed.Events.Only(EventCode.RequestLimited).Reason);
        bed.Clock.Advance(100);
        Bytes.AreSame(Answer, GuardBed.Ask(client, Ask));
    }

    [TestMethod]
    public void All_sessions_of_a_certificate_share_one_rate_and_another_certificate_has_its_own()
    {
        using GuardBed bed = GuardBed.Start(SampleConfigurations.Of("limit client 10/s burst 2\n" + SampleConfigurations.Plant));
        MemoryClient one = bed.Connect(Peers.Tls("Operator", "a"));
        MemoryClient two = bed.Connect(Peers.Tls("Operator", "a"));
        Bytes.AreSame(Answer, GuardBed.Ask(one, Ask));
        Bytes.AreSame(Answer, GuardBed.Ask(two, Ask));
        Bytes.AreSame(Busy, GuardBed.Ask(one, Ask));
        Bytes.AreSame(Busy, GuardBed.Ask(two, Ask));
        Bytes.AreSame(Answer, GuardBed.Ask(bed.Connect(Peers.Tls("Operator", "b")), Ask));
    }

    [TestMethod]
    public void A_reconnect_does_not_refill_the_bucket()
    {
        using GuardBed bed = GuardBed.Start(SampleConfigurations.Of("limit client 10/s burst 2\n" + SampleConfigurations.Plant));
        MemoryClient client = bed.Connect(Peers.Tls("Operator"));
        GuardBed.Ask(client, Ask);
        GuardBed.Ask(client, Ask);
        client.Close();
        Bytes.AreSame(Busy, GuardBed.Ask(bed.Connect(Peers.Tls("Operator")), Ask));
    }

    [TestMethod]
    public void Refused_requests_use_up_no_rate()
    {
        using GuardBed bed = GuardBed.Start(SampleConfigurations.Of("limit client 10/s burst 1\n" + SampleConfigurations.Plant));
        MemoryClient client = bed.Connect(Peers.Tls("Operator"));
        for (int i = 0; i < 20; i++) GuardBed.Ask(client, Adu.WriteRegister(1, 1, 99, 0));
        Bytes.AreSame(Answer, GuardBed.Ask(client, Ask));
    }

    [TestMethod]
    public void A_client_with_too_many_requests_waiting_gets_06()
    {
        using GuardBed bed = GuardBed.Start(SampleConfigurations.Of("limit client pending 2\n" + SampleConfigurations.Plant));
        bed.Plc.DelayMs = 50;
        MemoryClient[] clients = Enumerable.Range(0, 4).Select(_ => bed.Connect(Peers.Tls("Operator"))).ToArray();
        foreach (MemoryClient client in clients)
        {
            client.Send(Ask);
            bed.Clock.Settle();
        }
        // One is with the PLC, two wait, the fourth is one too many.
        Bytes.AreSame(Busy, clients[3].ReceiveFrame());
        Assert.AreEqual(Refusal.Pending, bed.Events.Only(EventCode.RequestLimited).Reason);
        bed.Clock.Advance(150);
        foreach (MemoryClient client in clients[..3]) Bytes.AreSame(Answer, client.ReceiveFrame());
    }

    [TestMethod]
    public void A_request_that_waited_longer_than_its_lifetime_gets_06_and_is_never_sent()
    {
        using GuardBed bed = GuardBed.Start(
            new GuardConfiguration(SampleConfigurations.Compile("limit client lifetime 300ms\n" + SampleConfigurations.Plant))
            {
                PlcTimeoutMs = 5000,
            });
        bed.Plc.DelayMs = 400;
        MemoryClient first = bed.Connect(Peers.Tls("Operator", "1"));
        MemoryClient second = bed.Connect(Peers.Tls("Operator", "2"));
        first.Send(Ask);
        bed.Clock.Settle();
        second.Send(Adu.WriteRegister(7, 1, 40, 1));
        bed.Clock.Advance(299);
        Assert.AreEqual(0, second.Waiting);
        bed.Clock.Advance(1);
        Bytes.AreSame(Adu.Exception(Adu.WriteRegister(7, 1, 40, 1), 6), second.ReceiveFrame());
        Assert.AreEqual(Refusal.Lifetime, bed.Events.Only(EventCode.RequestLimited).Reason);
        bed.Clock.Advance(1000);
        Bytes.AreSame(Answer, first.ReceiveFrame());
        Assert.AreEqual(1, bed.Plc.Requests.Count);
    }

    [TestMethod]
    public void A_client_with_as_many_sessions_as_it_may_have_gets_no_more()
    {
        using GuardBed bed = GuardBed.Start(SampleConfigurations.Of("limit client sessions 2\n" + SampleConfigurations.Plant));
        MemoryClient one = bed.Connect(Peers.Tls("Operator", "a"));
        bed.Connect(Peers.Tls("Operator", "a"));
        Assert.IsTrue(bed.Connect(Peers.Tls("Operator", "a")).WaitForEnd());
        Assert.AreEqual(Refusal.Sessions, bed.Events.Only(EventCode.SessionRefused).Reason);
        Assert.IsFalse(bed.Connect(Peers.Tls("Operator", "b")).IsEnded);
        one.Close();
        bed.Clock.Settle();
        Assert.IsFalse(bed.Connect(Peers.Tls("Operator", "a")).IsEnded);
    }

    [TestMethod]
    public void The_module_takes_no_more_sessions_than_the_policy_says()
    {
        using GuardBed bed = GuardBed.Start(SampleConfigurations.Of("limit module sessions 3\n" + SampleConfigurations.Plant));
        for (int i = 0; i < 3; i++) Assert.IsFalse(bed.Connect(Peers.Tls("Operator", "c" + i)).IsEnded);
        MemoryClient refused = bed.Connect(Peers.Tls("Operator", "late"));
        Assert.IsTrue(refused.WaitForEnd());
        Assert.IsTrue(refused.Link.IsClosed);
        Assert.AreEqual(3, bed.Gateway.Sessions().Length);
        Assert.AreEqual(1u, bed.Count(Counter.SessionsRefused));
    }

    [TestMethod]
    public void Sixty_four_sessions_on_one_lane_are_served_in_turn()
    {
        using GuardBed bed = GuardBed.Start(SampleConfigurations.Of(SampleConfigurations.Plant));
        bed.Plc.DelayMs = 10;
        MemoryClient[] clients = Enumerable.Range(0, 64).Select(i => bed.Connect(Peers.Tls("Operator", "c" + i))).ToArray();
        // Each asks for a register of its own, three times, without waiting for answers.
        for (int i = 0; i < clients.Length; i++)
        {
            byte[] request = Adu.Read(i, 1, 3, i, 1);
            clients[i].Send([.. request, .. request, .. request]);
            bed.Clock.Settle();
        }
        bed.Clock.Advance(64 * 3 * 10);
        int[] served = bed.Plc.Requests.Select(r => r.Pdu[2]).Select(b => (int)b).ToArray();
        Assert.AreEqual(64 * 3, served.Length);
        for (int round = 0; round < 3; round++)
        {
            Assert.AreEqual(64, served.Skip(64 * round).Take(64).Distinct().Count(), "round " + round);
        }
        foreach (MemoryClient client in clients)
        {
            for (int i = 0; i < 3; i++) Assert.IsNotNull(client.ReceiveFrame());
        }
    }

    [TestMethod]
    public void A_role_of_high_priority_goes_before_those_that_wait_longer()
    {
        using GuardBed bed = GuardBed.Start(SampleConfigurations.Of("""
            role Poller priority low
              allow reads
            role Operator priority high
              allow writes
            """));
        bed.Plc.DelayMs = 10;
        for (int i = 0; i < 5; i++)
        {
            bed.Connect(Peers.Tls("Poller", "p" + i)).Send(Ask);
            bed.Clock.Settle();
        }
        bed.Connect(Peers.Tls("Operator", "o")).Send(Adu.WriteRegister(1, 1, 0, 1));
        bed.Clock.Advance(100);
        int[] functions = bed.Plc.Requests.Select(r => (int)r.Pdu[0]).ToArray();
        CollectionAssert.AreEqual(new[] { 3, 6, 3, 3, 3, 3 }, functions);
    }

    [TestMethod]
    public void A_client_that_sends_nothing_is_let_go_after_its_idle_time_and_not_before()
    {
        using GuardBed bed = GuardBed.Start(
            new GuardConfiguration(SampleConfigurations.Compile(SampleConfigurations.Plant)) { ClientIdleMs = 5000 });
        MemoryClient client = bed.Connect(Peers.Tls("Operator"));
        bed.Clock.Advance(4000);
        GuardBed.Ask(client, Ask);
        bed.Clock.Advance(4999);
        Assert.IsFalse(client.IsEnded);
        bed.Clock.Advance(1);
        Assert.IsTrue(client.IsEnded);
        Assert.AreEqual((int)SessionEnd.Idle, bed.Events.Only(EventCode.SessionClosed).B);
        Assert.AreEqual(1, bed.Events.Only(EventCode.SessionClosed).A);
    }

    [TestMethod]
    public void A_frame_has_one_deadline_for_all_its_bytes()
    {
        using GuardBed bed = GuardBed.Start(
            new GuardConfiguration(SampleConfigurations.Compile(SampleConfigurations.Plant)) { ClientStallMs = 1000 });
        MemoryClient client = bed.Connect(Peers.Tls("Operator"));
        for (int i = 0; i < 9; i++)
        {
            client.Send([Ask[i]]);
            bed.Clock.Advance(111);
        }
        Assert.IsFalse(client.IsEnded);
        bed.Clock.Advance(1);
        Assert.IsTrue(client.IsEnded);
        Assert.AreEqual((int)SessionEnd.Stalled, bed.Events.Only(EventCode.SessionClosed).B);
    }

    [TestMethod]
    public void Every_frame_has_a_deadline_of_its_own()
    {
        using GuardBed bed = GuardBed.Start(
            new GuardConfiguration(SampleConfigurations.Compile(SampleConfigurations.Plant)) { ClientStallMs = 1000 });
        MemoryClient client = bed.Connect(Peers.Tls("Operator"));
        for (int i = 0; i < 5; i++)
        {
            client.Send(Ask[..5]);
            bed.Clock.Advance(700);
            Bytes.AreSame(Answer, GuardBed.Ask(client, Ask[5..]));
        }
    }

    [TestMethod]
    public void A_client_that_takes_no_answers_is_let_go_and_holds_nobody_up()
    {
        using GuardBed bed = GuardBed.Start(
            new GuardConfiguration(SampleConfigurations.Compile(SampleConfigurations.Plant)) { ClientStallMs = 1000 });
        MemoryClient stuck = bed.Connect(Peers.Tls("Operator", "stuck"));
        MemoryClient other = bed.Connect(Peers.Tls("Operator", "other"));
        stuck.Link.Window = 1;
        stuck.Send([.. Ask, .. Ask, .. Ask]);
        bed.Clock.Settle();
        Bytes.AreSame(Answer, GuardBed.Ask(other, Ask));
        bed.Clock.Advance(1000);
        Assert.IsTrue(stuck.IsEnded);
        Assert.AreEqual((int)SessionEnd.Stalled, bed.Events.Only(EventCode.SessionClosed).B);
    }

    [TestMethod]
    public void The_table_of_clients_forgets_those_long_gone_and_never_grows_by_them()
    {
        var table = new ClientTable();
        ClientLimits kept = table.Open("kept", 9)!;
        for (int i = 0; i < 10 * GuardLimits.RememberedClients; i++)
        {
            ClientLimits client = table.Open("client " + i, 9)!;
            ClientTable.Close(client, i);
        }
        Assert.AreSame(kept, table.Open("kept", 9));
        int last = 10 * GuardLimits.RememberedClients - 1;
        Assert.IsTrue(table.Count <= GuardLimits.RememberedClients);
        ClientLimits latest = table.Open("client " + last, 9)!;
        Assert.AreEqual((long)last, latest.IdleSince);
    }
}
