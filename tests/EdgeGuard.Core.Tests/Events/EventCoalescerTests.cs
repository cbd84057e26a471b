using EdgeGuard.Core.Events;
using EdgeGuard.Core.Ports;

namespace EdgeGuard.Core.Tests;

[TestClass]
public class EventCoalescerTests
{
    [TestMethod]
    public void The_first_goes_out_at_once_and_its_equals_as_one_at_the_end_of_the_second()
    {
        EventSpool spool = new EventSpool(16);
        EventCoalescer coalescer = new EventCoalescer(spool, 4);
        Peer peer = EventSamples.Operator();
        Assert.IsFalse(coalescer.Add(EventSamples.RefusedWrite(), peer, 0));
        for (int ms = 100; ms <= 900; ms += 100) Assert.IsTrue(coalescer.Add(EventSamples.RefusedWrite(), peer, ms));
        Assert.AreEqual(1, spool.Count);
        Assert.AreEqual(1000L, coalescer.Step(999));
        Assert.AreEqual(1, spool.Count);
        coalescer.Step(1000);
        EventRecord[] held = EventSamples.Held(spool);
        Assert.AreEqual(2, held.Length);
        Assert.AreEqual(1, held[0].Repeats);
        Assert.AreEqual(9, held[1].Repeats);
    }

    [TestMethod]
    public void A_lasting_flood_is_one_record_a_second()
    {
        EventSpool spool = new EventSpool(64);
        EventCoalescer coalescer = new EventCoalescer(spool, 4);
        for (int ms = 0; ms < 10_000; ms += 10) coalescer.Add(EventSamples.RefusedWrite(), null, ms);
        coalescer.Flush();
        EventRecord[] held = EventSamples.Held(spool);
        Assert.AreEqual(11, held.Length);
        int all = 0;
        for (int i = 0; i < held.Length; i++) all += held[i].Repeats;
        Assert.AreEqual(1000, all);
    }

    [TestMethod]
    public void After_a_quiet_second_the_next_goes_out_at_once_again()
    {
        EventSpool spool = new EventSpool(16);
        EventCoalescer coalescer = new EventCoalescer(spool, 4);
        coalescer.Add(EventSamples.RefusedWrite(), null, 0);
        Assert.AreEqual(long.MaxValue, coalescer.Step(1000));
        Assert.IsFalse(coalescer.Add(EventSamples.RefusedWrite(), null, 1000));
        Assert.AreEqual(2, spool.Count);
    }

    [TestMethod]
    public void What_differs_for_a_reader_is_not_equal()
    {
        EventSpool spool = new EventSpool(32);
        EventCoalescer coalescer = new EventCoalescer(spool, 16);
        coalescer.Add(EventSamples.RefusedWrite(), null, 0);
        int different = 0;
        EventRecord record = EventSamples.RefusedWrite();
        record.Unit = 2;
        if (!coalescer.Add(record, null, 1)) different++;
        record = EventSamples.RefusedWrite();
        record.Address = 41;
        if (!coalescer.Add(record, null, 1)) different++;
        record = EventSamples.RefusedWrite();
        record.Quantity = 2;
        if (!coalescer.Add(record, null, 1)) different++;
        record = EventSamples.RefusedWrite();
        record.Rule = 8;
        if (!coalescer.Add(record, null, 1)) different++;
        record = EventSamples.RefusedWrite();
        record.SubFunction = 0;
        if (!coalescer.Add(record, null, 1)) different++;
        if (!coalescer.Add(EventSamples.RefusedWrite(), EventSamples.Operator(), 1)) different++;
        Assert.AreEqual(6, different);
        Assert.IsTrue(coalescer.Add(EventSamples.RefusedWrite(), EventSamples.Operator(), 2), "a new session of the same client");
    }

    [TestMethod]
    public void The_count_carries_the_last_value()
    {
        EventSpool spool = new EventSpool(16);
        EventCoalescer coalescer = new EventCoalescer(spool, 4);
        coalescer.Add(EventSamples.RefusedWrite(), null, 0);
        EventRecord other = EventSamples.RefusedWrite();
        other.OffendingValue = 2001;
        Assert.IsTrue(coalescer.Add(other, null, 1));
        coalescer.Flush();
        Assert.AreEqual(2001, EventSamples.Held(spool)[1].OffendingValue);
    }

    [TestMethod]
    public void When_there_are_more_kinds_than_windows_the_oldest_is_told_early_and_nothing_is_lost()
    {
        EventSpool spool = new EventSpool(64);
        EventCoalescer coalescer = new EventCoalescer(spool, 2);
        int added = 0;
        for (int round = 0; round < 5; round++)
        {
            for (int unit = 0; unit < 3; unit++)
            {
                EventRecord record = EventSamples.RefusedWrite();
                record.Unit = (byte)unit;
                coalescer.Add(record, null, round);
                coalescer.Add(record, null, round);
                added += 2;
            }
        }

        coalescer.Flush();
        int told = 0;
        EventRecord[] held = EventSamples.Held(spool);
        for (int i = 0; i < held.Length; i++) told += held[i].Repeats;
        Assert.AreEqual(added, told);
    }

    [TestMethod]
    public void Forwarded_writes_are_never_merged()
    {
        EventSpool spool = new EventSpool(16);
        EventCoalescer coalescer = new EventCoalescer(spool, 4);
        for (int i = 0; i < 5; i++) Assert.IsFalse(coalescer.Add(EventSamples.Of(EventCode.WriteForwarded), null, 0));
        Assert.AreEqual(5, spool.Count);
    }

    [TestMethod]
    public void A_clock_that_begins_below_zero_is_a_clock_like_any_other()
    {
        EventSpool spool = new EventSpool(16);
        EventCoalescer coalescer = new EventCoalescer(spool, 4);
        coalescer.Add(EventSamples.RefusedWrite(), null, -1000);
        coalescer.Add(EventSamples.RefusedWrite(), null, -1);
        Assert.AreEqual(1, spool.Count);
        Assert.AreEqual(1000L, coalescer.Step(0));
        Assert.AreEqual(2, spool.Count);
    }
}
