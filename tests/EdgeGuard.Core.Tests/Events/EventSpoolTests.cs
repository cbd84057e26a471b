namespace EdgeGuard.Core.Tests;

[TestClass]
public class EventSpoolTests
{
    [TestMethod]
    public void Records_are_numbered_from_1_and_kept_in_order()
    {
        EventSpool spool = new EventSpool(8);
        AddOrdinary(spool, 3);
        EventRecord[] held = EventSamples.Held(spool);
        Assert.AreEqual(3, held.Length);
        for (int i = 0; i < 3; i++) Assert.AreEqual(i + 1L, held[i].Sequence);
    }

    [TestMethod]
    public void Only_what_is_acknowledged_is_freed()
    {
        EventSpool spool = new EventSpool(8);
        AddOrdinary(spool, 4);
        Assert.AreEqual(2, spool.Acknowledge(2));
        Assert.AreEqual(2, spool.Count);
        Assert.AreEqual(3L, EventSamples.Held(spool)[0].Sequence);
    }

    [TestMethod]
    public void Old_and_unknown_acknowledgements_change_nothing()
    {
        EventSpool spool = new EventSpool(8);
        AddOrdinary(spool, 4);
        spool.Acknowledge(2);
        Assert.AreEqual(0, spool.Acknowledge(2));
        Assert.AreEqual(0, spool.Acknowledge(0));
        Assert.AreEqual(0, spool.Acknowledge(-1));
        Assert.AreEqual(0, spool.Acknowledge(5), "5 was never given");
        Assert.AreEqual(0, spool.Acknowledge(long.MaxValue));
        Assert.AreEqual(2, spool.Count);
    }

    [TestMethod]
    public void A_quarter_is_left_for_access_and_change()
    {
        EventSpool spool = new EventSpool(8);
        AddOrdinary(spool, 6);
        Assert.IsFalse(spool.Add(EventSamples.RefusedWrite(), null));
        Assert.AreEqual(6, spool.Count);
        Assert.IsTrue(spool.Add(EventSamples.Of(EventCode.ConfigurationActive), null));
        Assert.AreEqual(8, spool.Count, "the loss is told before what follows it");
    }

    [TestMethod]
    public void A_loss_is_told_in_its_place_with_how_many_and_where()
    {
        EventSpool spool = new EventSpool(8);
        AddOrdinary(spool, 6);
        AddOrdinary(spool, 3);
        spool.Add(EventSamples.Of(EventCode.ModeChanged), null);
        EventRecord[] held = EventSamples.Held(spool);
        Assert.AreEqual(8, held.Length);
        Assert.AreEqual((int)EventCode.EventsLost, (int)held[6].Code);
        Assert.AreEqual(3, held[6].A);
        Assert.AreEqual(7, held[6].B);
        Assert.AreEqual(9L, held[6].Sequence, "it stands for 7, 8 and 9");
        Assert.AreEqual(10L, held[7].Sequence);
        Assert.AreEqual(3L, spool.Lost);
    }

    [TestMethod]
    public void A_loss_is_told_as_soon_as_there_is_room_even_if_nothing_follows()
    {
        EventSpool spool = new EventSpool(8);
        AddOrdinary(spool, 7);
        spool.Acknowledge(1);
        EventRecord[] held = EventSamples.Held(spool);
        Assert.AreEqual((int)EventCode.EventsLost, (int)held[held.Length - 1].Code);
        Assert.AreEqual(1, held[held.Length - 1].A);
    }

    [TestMethod]
    public void Where_there_is_no_room_for_the_loss_and_the_event_the_event_joins_the_loss()
    {
        EventSpool spool = new EventSpool(8);
        AddOrdinary(spool, 6);
        spool.Add(EventSamples.Of(EventCode.ModeChanged), null);
        AddOrdinary(spool, 1); // lost
        Assert.IsFalse(spool.Add(EventSamples.Of(EventCode.ModeChanged), null), "one place, and two are needed");
        spool.Acknowledge(1);
        EventRecord[] held = EventSamples.Held(spool);
        Assert.AreEqual(2, held[held.Length - 1].A);
        Assert.AreEqual(9L, held[held.Length - 1].Sequence);
    }

    [TestMethod]
    public void A_record_keeps_its_peer_until_it_is_freed()
    {
        EventSpool spool = new EventSpool(8);
        Peer peer = EventSamples.Operator();
        spool.Add(EventSamples.RefusedWrite(), peer);
        spool.Add(EventSamples.Of(EventCode.BrokerLost), null);
        Peer?[] peers = new Peer?[8];
        Assert.AreEqual(2, spool.Read(0, new byte[8 * EventRecord.Size], peers));
        Assert.IsTrue(ReferenceEquals(peer, peers[0]));
        Assert.IsNull(peers[1]);
    }

    [TestMethod]
    public void Reading_goes_on_after_a_sequence_also_across_a_loss()
    {
        EventSpool spool = new EventSpool(8);
        AddOrdinary(spool, 6);
        AddOrdinary(spool, 3);
        spool.Add(EventSamples.Of(EventCode.ModeChanged), null);
        byte[] bytes = new byte[EventRecord.Size];
        Peer?[] one = new Peer?[1];
        EventRecord record = new EventRecord();
        long after = 0;
        int steps = 0;
        while (spool.Read(after, bytes, one) == 1)
        {
            record.Decode(bytes, 0);
            Assert.IsTrue(record.Sequence > after);
            after = record.Sequence;
            steps++;
        }

        Assert.AreEqual(8, steps);
        Assert.AreEqual(10L, after);
    }

    private static void AddOrdinary(EventSpool spool, int count)
    {
        for (int i = 0; i < count; i++) spool.Add(EventSamples.RefusedWrite(), null);
    }
}
