using System;
using System.Collections.Generic;
using System.Linq;
using EdgeGuard.Policy;
using EdgeGuard.Testing;

namespace EdgeGuard.Core.Tests;

/// <summary>Nobody pushes what others did out of the record of events, while no broker takes them.</summary>
[TestClass]
public class AuditTrailTests
{
    private const int Spool = 256;

    private readonly FakeClock _clock = new();
    private readonly Counters _counters = new();
    private readonly EventJournal _journal;
    private readonly Peer _alice = new(PeerTransport.Tls, "10.0.0.5", "CN=alice", "Operator", "ab12", long.MaxValue);

    public AuditTrailTests()
    {
        _journal = new EventJournal(_clock, _counters, Spool);
    }

    [TestMethod]
    public void A_refused_write_before_and_one_behind_many_connections_of_another_client_are_both_there()
    {
        Refuse(40);
        for (int i = 0; i < 700; i++) Session(_alice, i, 10);
        Refuse(41);
        CollectionAssert.AreEqual(new[] { 40, 41 }, Refused());
        Assert.AreEqual(
            700, Held().Where(r => r.Code == EventCode.SessionOpened).Sum(r => r.Repeats), "and none of the 700 is passed over");
        Assert.AreEqual(0u, _counters.Read(Counter.EventsLost));
    }

    [TestMethod]
    public void Connections_from_ever_other_addresses_a_flapping_plc_and_a_flapping_broker_leave_room_for_both()
    {
        Refuse(40);
        for (int i = 0; i < 20_000; i++)
        {
            Session(new Peer(PeerTransport.Plain, $"10.1.{i / 250}.{i % 250}", "", null, "", long.MaxValue), i, 0);
            Raise(EventCode.HandshakeRefused, _alice, i % 17, 0);
            Raise(i % 2 == 0 ? EventCode.PlcLost : EventCode.PlcConnected, null, i % 3, 0);
            Raise(i % 2 == 0 ? EventCode.BrokerLost : EventCode.BrokerConnected, null, i, 0);
            Raise(EventCode.FrameBroken, _alice, 1, i);
            _clock.Advance(2_000);
        }
        Refuse(41);
        Raise(EventCode.WriteForwarded, _alice, 0, 0);
        Raise(EventCode.LoggedIn, null, 1, 0);
        CollectionAssert.AreEqual(new[] { 40, 41 }, Refused());
        Assert.HasCount(1, Held().Where(r => r.Code == EventCode.WriteForwarded));
        Assert.HasCount(1, Held().Where(r => r.Code == EventCode.LoggedIn));
    }

    [TestMethod]
    public void A_client_with_a_certificate_is_told_by_name_however_many_strangers_knock()
    {
        for (int i = 0; i < 20_000; i++)
        {
            var stranger = new Peer(PeerTransport.Tls, $"10.1.{i / 250}.{i % 250}", "", null, "", 0);
            Raise(EventCode.HandshakeRefused, stranger, i % 17, 0);
            Raise(EventCode.SessionOpened, new Peer(PeerTransport.Plain, stranger.Address, "", null, "", 0), 0, 0);
            _clock.Advance(100);
        }
        var bytes = new byte[EventRecord.Size];
        var who = new Peer?[1];
        long before = _journal.Last;
        Raise(EventCode.SessionOpened, _alice, 0, 0);
        Assert.AreEqual(1, _journal.Read(before, bytes, who));
        Assert.AreSame(_alice, who[0]);
        Assert.IsLessThan(Spool / 4, Held().Count);
    }

    [TestMethod]
    public void Refusals_at_all_addresses_leave_room_for_what_was_written()
    {
        for (int address = 0; address < 5_000; address++) Refuse(address);
        for (int i = 0; i < Spool / 32; i++) Raise(EventCode.WriteForwarded, _alice, 0, 0);
        Assert.HasCount(Spool / 32, Held().Where(r => r.Code == EventCode.WriteForwarded));
    }

    [TestMethod]
    public void Every_kind_is_bounded_and_what_anybody_on_the_network_can_cause_is_no_change()
    {
        foreach (EventCode code in Enum.GetValues<EventCode>().Where(c => c != EventCode.None))
        {
            var spool = new EventSpool(Spool);
            for (int i = 0; i < 2 * Spool; i++) spool.Add(EventSamples.Of(code), null);
            int most = EventTable.ClassOf(code) switch
            {
                EventClass.Change => Spool,
                EventClass.Write => Spool - Spool / 4,
                EventClass.Request => Spool - Spool / 4 - Spool / 16,
                _ => Spool / 8,
            };
            Assert.AreEqual(most, spool.Count, code.ToString());
        }
        EventCode[] ofPeople =
        [
            EventCode.LoggedIn, EventCode.LoggedOut, EventCode.TraceBegun, EventCode.SessionEnded, EventCode.SessionRevoked,
                EventCode.PlcReleased,
            EventCode.PlcTakenBack,
        ];
        foreach (EventCode code in Enum.GetValues<EventCode>().Where(c => (int)c is >= 200 and < 900 && !ofPeople.Contains(c)))
        {
            Assert.AreNotEqual(EventClass.Change, EventTable.ClassOf(code), code.ToString());
        }
    }

    [TestMethod]
    public void What_is_freed_gives_its_kind_room_again()
    {
        var spool = new EventSpool(Spool);
        for (int i = 0; i < Spool; i++) spool.Add(EventSamples.Of(EventCode.PlcLost), null);
        spool.Acknowledge(spool.NextSequence - 1);
        int before = spool.Count;
        for (int i = 0; i < Spool / 8; i++) Assert.IsTrue(spool.Add(EventSamples.Of(EventCode.PlcLost), null));
        Assert.AreEqual(before + Spool / 8, spool.Count);
    }

    private void Session(Peer peer, int requests, int lastsMs)
    {
        Raise(EventCode.SessionOpened, peer, 0, 0);
        _clock.Advance(lastsMs);
        Raise(EventCode.SessionClosed, peer, requests, (int)SessionEnd.ByClient);
    }

    private void Refuse(int address)
    {
        _journal.Add(new Event
        {
            Code = EventCode.RequestRefused,
            Peer = _alice,
            Unit = 1,
            Function = 6,
            Reason = Refusal.Function,
            Address = address,
            Quantity = 1,
        });
    }

    private void Raise(EventCode code, Peer? peer, int a, int b) => _journal.Add(new Event { Code = code, Peer = peer, A = a, B = b });

    private int[] Refused() => [.. Held().Where(r => r.Code == EventCode.RequestRefused).Select(r => r.Address)];

    private List<EventRecord> Held()
    {
        _journal.Flush();
        var bytes = new byte[Spool * EventRecord.Size];
        int count = _journal.Read(0, bytes, new Peer?[Spool]);
        return [.. Enumerable.Range(0, count).Select(i =>
        {
            var record = new EventRecord();
            Assert.IsTrue(record.Decode(bytes, i * EventRecord.Size));
            return record;
        })];
    }
}
