using System.Linq;
using EdgeGuard.Core;
using EdgeGuard.Modbus;
using EdgeGuard.Policy;
using EdgeGuard.Testing;

namespace EdgeGuard.Guard.Tests;

/// <summary>Many sessions, and a thread that waits for none of them.</summary>
[TestClass]
public sealed class SessionLoopTests
{
    // One that accepts; the recheck is the first loop's.
    private const int OtherThreads = 1;
    private const int OtherBeats = 2;

    private static readonly byte[] Ask = Adu.Read(7, 1, 3, 0, 1);
    private static readonly byte[] Answer = Adu.Frame(7, 1, 3, 2, 0, 0);
    private static readonly byte[] Forbidden = Adu.WriteRegister(8, 1, 99, 0);

    [TestMethod]
    public void Forty_sessions_are_served_by_three_loops()
    {
        using GuardBed bed = Start(3);
        MemoryClient[] clients = Connect(bed, 40);
        for (int round = 0; round < 3; round++)
        {
            foreach (MemoryClient client in clients) client.Send(Ask);
            foreach (MemoryClient client in clients) Bytes.AreSame(Answer, client.ReceiveFrame());
        }
        Assert.AreEqual(120, bed.Plc.Requests.Count);
        bed.Clock.Advance(GuardLimits.WaitingThreadIdleMs + 1);
        Assert.AreEqual(3 + OtherThreads, bed.Clock.Threads);
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
        bed.Clock.Settle();
        Assert.AreEqual(0, clients[0].Waiting, "the PLC's time-out is longer than that");
        Bytes.AreSame(Adu.Exception(Forbidden, ExceptionCode.IllegalFunction), clients[5].ReceiveFrame());
    }

    [TestMethod]
    public void Nobody_takes_a_thread_while_a_PLC_is_slow()
    {
        using GuardBed bed = Start(2, connections: 4);
        MemoryClient[] clients = Connect(bed, 12);
        bed.Plc.DelayMs = 300;
        // The first time each connection has yet to be made, which takes a thread.
        foreach (int threads in new[] { 2 + 4, 2 })
        {
            foreach (MemoryClient client in clients) client.Send(Ask);
            bed.Clock.Advance(200);
            Assert.AreEqual(threads + OtherThreads, bed.Clock.Threads);
            bed.Clock.Advance(3 * 300);
            foreach (MemoryClient client in clients) Bytes.AreSame(Answer, client.ReceiveFrame());
            bed.Clock.Advance(GuardLimits.WaitingThreadIdleMs + 1);
        }
    }

    [TestMethod]
    public void A_thread_that_connected_is_used_again_and_ends_when_nobody_needs_it()
    {
        using GuardBed bed = Start(1);
        MemoryClient client = bed.Connect(Peers.Tls("Operator"));
        for (int i = 0; i < 3; i++)
        {
            Bytes.AreSame(Answer, GuardBed.Ask(client, Ask));
            Assert.AreEqual(1 + 1 + OtherThreads, bed.Clock.Threads);
            bed.Plc.PowerCycle();
        }
        bed.Clock.Advance(GuardLimits.WaitingThreadIdleMs + 1);
        Assert.AreEqual(1 + OtherThreads, bed.Clock.Threads);
    }

    [TestMethod]
    public void A_client_that_does_not_read_keeps_nobody_waiting_and_is_ended_in_time()
    {
        using GuardBed bed = Start(1);
        MemoryClient deaf = bed.Connect(Peers.Tls("Operator", "deaf"));
        MemoryClient other = bed.Connect(Peers.Tls("Operator", "other"));
        deaf.Link.Window = 1;
        deaf.Send([.. Ask, .. Ask, .. Ask]);
        bed.Clock.Settle();
        Assert.HasCount(2, bed.Plc.Requests);
        Bytes.AreSame(Answer, GuardBed.Ask(other, Ask));
        bed.Clock.Advance(GuardLimits.DefaultClientStallMs - 1);
        Assert.IsFalse(deaf.IsEnded);
        bed.Clock.Advance(1);
        Assert.IsTrue(deaf.Link.IsClosed);
        Assert.AreEqual((int)SessionEnd.Stalled, bed.Events.Only(EventCode.SessionClosed).B);
    }

    [TestMethod]
    public void A_client_that_reads_late_gets_what_was_kept_for_it()
    {
        using GuardBed bed = Start(1);
        MemoryClient client = bed.Connect(Peers.Tls("Operator"));
        client.Link.Window = 1;
        client.Send([.. Ask, .. Ask, .. Ask]);
        bed.Clock.Advance(100);
        for (int i = 0; i < 3; i++) Bytes.AreSame(Answer, client.ReceiveFrame());
        Assert.HasCount(3, bed.Plc.Requests);
    }

    [TestMethod]
    public void A_dial_that_takes_its_time_keeps_nobody_waiting()
    {
        using GuardBed bed = Start(1);
        MemoryClient first = bed.Connect(Peers.Tls("Operator", "first"));
        MemoryClient other = bed.Connect(Peers.Tls("Operator", "other"));
        bed.Plc.HangsOnDial = true;
        first.Send(Ask);
        bed.Clock.Settle();
        Bytes.AreSame(Adu.Exception(Forbidden, ExceptionCode.IllegalFunction), GuardBed.Ask(other, Forbidden));
        Assert.AreEqual(0, first.Waiting);
        bed.Clock.Advance(GuardLimits.DefaultPlcConnectMs);
        Bytes.AreSame(Adu.Exception(Ask, ExceptionCode.GatewayPathUnavailable), first.ReceiveFrame());
    }

    [TestMethod]
    public void Who_sends_many_at_once_lets_others_come_first()
    {
        using GuardBed bed = Start(1);
        MemoryClient greedy = bed.Connect(Peers.Tls("Operator", "greedy"));
        MemoryClient other = bed.Connect(Peers.Tls("Operator", "other"));
        bed.Clock.AtOnce(() =>
        {
            for (int i = 0; i < 500; i++) greedy.Send(Forbidden);
            other.Send(Forbidden);
        });
        bed.Clock.Settle();
        RecordedEvent[] refused = [.. bed.Events.All.Where(e => e.Code == EventCode.RequestRefused)];
        Assert.HasCount(501, refused);
        int before = System.Array.FindIndex(refused, e => e.Peer == other.Link.Peer);
        Assert.IsLessThanOrEqualTo(24, before);
    }

    [TestMethod]
    public void A_PLC_that_never_stops_talking_keeps_nobody_waiting()
    {
        using GuardBed bed = Start(1);
        MemoryClient asking = bed.Connect(Peers.Tls("Operator", "asking"));
        MemoryClient other = bed.Connect(Peers.Tls("Operator", "other"));
        GuardBed.Ask(asking, Ask);
        // Who was served last is looked at last.
        GuardBed.Ask(other, Forbidden);
        byte[] strange = Adu.Frame(999, 1, 3, 2, 0, 0);
        bed.Plc.Instead = (_, _) => [.. Enumerable.Repeat(strange, 60).SelectMany(frame => frame)];
        TraceTap tap = bed.Trace.Open(new TraceOptions(TraceDial.Frame | TraceDial.Request), bed.Clock)!;
        bed.Clock.AtOnce(() =>
        {
            asking.Send(Ask);
            other.Send(Forbidden);
        });
        string[] traced = bed.Traced(tap);
        int refused = System.Array.FindIndex(traced, line => line.Contains("refused", System.StringComparison.Ordinal));
        Assert.IsInRange(1, 30, refused, string.Join('\n', traced));
        Assert.IsGreaterThan(60, traced.Length);
    }

    [TestMethod]
    public void Sessions_are_shared_out_among_the_loops()
    {
        using GuardBed bed = Start(3);
        MemoryClient[] clients = Connect(bed, 9);
        foreach (MemoryClient client in clients) Bytes.AreSame(Answer, GuardBed.Ask(client, Ask));
        foreach (MemoryClient client in clients[..3]) client.Close();
        foreach (MemoryClient client in Connect(bed, 3)) Bytes.AreSame(Answer, GuardBed.Ask(client, Ask));
        Assert.AreEqual(12, bed.Plc.Requests.Count);
        Assert.HasCount(9, bed.Gateway.Sessions());
    }

    [TestMethod]
    public void A_loop_is_watched_and_an_internal_fault_ends_one_session_alone()
    {
        using GuardBed bed = Start(1);
        Assert.AreEqual(1 + OtherBeats, bed.Heartbeats.Count);
        bed.Clock.Advance(100_000);
        Assert.IsNull(bed.Heartbeats.Late(bed.Clock.Now, 0));
    }

    [TestMethod]
    public void A_session_without_a_thread_is_closed_when_it_is_idle_for_too_long()
    {
        using GuardBed bed = Start(1);
        MemoryClient client = bed.Connect(Peers.Tls("Operator"));
        GuardBed.Ask(client, Ask);
        bed.Clock.Advance(GuardLimits.DefaultClientIdleMs - 1);
        Assert.IsFalse(client.IsEnded);
        bed.Clock.Advance(1);
        Assert.IsTrue(client.IsEnded);
        Assert.AreEqual((int)SessionEnd.Idle, bed.Events.Only(EventCode.SessionClosed).B);
    }

    [TestMethod]
    public void A_frame_once_begun_has_its_deadline_and_blocks_nobody()
    {
        using GuardBed bed = Start(1);
        MemoryClient slow = bed.Connect(Peers.Tls("Operator", "slow"));
        MemoryClient other = bed.Connect(Peers.Tls("Operator", "other"));
        slow.Send(Ask[..5]);
        bed.Clock.Advance(GuardLimits.DefaultClientStallMs - 1000);
        slow.Send(Ask[5..8]);
        Bytes.AreSame(Answer, GuardBed.Ask(other, Ask));
        bed.Clock.Advance(1000);
        Assert.IsTrue(slow.IsEnded);
        Assert.AreEqual((int)SessionEnd.Stalled, bed.Events.Only(EventCode.SessionClosed).B);
        Bytes.AreSame(Answer, GuardBed.Ask(other, Ask));
    }

    [TestMethod]
    public void A_frame_in_pieces_is_answered_once_it_is_whole()
    {
        using GuardBed bed = Start(1);
        MemoryClient client = bed.Connect(Peers.Tls("Operator"));
        client.SendByteByByte([.. Ask, .. Ask[..9]]);
        Bytes.AreSame(Answer, client.ReceiveFrame());
        client.Send(Ask[9..]);
        Bytes.AreSame(Answer, client.ReceiveFrame());
    }

    [TestMethod]
    public void A_person_and_a_check_can_end_sessions_that_have_no_thread()
    {
        using GuardBed bed = Start(1);
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
        using GuardBed bed = Start(1);
        MemoryClient client = bed.Connect(Peers.Tls("Operator"));
        GuardBed.Ask(client, Ask);
        client.Close();
        bed.Clock.Settle();
        Assert.AreEqual((int)SessionEnd.ByClient, bed.Events.Only(EventCode.SessionClosed).B);
        Assert.IsTrue(client.Link.IsClosed);
        Assert.IsEmpty(bed.Gateway.Sessions());
    }

    [TestMethod]
    public void Stopping_ends_sessions_that_wait_for_whatever()
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

    private static GuardBed Start(int loops, int connections = 1)
    {
        return GuardBed.StartLooping(SampleConfigurations.Of(SampleConfigurations.Plant), loops, connections);
    }

    private static MemoryClient[] Connect(GuardBed bed, int clients)
    {
        return Enumerable.Range(0, clients).Select(i => bed.Connect(Peers.Tls("Operator", "client-" + i))).ToArray();
    }
}
