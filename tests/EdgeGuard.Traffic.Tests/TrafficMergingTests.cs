using EdgeGuard.Core;

namespace EdgeGuard.Traffic.Tests;

/// <summary>What happens when rows run out: less is told apart, and nothing is lost.</summary>
[TestClass]
public sealed class TrafficMergingTests
{
    [TestMethod]
    public void Ten_thousand_polls_in_64_rows_are_all_counted_and_lie_within_a_row()
    {
        var recorder = new TrafficRecorder(64);
        TrafficSource hmi = recorder.Open("10.0.0.5");
        for (int i = 0; i < 10_000; i++) recorder.Note(hmi, 1, TrafficRecorder.Read(3, i * 6, 1 + i % 100));
        TrafficStatus status = recorder.Status();
        Assert.AreEqual(64, status.Rows);
        Assert.AreEqual(0L, status.Unlisted);
        Assert.IsTrue(status.Merges > 0);
        long requests = 0;
        for (int i = 0; i < status.Rows; i++) requests += recorder.Row(i).Requests;
        Assert.AreEqual(10_000L, requests);
        for (int i = 0; i < 10_000; i++) Assert.IsTrue(IsWithinARow(recorder, i * 6, 1 + i % 100));
    }

    [TestMethod]
    public void Rows_with_the_smallest_hole_become_one_that_spans_both()
    {
        TrafficRecorder recorder = Full(out TrafficSource hmi);
        recorder.Now = 5000;
        recorder.Note(hmi, 1, TrafficRecorder.Read(3, 40_000, 1));
        Assert.AreEqual(16, recorder.Status().Rows);
        Assert.AreEqual(1L, recorder.Status().Merges);
        TrafficRow merged = recorder.Row(0);
        Assert.AreEqual(0, merged.Address);
        Assert.AreEqual(22, merged.Quantity);
        Assert.AreEqual(12, merged.LargestQuantity);
        Assert.AreEqual(2L, merged.MergedRows);
        Assert.AreEqual(2L, merged.Requests);
    }

    [TestMethod]
    public void A_new_poll_that_is_nearer_to_a_row_than_any_other_joins_it()
    {
        TrafficRecorder recorder = Full(out TrafficSource hmi);
        recorder.Note(hmi, 1, TrafficRecorder.Read(3, 1001, 10));
        TrafficRow joined = recorder.Row(2);
        Assert.AreEqual(1000, joined.Address);
        Assert.AreEqual(11, joined.Quantity);
        Assert.AreEqual(2L, joined.MergedRows);
        Assert.AreEqual(2L, joined.Requests);
    }

    [TestMethod]
    public void A_merged_row_takes_what_lies_within_it()
    {
        TrafficRecorder recorder = Full(out TrafficSource hmi);
        recorder.Note(hmi, 1, TrafficRecorder.Read(3, 40_000, 1));
        recorder.Note(hmi, 1, TrafficRecorder.Read(3, 0, 8));
        recorder.Note(hmi, 1, TrafficRecorder.Read(3, 10, 12));
        recorder.Note(hmi, 1, TrafficRecorder.Read(3, 5, 10));
        Assert.AreEqual(1L, recorder.Status().Merges);
        Assert.AreEqual(5L, recorder.Row(0).Requests);
        Assert.AreEqual(2L, recorder.Row(0).MergedRows);
    }

    [TestMethod]
    public void A_merged_row_is_news_though_both_were_read_before()
    {
        TrafficRecorder recorder = Full(out TrafficSource hmi);
        var cursor = new TrafficCursor();
        var row = new TrafficRow();
        while (recorder.Table.ReadNext(cursor, true, row, 0)) Assert.AreEqual(1L, row.MergedRows);
        recorder.Note(hmi, 1, TrafficRecorder.Read(3, 40_000, 1));
        cursor.Restart();
        Assert.IsTrue(recorder.Table.ReadNext(cursor, true, row, 0));
        Assert.AreEqual(22, row.Quantity);
        Assert.AreEqual(2L, row.MergedRows);
        Assert.IsTrue(recorder.Table.ReadNext(cursor, true, row, 0));
        Assert.AreEqual(40_000, row.Address);
        Assert.IsFalse(recorder.Table.ReadNext(cursor, true, row, 0));
    }

    [TestMethod]
    public void Reads_and_writes_units_and_clients_never_merge()
    {
        var recorder = new TrafficRecorder(16);
        for (int i = 0; i < 4; i++)
        {
            TrafficSource client = recorder.Open("10.0.0." + i);
            recorder.Note(client, 1, TrafficRecorder.Read(3, 0, 1));
            recorder.Note(client, 2, TrafficRecorder.Read(3, 0, 1));
            recorder.Note(client, 1, TrafficRecorder.Write(0, 1));
            recorder.Note(client, 1, TrafficRecorder.Read(4, 0, 1));
        }
        recorder.Note(recorder.Open("10.0.0.9"), 1, TrafficRecorder.Read(3, 0, 1));
        Assert.AreEqual(16, recorder.Status().Rows);
        Assert.AreEqual(0L, recorder.Status().Merges);
        Assert.AreEqual(1L, recorder.Status().Unlisted);
        for (int i = 0; i < 16; i++) Assert.AreEqual(1L, recorder.Row(i).MergedRows);
    }

    [TestMethod]
    public void Who_floods_the_table_is_told_apart_less_and_not_the_others()
    {
        var recorder = new TrafficRecorder(16);
        TrafficSource hmi = recorder.Open("10.0.0.5");
        for (int i = 0; i < 5; i++) recorder.Note(hmi, 1, TrafficRecorder.Read(3, i, 1));
        TrafficSource scanner = recorder.Open("10.0.0.66");
        for (int i = 0; i < 1000; i++) recorder.Note(scanner, 1, TrafficRecorder.Read(3, i * 60, 1), RequestFate.Refused, 1, 0);
        for (int i = 0; i < 5; i++)
        {
            Assert.AreEqual("10.0.0.5", recorder.Row(i).Client.Address);
            Assert.AreEqual(1L, recorder.Row(i).MergedRows);
        }
        Assert.AreEqual(16, recorder.Status().Rows);
        // And a client that comes now still gets a row.
        recorder.Note(recorder.Open("10.0.0.7"), 1, TrafficRecorder.Read(3, 0, 1));
        Assert.AreEqual("10.0.0.7", recorder.Row(15).Client.Address);
        Assert.AreEqual(0L, recorder.Status().Unlisted);
    }

    [TestMethod]
    public void A_merged_row_has_the_first_the_last_and_all_values_of_both()
    {
        var recorder = new TrafficRecorder(16);
        recorder.Table.RecordsValues = true;
        TrafficSource hmi = recorder.Open("10.0.0.5");
        recorder.Now = 10;
        recorder.Note(hmi, 1, TrafficRecorder.Write(1, 500));
        recorder.Now = 20;
        recorder.Note(hmi, 1, TrafficRecorder.Write(0, 7));
        recorder.Now = 35;
        recorder.Note(hmi, 1, TrafficRecorder.Write(0, 8));
        for (int i = 1; i < 15; i++) recorder.Note(hmi, 1, TrafficRecorder.Write(i * 1000, 0));
        recorder.Note(hmi, 1, TrafficRecorder.Write(50_000, 0));
        TrafficRow row = recorder.Row(0);
        Assert.AreEqual(2, row.Quantity);
        Assert.AreEqual(10L, row.FirstSeen);
        Assert.AreEqual(35L, row.LastSeen);
        Assert.AreEqual(15L, row.ShortestGap);
        Assert.AreEqual(3L, row.Values);
        Assert.AreEqual(7, row.SmallestValue);
        Assert.AreEqual(500, row.LargestValue);
        Assert.AreEqual(8, row.LastValue);
        Assert.AreEqual(3, row.DistinctValues);
        Assert.AreEqual(1, row.LargestQuantity);
    }

    [TestMethod]
    public void That_there_were_more_values_than_are_told_apart_is_known_of_a_merged_row_too()
    {
        var recorder = new TrafficRecorder(16);
        recorder.Table.RecordsValues = true;
        TrafficSource hmi = recorder.Open("10.0.0.5");
        recorder.Note(hmi, 1, TrafficRecorder.Write(0, 100));
        for (int i = 0; i < 9; i++) recorder.Note(hmi, 1, TrafficRecorder.Write(1, 100 + i));
        for (int i = 1; i < 15; i++) recorder.Note(hmi, 1, TrafficRecorder.Write(i * 1000, 0));
        recorder.Note(hmi, 1, TrafficRecorder.Write(50_000, 0));
        TrafficRow row = recorder.Row(0);
        Assert.AreEqual(2L, row.MergedRows);
        Assert.AreEqual(8, row.DistinctValues);
        Assert.IsTrue(row.HasMoreValues);
    }

    private static TrafficRecorder Full(out TrafficSource hmi)
    {
        var recorder = new TrafficRecorder(16);
        hmi = recorder.Open("10.0.0.5");
        recorder.Note(hmi, 1, TrafficRecorder.Read(3, 0, 8));
        recorder.Note(hmi, 1, TrafficRecorder.Read(3, 10, 12));
        for (int i = 1; i < 15; i++) recorder.Note(hmi, 1, TrafficRecorder.Read(3, i * 1000, 10));
        return recorder;
    }

    private static bool IsWithinARow(TrafficRecorder recorder, int address, int quantity)
    {
        var row = new TrafficRow();
        for (int i = 0; recorder.Table.Read(i, row, 0); i++)
        {
            if (row.Address <= address && address + quantity <= row.Address + row.Quantity) return true;
        }
        return false;
    }
}
