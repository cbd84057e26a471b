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
    public void A_lasting_flood_is_told_after_one_second_then_two_then_four()
    {
        EventSpool spool = new EventSpool(64);
        EventCoalescer coalescer = new EventCoalescer(spool, 4);
        for (int ms = 0; ms < 10_000; ms += 10) coalescer.Add(EventSamples.RefusedWrite(), null, ms);
        coalescer.Flush();
        EventRecord[] held = EventSamples.Held(spool);
        Assert.AreEqual(5, held.Length, "at once, after 1 s, 3 s, 7 s, and at the end");
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
        Assert.AreEqual(2000L, coalescer.Step(0));
        Assert.AreEqual(2, spool.Count);
    }

    [TestMethod]
    public void What_comes_every_second_of_a_day_is_some_hundred_records()
    {
        AssertDay(EventSamples.Of(EventCode.PlcTimeout), 120);
        AssertDay(EventSamples.RefusedWrite(), 180);
    }

    [TestMethod]
    public void Who_is_refused_again_and_again_is_told_within_a_minute_for_an_hour_and_a_program_later()
    {
        AssertToldWithin(EventSamples.RefusedWrite(), 0, 3_600, EventCoalescer.TryingWindowMs);
        AssertToldWithin(EventSamples.Of(EventCode.HandshakeRefused), 0, 3_600, EventCoalescer.TryingWindowMs);
        AssertToldWithin(EventSamples.Of(EventCode.LoginFailed), 0, 3_600, EventCoalescer.TryingWindowMs);
        AssertToldWithin(EventSamples.RefusedWrite(), 3_600, 86_400, EventCoalescer.LongestWindowMs);
    }

    [TestMethod]
    public void What_comes_back_every_minute_is_counted_too_and_what_comes_back_after_an_hour_is_told_at_once()
    {
        EventSpool spool = new EventSpool(4096);
        EventCoalescer coalescer = new EventCoalescer(spool, 4);
        for (int minute = 0; minute < 600; minute++) coalescer.Add(EventSamples.RefusedWrite(), null, minute * 60_000L);
        int before = spool.Count;
        Assert.IsTrue(before < 120, "" + before);
        coalescer.Step(602 * 60_000L + EventCoalescer.LongestWindowMs);
        before = spool.Count;
        Assert.IsFalse(coalescer.Add(EventSamples.RefusedWrite(), null, 660 * 60_000L));
        Assert.AreEqual(before + 1, spool.Count);
        Assert.AreEqual(660 * 60_000L + EventCoalescer.WindowMs, coalescer.Step(660 * 60_000L), "and counted for a second again");
    }

    [TestMethod]
    public void Sessions_of_one_client_are_equal_however_many_requests_each_made()
    {
        EventSpool spool = new EventSpool(64);
        EventCoalescer coalescer = new EventCoalescer(spool, 4);
        for (int i = 0; i < 100; i++)
        {
            EventRecord record = EventSamples.Of(EventCode.SessionClosed);
            record.A = i;
            record.B = 1;
            coalescer.Add(record, EventSamples.Operator(), i);
        }

        coalescer.Flush();
        EventRecord[] held = EventSamples.Held(spool);
        Assert.AreEqual(2, held.Length);
        Assert.AreEqual(99, held[1].Repeats);
        Assert.AreEqual(99, held[1].A, "of the last");
    }

    [TestMethod]
    public void Comings_and_goings_of_many_are_put_together_beyond_so_many()
    {
        EventSpool spool = new EventSpool(4096);
        EventCoalescer coalescer = new EventCoalescer(spool, 32);
        for (int i = 0; i < 10_000; i++)
        {
            Peer stranger = new Peer(PeerTransport.Tls, "10.0." + i / 250 + "." + i % 250, "", null, "", 0);
            coalescer.Add(EventSamples.Of(EventCode.HandshakeRefused), stranger, i);
        }

        coalescer.Flush();
        byte[] bytes = new byte[spool.Capacity * EventRecord.Size];
        Peer?[] peers = new Peer?[spool.Capacity];
        int count = spool.Read(0, bytes, peers);
        Assert.IsTrue(count < 24, "" + count);
        EventRecord record = new EventRecord();
        int all = 0;
        for (int i = 0; i < count; i++)
        {
            record.Decode(bytes, i * EventRecord.Size);
            all += record.Repeats;
            Assert.IsTrue(record.Repeats == 1 || peers[i] == null, "of many, and so of nobody");
        }
        Assert.AreEqual(10_000, all);
    }

    private static void AssertDay(EventRecord sample, int fewerThan)
    {
        EventSpool spool = new EventSpool(4096);
        EventCoalescer coalescer = new EventCoalescer(spool, 4);
        for (int second = 0; second < 86_400; second++) coalescer.Add(sample, null, second * 1000L);
        coalescer.Flush();
        EventRecord[] held = EventSamples.Held(spool);
        Assert.IsTrue(held.Length < fewerThan, "" + held.Length);
        int all = 0;
        for (int i = 0; i < held.Length; i++) all += held[i].Repeats;
        Assert.AreEqual(86_400, all);
    }

    // One every ten seconds: no longer than so many milliseconds pass between two records, and at least once about so many.
    private static void AssertToldWithin(EventRecord sample, int fromSecond, int toSecond, int milliseconds)
    {
        EventSpool spool = new EventSpool(4096);
        EventCoalescer coalescer = new EventCoalescer(spool, 4);
        long told = fromSecond * 1000L;
        long longest = 0;
        for (int second = 0; second < toSecond; second += 10)
        {
            int before = spool.Count;
            coalescer.Add(sample, null, second * 1000L);
            if (spool.Count == before || second < fromSecond) continue;
            if (second * 1000L - told > longest) longest = second * 1000L - told;
            told = second * 1000L;
        }

        Assert.IsTrue(longest <= milliseconds + 10_000 && longest > milliseconds / 2, (int)sample.Code + " after " + longest + " ms");
    }
}
