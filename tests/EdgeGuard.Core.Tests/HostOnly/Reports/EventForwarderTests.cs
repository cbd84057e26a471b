using System;
using System.Collections.Generic;
using System.Linq;
using EdgeGuard.Store;
using EdgeGuard.Testing;
using EdgeGuard.Testing.Store;

namespace EdgeGuard.Core.Tests;

[TestClass]
public sealed class EventForwarderTests
{
    private static readonly byte[] Stream = [.. Enumerable.Range(1, 16).Select(i => (byte)i)];
    private static readonly byte[] Key = new byte[32];
    private static readonly IHmac Hmac = new LibraryHmac();

    public required TestContext TestContext { get; set; }

    [TestMethod]
    public void While_nobody_takes_them_ordinary_events_wait_five_seconds_or_for_sixteen()
    {
        var run = new Run(new TornStore(), 1);
        int before = run.Medium.Writes;
        run.Write(1);
        run.Pass();
        Assert.AreEqual(before, run.Medium.Writes);
        run.Clock.Advance(EventForwarder.StoreAfterMs);
        run.Pass();
        Assert.AreEqual(before + 1, run.Medium.Writes);
        for (int i = 0; i < EventForwarder.StoreAtRecords; i++) run.Write(i);
        run.Pass();
        Assert.AreEqual(before + 2, run.Medium.Writes);
    }

    [TestMethod]
    public void An_event_of_access_or_change_is_stored_at_once_and_before_it_is_sent()
    {
        var run = new Run(new TornStore(), 1);
        run.Uplink.Connect();
        run.Pass();
        int before = run.Medium.Writes;
        run.Add(EventCode.LoggedIn);
        run.Uplink.Acknowledges = _ => false;
        run.Pass();
        Assert.AreEqual(before + 1, run.Medium.Writes);
        Assert.AreEqual(EventCode.LoggedIn, run.Restart().Told().Last(r => r.Code != EventCode.EventsLost).Code);
    }

    [TestMethod]
    public void While_a_broker_acknowledges_no_ordinary_event_is_written()
    {
        var run = new Run(new TornStore(), 1);
        run.Uplink.Connect();
        run.Pass();
        int before = run.Medium.Writes;
        for (int i = 0; i < 100; i++)
        {
            run.Write(i);
            run.Clock.Advance(1000);
            run.Pass();
        }
        Assert.AreEqual(before, run.Medium.Writes);
        Assert.AreEqual("", string.Join(' ', run.Medium.Names), "and nothing is left of what was");
        Assert.HasCount(100, run.Told().Where(r => r.Code == EventCode.WriteForwarded));
    }

    [TestMethod]
    public void What_was_sent_and_not_acknowledged_is_stored_and_comes_again_byte_for_byte_after_a_restart()
    {
        var run = new Run(new TornStore(), 1);
        run.Uplink.Connect();
        run.Pass();
        run.Uplink.Acknowledges = topic => !topic.EndsWith("events", StringComparison.Ordinal);
        run.Write(1);
        run.Pass();
        byte[] sent = run.Uplink.Sent("events")[^1].Payload;
        run.Pass();
        Run again = run.Restart();
        again.Uplink.Connect();
        again.Pass();
        CollectionAssert.AreEqual(sent, again.Uplink.Sent("events")[0].Payload);
    }

    [TestMethod]
    public void Over_restarts_with_a_broker_that_is_away_everything_arrives_once_in_order_and_each_boot_is_one_chain()
    {
        var run = new Run(new TornStore(), 1);
        for (int boot = 1; boot <= 4; boot++)
        {
            for (int i = 0; i < 40; i++) run.Write(boot * 100 + i);
            run.Clock.Advance(EventForwarder.StoreAfterMs);
            run.Pass();
            run = run.Restart();
        }
        run.Uplink.Connect();
        run.Pass();
        EventRecord[] told = run.Told();
        int[] expected = [.. Enumerable.Range(1, 4).SelectMany(boot => Enumerable.Range(boot * 100, 40))];
        CollectionAssert.AreEqual(expected, told.Where(r => r.Code == EventCode.WriteForwarded).Select(r => r.A).ToArray());
        Assert.AreEqual(
            5, told.Count(r => r.Code == EventCode.EventsLost && r.A == -1), "each start tells that it does not know what was lost");
        CheckChains(run.Batches());
    }

    [TestMethod]
    public void A_stop_stores_everything_and_the_start_after_it_has_no_loss_to_tell_of()
    {
        var run = new Run(new TornStore(), 1);
        run.Write(7);
        run.Stop();
        Run again = run.Restart();
        again.Write(8);
        again.Uplink.Connect();
        again.Pass();
        CollectionAssert.AreEqual(new[] { 7, 8 }, again.Told().Where(r => r.Code == EventCode.WriteForwarded).Select(r => r.A).ToArray());
        Assert.AreEqual(1, again.Told().Count(r => r.Code == EventCode.EventsLost), "that of the first start");
    }

    [TestMethod]
    public void After_a_power_cut_at_any_write_all_that_was_stored_arrives_in_order_and_the_loss_is_told()
    {
        int cuts = PowerCuts.Everywhere(new TornStore(), Story, (medium, hasEnded) =>
        {
            var after = new Run(medium, 2);
            after.Uplink.Connect();
            after.Pass();
            EventRecord[] told = after.Told();
            int[] writes = [.. told.Where(r => r.Code == EventCode.WriteForwarded).Select(r => r.A)];
            Assert.IsTrue(
                writes.SequenceEqual(Enumerable.Range(writes.Length == 0 ? 0 : writes[0], writes.Length)), string.Join(' ', writes));
            Assert.AreEqual(EventCode.EventsLost, after.Batches()[^1].Records[0].Code, "the start tells that something may be missing");
            if (hasEnded) Assert.AreEqual(99, writes[^1]);
            foreach (EventBatch batch in after.Batches()) Assert.IsTrue(batch.HasMac);
        });
        TestContext.WriteLine($"{cuts} power cuts while events were stored and sent");
        Assert.IsTrue(cuts > 30, $"{cuts} cuts");

        static void Story(TornStore medium)
        {
            var run = new Run(medium, 1);
            for (int i = 0; i < 100; i++)
            {
                run.Write(i);
                run.Clock.Advance(1000);
                if (i == 60) run.Uplink.Connect();
                if (i == 70) run.Uplink.Disconnect();
                run.Pass();
            }
            run.Clock.Advance(EventForwarder.StoreAfterMs);
            run.Pass();
        }
    }

    [TestMethod]
    public void A_medium_that_refuses_is_told_once_and_stops_nothing()
    {
        var run = new Run(new TornStore { RefuseFrom = 0 }, 1);
        for (int i = 0; i < 300; i++)
        {
            run.Write(i);
            run.Clock.Advance(1000);
            run.Pass();
        }
        Assert.IsTrue(run.Medium.Writes < 20, $"{run.Medium.Writes} tries in five minutes");
        run.Uplink.Connect();
        run.Pass();
        EventRecord told = run.Told().Single(r => r.Code == EventCode.StoreRefused);
        Assert.AreEqual("events", RecordName.Of(told.A));
        Assert.HasCount(300, run.Told().Where(r => r.Code == EventCode.WriteForwarded));
        CheckChains(run.Batches());
    }

    [TestMethod]
    public void Keys_that_come_while_events_wait_seal_all_of_them()
    {
        var run = new Run(new TornStore(), 1, isClaimed: false);
        run.Write(1);
        run.Clock.Advance(60_000);
        run.Pass();
        Assert.AreEqual(0, run.Medium.Writes, "before there is an owner nothing is stored");
        run.Claim();
        run.Write(2);
        run.Uplink.Connect();
        run.Pass();
        CollectionAssert.AreEqual(new[] { 1, 2 }, run.Told().Where(r => r.Code == EventCode.WriteForwarded).Select(r => r.A).ToArray());
        CheckChains(run.Batches());
    }

    [TestMethod]
    public void Another_owner_gets_nothing_of_what_waits()
    {
        var run = new Run(new TornStore(), 1);
        for (int i = 0; i < 40; i++) run.Write(i);
        run.Pass();
        run.Write(99);
        run.Forwarder.Forget();
        run.Forwarder.Name(new byte[16], new BatchSeal(Hmac, Key));
        run.Add(EventCode.ModuleClaimed);
        run.Uplink.Connect();
        run.Pass();
        Assert.AreEqual(EventCode.ModuleClaimed, run.Told().Single().Code);
    }

    // Every MAC right, and each batch of a boot behind the one before it.
    private static void CheckChains(IReadOnlyList<EventBatch> batches)
    {
        foreach (IGrouping<int, EventBatch> boot in batches.GroupBy(b => b.Boot))
        {
            byte[] before = new byte[32];
            foreach (EventBatch batch in boot)
            {
                CollectionAssert.AreEqual(before, batch.CopyMacBefore(), $"boot {boot.Key}");
                before = batch.CopyMac()!;
            }
        }
    }

    /// <summary>One run of a module's reports, without a thread.</summary>
    private sealed class Run
    {
        private readonly EventJournal _journal;
        private readonly BatchLog _log;
        private readonly int _boot;

        public Run(TornStore medium, int boot, bool isClaimed = true)
        {
            Medium = medium;
            _boot = boot;
            _log = new BatchLog(medium, 16 * 1024, Stream, boot);
            _journal = new EventJournal(Clock, new Counters(), 1024, _log.HasAll, _log.TornBytes);
            Forwarder = new EventForwarder(_journal, new byte[16], boot, _log);
            if (isClaimed) Claim();
            Pass();
        }

        public FakeClock Clock { get; } = new();

        public TornStore Medium { get; }

        public ScriptedUplink Uplink { get; } = new();

        public EventForwarder Forwarder { get; }

        public void Claim() => Forwarder.Name(Stream, new BatchSeal(Hmac, Key));

        public void Add(EventCode code) => _journal.Add(new Event { Code = code });

        public void Write(int number) =>
            _journal.Add(new Event { Code = EventCode.WriteForwarded, A = number, Peer = EventSamples.Operator() });

        public void Pass()
        {
            Forwarder.Observe(null);
            Forwarder.Keep(Clock.Now, !Uplink.IsConnected);
            while (Uplink.IsConnected && Forwarder.HasWork)
            {
                if (Forwarder.Send(Uplink, "edgeguard/v1/site/module/events", false, Clock.Now, Clock.Now) != Publication.Acknowledged)
                {
                    return;
                }
            }
        }

        public void Stop()
        {
            Forwarder.Observe(null);
            if (Forwarder.KeepAll(Clock.Now)) _log.End(_boot);
        }

        /// <summary>The next run on the same medium, which remembers what this one's broker was sent.</summary>
        public Run Restart() => new(Medium.Restart(), _boot + 1);

        public List<EventBatch> Batches() =>
            [.. Uplink.Sent("events").Where(m => m.Acknowledged).Select(m => EventBatch.Decode(m.Payload, 0, m.Payload.Length, out _)!)];

        public EventRecord[] Told()
        {
            if (!Uplink.IsConnected) Uplink.Connect();
            Uplink.Acknowledges = _ => true;
            Pass();
            return [.. Batches().SelectMany(b => b.Records)];
        }
    }
}
