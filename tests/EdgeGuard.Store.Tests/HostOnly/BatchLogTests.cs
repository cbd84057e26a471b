using System;
using System.Collections.Generic;
using System.Linq;
using EdgeGuard.Core;
using EdgeGuard.Testing.Store;

namespace EdgeGuard.Store.Tests;

[TestClass]
public sealed class BatchLogTests
{
    private const int Records = 16 * 1024;
    private static readonly byte[] Stream = [.. Enumerable.Range(1, 16).Select(i => (byte)i)];

    public required TestContext TestContext { get; set; }

    [TestMethod]
    public void Batches_come_back_byte_for_byte_and_in_order_over_many_segments_and_restarts()
    {
        var medium = new TornStore();
        for (int run = 0; run < 3; run++)
        {
            BatchLog log = Open(medium);
            for (int i = 0; i < 10; i++) Assert.IsTrue(Append(log, run * 10 + i, 5000));
        }
        BatchLog found = Open(medium.Restart());
        for (int i = 0; i < 30; i++)
        {
            CollectionAssert.AreEqual(Batch(i, 5000), found.First());
            found.RemoveFirst();
        }
        Assert.IsTrue(found.IsEmpty);
        Assert.AreEqual("", string.Join(' ', medium.Names.Except(["events.end"]).Except(medium.Restart().Names)));
    }

    [TestMethod]
    public void Nothing_is_left_on_the_medium_once_everything_was_removed()
    {
        var medium = new TornStore();
        BatchLog log = Open(medium);
        for (int i = 0; i < 7; i++) Append(log, i, 3000);
        while (!log.IsEmpty) Take(log);
        Assert.AreEqual("", string.Join(' ', medium.Names));
    }

    [TestMethod]
    public void After_a_power_cut_at_any_write_every_stored_batch_is_there_in_order_and_no_other()
    {
        const int Appended = 12;
        const int Removed = 5;
        int stored = 0;
        int removed = 0;
        int cuts = PowerCuts.Everywhere(new TornStore(), Story, (medium, hasEnded) =>
        {
            List<int> found = Numbers(Open(medium));
            int last = found.Count == 0 ? -1 : found[^1];
            Assert.IsTrue(
                found.SequenceEqual(Enumerable.Range(found.Count == 0 ? 0 : found[0], found.Count)),
                "in order, no hole: " + string.Join(' ', found));
            // The cut may hit the removal itself.
            Assert.IsTrue(
                found.Count == 0 ? stored <= removed + 1 : found[0] <= removed + 1, $"first {string.Join(' ', found)}, {removed} removed");
            Assert.IsTrue(found.Count == 0 || last + 1 == stored || last == stored, $"last {last}, {stored} stored");
            if (hasEnded) Assert.AreEqual(Appended - 1, last);
        });
        TestContext.WriteLine($"{cuts} power cuts while batches were stored and removed");
        Assert.AreEqual(Cuts, cuts);

        void Story(TornStore medium)
        {
            stored = removed = 0;
            BatchLog log = Open(medium);
            for (int i = 0; i < Appended; i++)
            {
                Append(log, i, 4000);
                stored++;
                if (i < Appended - Removed) continue;
                Take(log);
                removed++;
            }
        }
    }

    // Twelve appends and the removal of one segment, six ways each.
    private const int Cuts = 13 * 6;

    [TestMethod]
    public void What_a_power_cut_tore_is_counted_and_what_follows_it_is_not_lost()
    {
        TornStore medium = new() { CutAt = 1, Tear = Tear.Half };
        BatchLog log = Open(medium);
        Append(log, 0, 4000);
        Assert.ThrowsExactly<PowerCutException>(() => Append(log, 1, 4000));
        TornStore after = medium.Restart();
        BatchLog second = Open(after);
        Assert.AreEqual(2003, second.TornBytes);
        Append(second, 2, 4000);
        BatchLog third = Open(after);
        Assert.AreEqual(0, third.TornBytes, "told once: by the run that found it");
        Assert.AreEqual("0 2", string.Join(' ', Numbers(third)));
    }

    [TestMethod]
    public void A_refusal_of_the_medium_loses_nothing_that_is_stored_before_or_after()
    {
        var medium = new TornStore { RefuseFrom = 2 };
        BatchLog log = Open(medium);
        Append(log, 0, 4000);
        Append(log, 1, 4000);
        for (int i = 0; i < 100; i++) Assert.IsFalse(Append(log, 2, 4000));
        medium.RefuseFrom = -1;
        Assert.IsTrue(Append(log, 2, 4000));
        Assert.AreEqual("0 1 2", string.Join(' ', Numbers(Open(medium))));
    }

    [TestMethod]
    public void It_has_an_end_and_a_quarter_of_it_is_for_access_and_change()
    {
        var medium = new TornStore();
        var log = new BatchLog(medium, 2048, Stream, 1);
        int ordinary = 0;
        while (log.HasRoom(EventClass.Write)) Append(log, ordinary++, 8000);
        int reserved = 0;
        while (log.HasRoom(EventClass.Change)) Append(log, ordinary + reserved++, 8000);
        Assert.AreEqual(12, ordinary);
        Assert.AreEqual(4, reserved);
        Take(log);
        Assert.IsFalse(log.HasRoom(EventClass.Change));
        Take(log);
        Assert.IsTrue(log.HasRoom(EventClass.Change), "a segment was emptied");
        long bytes = medium.Names.Sum(name => (long)medium.Read(name)!.Length);
        Assert.IsTrue(bytes <= 8 * BatchLog.SegmentBytes, $"{bytes} bytes");
    }

    [TestMethod]
    public void A_clean_end_is_known_to_the_next_start_only()
    {
        var medium = new TornStore();
        new BatchLog(medium, Records, Stream, 4).End(4);
        Assert.IsTrue(new BatchLog(medium, Records, Stream, 5).HasAll);
        Assert.IsFalse(new BatchLog(medium, Records, Stream, 6).HasAll);
    }

    [TestMethod]
    public void Another_owners_batches_are_removed_at_the_start()
    {
        var medium = new TornStore();
        Append(Open(medium), 0, 4000);
        Assert.IsTrue(new BatchLog(medium.Restart(), Records, new byte[16], 2).IsEmpty);
        Assert.IsTrue(new BatchLog(medium, Records, null, 2).IsEmpty);
        Assert.AreEqual("", string.Join(' ', medium.Names));
    }

    [TestMethod]
    public void Whatever_stands_in_a_segment_it_opens_and_gives_whole_batches_only()
    {
        var medium = new TornStore();
        for (int i = 0; i < 4; i++) Append(Open(medium), i, 600);
        byte[] sound = medium.Read("events.1")!;
        for (int at = 0; at < sound.Length; at++)
        {
            byte[] damaged = (byte[])sound.Clone();
            damaged[at] ^= 0x55;
            TornStore again = medium.Restart();
            again.Damage("events.1", damaged);
            Assert.AreEqual("1 2 3", string.Join(' ', Numbers(Open(again))), $"byte {at}");
        }
    }

    [TestMethod]
    public void A_batch_that_can_no_longer_be_read_is_skipped()
    {
        var medium = new TornStore();
        for (int i = 0; i < 3; i++) Append(Open(medium), i, 600);
        BatchLog log = Open(medium);
        medium.Damage("events.2", [1, 2, 3]);
        Assert.AreEqual(0, NumberOf(log.First()!));
        log.RemoveFirst();
        Assert.IsNull(log.First());
        Assert.AreEqual(2, NumberOf(log.First()!));
        Assert.AreEqual(1, log.Count);
    }

    private static BatchLog Open(TornStore medium) => new(medium, Records, Stream, 1);

    private static bool Append(BatchLog log, int number, int length) => log.Append(Batch(number, length), length);

    private static void Take(BatchLog log)
    {
        Assert.IsNotNull(log.First());
        log.RemoveFirst();
    }

    private static List<int> Numbers(BatchLog log)
    {
        var numbers = new List<int>();
        while (!log.IsEmpty)
        {
            byte[]? batch = log.First();
            if (batch == null) continue;
            CollectionAssert.AreEqual(Batch(NumberOf(batch), batch.Length), batch);
            numbers.Add(NumberOf(batch));
            log.RemoveFirst();
        }
        return numbers;
    }

    private static int NumberOf(byte[] batch) => BigEndian.Get16(batch, 4);

    // The stream where a batch has it, and a number to know it by.
    private static byte[] Batch(int number, int length)
    {
        var batch = new byte[length];
        new Random(number).NextBytes(batch);
        BigEndian.Put16(batch, 4, number);
        Array.Copy(Stream, 0, batch, EventBatchFormat.StreamOffset, Stream.Length);
        return batch;
    }
}
