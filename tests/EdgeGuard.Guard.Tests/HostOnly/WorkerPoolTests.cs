using System.Linq;
using EdgeGuard.Core;
using EdgeGuard.Modbus;
using EdgeGuard.Policy;
using EdgeGuard.Testing;

namespace EdgeGuard.Guard.Tests;

/// <summary>Many sessions and few threads.</summary>
[TestClass]
public sealed class WorkerPoolTests
{
    // One that accepts, and the recheck.
    private const int OtherThreads = 2;

    private static readonly byte[] Ask = Adu.Read(7, 1, 3, 0, 1);
    private static readonly byte[] Answer = Adu.Frame(7, 1, 3, 2, 0, 0);
    private static readonly byte[] Forbidden = Adu.WriteRegister(8, 1, 99, 0);

    [TestMethod]
    public void Forty_sessions_are_served_by_three_threads()
    {
        using GuardBed bed = Start(3);
        MemoryClient[] clients = Connect(bed, 40);
        for (int round = 0; round < 3; round++)
        {
            foreach (MemoryClient client in clients) client.Send(Ask);
            foreach (MemoryClient client in clients) Bytes.AreSame(Answer, client.ReceiveFrame());
        }
        Assert.AreEqual(120, bed.Plc.Requests.Count);
        Assert.AreEqual(3 + OtherThreads, bed.Clock.Threads);
    }

    [TestMethod]
    public void Few_sessions_have_a_thread_each()
    {
        using GuardBed bed = Start(3);
        foreach (MemoryClient client in Connect(bed, 3)) Bytes.AreSame(Answer, GuardBed.Ask(client, Ask));
        Assert.AreEqual(3 + OtherThreads, bed.Clock.Threads);
    }

    [TestMethod]
    public void When_only_few_are_left_each_is_still_served()
    {
        using GuardBed bed = Start(2);
        MemoryClient[] clients = Connect(bed, 9);
        foreach (MemoryClient client in clients) GuardBed.Ask(client, Ask);
        foreach (MemoryClient client in clients[2..]) client.Close();
        for (int round = 0; round < 5; round++)
        {
            foreach (MemoryClient client in clients[..2]) Bytes.AreSame(Answer, GuardBed.Ask(client, Ask));
        }
        Assert.HasCount(2, bed.Gateway.Sessions());
    }

    [TestMethod]
    public void A_PLC_that_does_not_answer_keeps_nobody_else_waiting()
    {
        using GuardBed bed = Start(1);
        MemoryClient[] clients = Connect(bed, 6);
        bed.Plc.Always = Mischief.Silent;
        foreach (MemoryClient client in clients[..5]) client.Send(Ask);
        bed.Clock.Settle();
        clients[5].Send(Forbidden);
        bed.Clock.Advance(5 * GuardLimits.PoolLookMs);
        Assert.AreEqual(0, clients[0].Waiting, "the PLC's time-out is longer than that");
        Bytes.AreSame(Adu.Exception(Forbidden, ExceptionCode.IllegalFunction), clients[5].ReceiveFrame());
    }

    [TestMethod]
    public void A_pool_that_had_to_grow_becomes_small_again()
    {
        using GuardBed bed = Start(2);
        MemoryClient[] clients = Connect(bed, 12);
        bed.Plc.DelayMs = 300;
        foreach (MemoryClient client in clients) client.Send(Ask);
        bed.Clock.Advance(200);
        Assert.IsGreaterThan(2 + OtherThreads, bed.Clock.Threads);
        bed.Clock.Advance(12 * 300 + 3 * GuardLimits.PoolIdleMs);
        foreach (MemoryClient client in clients) Bytes.AreSame(Answer, client.ReceiveFrame());
        Assert.AreEqual(2 + OtherThreads, bed.Clock.Threads);
    }

    [TestMethod]
    public void A_session_without_a_thread_is_closed_when_it_is_idle_for_too_long()
    {
        using GuardBed bed = Start(0);
        MemoryClient client = bed.Connect(Peers.Tls("Operator"));
        GuardBed.Ask(client, Ask);
        bed.Clock.Advance(GuardLimits.DefaultClientIdleMs - 1);
        Assert.IsFalse(client.IsEnded);
        bed.Clock.Advance(GuardLimits.RecheckMs + 1);
        Assert.IsTrue(client.IsEnded);
        Assert.AreEqual((int)SessionEnd.Idle, bed.Events.Only(EventCode.SessionClosed).B);
    }

    [TestMethod]
    public void A_frame_once_begun_has_its_deadline_and_blocks_nobody()
    {
        using GuardBed bed = Start(0);
        MemoryClient slow = bed.Connect(Peers.Tls("Operator", "slow"));
        MemoryClient other = bed.Connect(Peers.Tls("Operator", "other"));
        slow.Send(Ask[..5]);
        bed.Clock.Advance(GuardLimits.DefaultClientStallMs - 1000);
        slow.Send(Ask[5..8]);
        Bytes.AreSame(Answer, GuardBed.Ask(other, Ask));
        bed.Clock.Advance(1000 + GuardLimits.RecheckMs);
        Assert.IsTrue(slow.IsEnded);
        Assert.AreEqual((int)SessionEnd.Stalled, bed.Events.Only(EventCode.SessionClosed).B);
        Bytes.AreSame(Answer, GuardBed.Ask(other, Ask));
    }

    [TestMethod]
    public void A_frame_in_pieces_is_answered_once_it_is_whole()
    {
        using GuardBed bed = Start(0);
        MemoryClient client = bed.Connect(Peers.Tls("Operator"));
        client.SendByteByByte([.. Ask, .. Ask[..9]]);
        Bytes.AreSame(Answer, client.ReceiveFrame());
        client.Send(Ask[9..]);
        Bytes.AreSame(Answer, client.ReceiveFrame());
    }

    [TestMethod]
    public void A_person_and_a_check_can_end_sessions_that_have_no_thread()
    {
        using GuardBed bed = Start(0);
        MemoryClient killed = bed.Connect(Peers.Tls("Operator", "killed"));
        MemoryClient other = bed.Connect(Peers.Tls("Operator", "other"));
        int id = bed.Gateway.Sessions().Single(session => session.Peer == killed.Link.Peer).Id;
        Assert.IsTrue(bed.Gateway.EndSession(id, Peers.Tls(null, "anna")));
        Assert.IsTrue(killed.IsEnded);
        Assert.IsTrue(killed.Link.IsClosed);
        Assert.AreEqual((int)SessionEnd.ByPerson, bed.Events.Only(EventCode.SessionClosed).B);
        Bytes.AreSame(Answer, GuardBed.Ask(other, Ask));
    }

    [TestMethod]
    public void A_client_that_goes_away_while_nobody_looks_is_noticed()
    {
        using GuardBed bed = Start(0);
        MemoryClient client = bed.Connect(Peers.Tls("Operator"));
        GuardBed.Ask(client, Ask);
        client.Close();
        bed.Clock.Settle();
        Assert.AreEqual((int)SessionEnd.ByClient, bed.Events.Only(EventCode.SessionClosed).B);
        Assert.IsTrue(client.Link.IsClosed);
        Assert.IsEmpty(bed.Gateway.Sessions());
    }

    [TestMethod]
    public void Stopping_ends_sessions_with_and_without_a_thread()
    {
        using GuardBed bed = Start(2);
        MemoryClient[] clients = Connect(bed, 7);
        bed.Plc.Always = Mischief.Silent;
        foreach (MemoryClient client in clients[..3]) client.Send(Ask);
        bed.Clock.Settle();
        Assert.IsTrue(bed.Stop());
        Assert.IsTrue(clients.All(client => client.Link.IsClosed));
        Assert.AreEqual(7u, bed.Count(Counter.SessionsOpened));
    }

    private static GuardBed Start(int threads)
    {
        return GuardBed.StartSharing(SampleConfigurations.Of(SampleConfigurations.Plant), threads);
    }

    private static MemoryClient[] Connect(GuardBed bed, int clients)
    {
        return Enumerable.Range(0, clients).Select(i => bed.Connect(Peers.Tls("Operator", "client-" + i))).ToArray();
    }
}
