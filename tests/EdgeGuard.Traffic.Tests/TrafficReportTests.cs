using EdgeGuard.Core;

namespace EdgeGuard.Traffic.Tests;

/// <summary>Rows as bytes, on the topic and in the store.</summary>
[TestClass]
public sealed class TrafficReportTests
{
    private const long Start = 1_700_000_000_000;

    [TestMethod]
    public void What_was_written_is_read_again()
    {
        TrafficRecorder recorder = Recorded();
        TrafficReport report = Read(recorder);
        Assert.AreEqual(7, report.Boot);
        Assert.AreEqual(3L, report.Number);
        Assert.AreEqual(Start, report.Utc);
        Assert.AreEqual(16, report.Table.RowLimit);
        Assert.AreEqual(5, report.Table.Rows);
        Assert.AreEqual(2, report.Table.Clients);
        Assert.IsFalse(report.HasMac);
        Assert.AreEqual(5, report.Rows.Length);
        for (int i = 0; i < report.Rows.Length; i++) AreEqual(recorder.Row(i), report.Rows[i]);
    }

    [TestMethod]
    public void A_byte_less_or_more_anywhere_is_a_fault()
    {
        byte[] bytes = Bytes(Recorded());
        for (int i = 0; i < bytes.Length; i++) Assert.IsNull(TrafficReport.Decode(bytes, 0, i, out _));
        var longer = new byte[bytes.Length + 1];
        for (int i = 0; i < bytes.Length; i++) longer[i] = bytes[i];
        Assert.IsNull(TrafficReport.Decode(longer, 0, longer.Length, out TrafficReportFault fault));
        Assert.AreEqual(TrafficReportFault.TrailingBytes, fault);
    }

    [TestMethod]
    public void Bytes_that_no_writer_writes_are_refused_with_their_reason()
    {
        Refused(0, 0x58, TrafficReportFault.Magic);
        Refused(4, 2, TrafficReportFault.Version);
        Refused(5, 1, TrafficReportFault.Header);
        Refused(28, 0x80, TrafficReportFault.Header);
    }

    [TestMethod]
    public void Rows_that_do_not_ascend_and_values_that_are_told_twice_are_refused()
    {
        TrafficRecorder recorder = Recorded();
        foreach (int second in new int[] { 0, 1 })
        {
            var writer = new TrafficReportWriter(8192);
            writer.Begin(new byte[16], 7, 3, Start, recorder.Status());
            writer.TryAdd(recorder.Row(1));
            writer.TryAdd(recorder.Row(second));
            Assert.IsNull(TrafficReport.Decode(writer.Buffer, 0, writer.Finish(null), out TrafficReportFault fault));
            Assert.AreEqual(TrafficReportFault.Order, fault);
        }
        recorder.Note(recorder.Open("10.0.0.5"), 1, TrafficRecorder.Write(40, 1501));
        byte[] bytes = Bytes(recorder);
        for (int i = 0; i + 3 < bytes.Length; i++)
        {
            if (bytes[i] == 0x05 && bytes[i + 1] == 0xDC && bytes[i + 2] == 0x05) bytes[i + 3] = 0xDC;
        }
        Assert.IsNull(TrafficReport.Decode(bytes, 0, bytes.Length, out TrafficReportFault twice));
        Assert.AreEqual(TrafficReportFault.Row, twice);
    }

    [TestMethod]
    public void A_row_that_has_no_room_is_the_first_of_the_next_report()
    {
        var recorder = new TrafficRecorder(256);
        TrafficSource hmi = recorder.Open("10.0.0.5");
        for (int i = 0; i < 200; i++) recorder.Note(hmi, 1, TrafficRecorder.Read(3, i * 100, 10));
        var writer = new TrafficReportWriter(0);
        writer.Begin(new byte[16], 1, 1, 0, recorder.Status());
        int count = 0;
        while (writer.TryAdd(recorder.Row(count))) count++;
        Assert.IsTrue(count > 1 && count < 200);
        int length = writer.Finish(null);
        TrafficReport? report = TrafficReport.Decode(writer.Buffer, 0, length, out _);
        Assert.IsNotNull(report);
        Assert.AreEqual(count, report!.Rows.Length);
    }

    [TestMethod]
    public void A_table_takes_over_what_an_earlier_run_recorded()
    {
        TrafficRecorder before = Recorded();
        var after = new TrafficRecorder(16) { Now = 5000 };
        after.Table.Restore(Read(before));
        TrafficRow row = after.Row(0);
        AreEqual(before.Row(0), row);
        Assert.IsFalse(row.IsOfThisRun);
        Assert.AreEqual(before.Status().Began, after.Status().Began);
        // Now by a time of its own; how long the module was off is no gap.
        after.Note(after.Open("10.0.0.5"), 1, TrafficRecorder.Read(3, 0, 10));
        row = after.Row(0);
        Assert.AreEqual(before.Row(0).Requests + 1, row.Requests);
        Assert.AreEqual(before.Row(0).Gaps, row.Gaps);
        Assert.AreEqual(before.Row(0).FirstSeen, row.FirstSeen);
        Assert.AreEqual(5000L, row.LastSeen);
        Assert.IsTrue(row.IsOfThisRun);
    }

    [TestMethod]
    public void What_had_no_room_in_an_earlier_run_and_what_was_merged_stays_counted()
    {
        var before = new TrafficRecorder(4);
        for (int i = 0; i < 6; i++) before.Note(before.Open("10.0.0." + i), 1, TrafficRecorder.Read(3, 0, 10));
        TrafficSource hmi = before.Open("10.0.0.0");
        for (int i = 0; i < 3; i++) before.Note(hmi, 1, TrafficRecorder.Read(3, 20 * i, 10));
        Assert.AreEqual(2L, before.Status().Unlisted);
        Assert.AreEqual(2L, before.Status().Merges);
        var after = new TrafficRecorder(4);
        after.Table.Restore(Read(before));
        Assert.AreEqual(2L, after.Status().Unlisted);
        Assert.AreEqual(2L, after.Status().Merges);
    }

    [TestMethod]
    public void A_smaller_table_takes_over_all_requests_and_says_what_it_merged()
    {
        var before = new TrafficRecorder(64);
        TrafficSource hmi = before.Open("10.0.0.5");
        for (int i = 0; i < 60; i++) before.Note(hmi, 1, TrafficRecorder.Read(3, i * 100, 10));
        var after = new TrafficRecorder(8);
        after.Table.Restore(Read(before));
        TrafficStatus status = after.Status();
        long requests = status.Unlisted;
        long polls = 0;
        for (int i = 0; i < status.Rows; i++)
        {
            requests += after.Row(i).Requests;
            polls += after.Row(i).MergedRows;
        }
        Assert.AreEqual(60L, requests);
        Assert.AreEqual(60L, polls);
        Assert.AreEqual(52L, status.Merges);
    }

    [TestMethod]
    public void Rows_are_news_until_they_were_read_as_such()
    {
        TrafficRecorder recorder = Recorded();
        Assert.AreEqual(5, News(recorder));
        Assert.AreEqual(0, News(recorder));
        recorder.Note(recorder.Open("10.0.0.5"), 1, TrafficRecorder.Read(3, 0, 10));
        Assert.AreEqual(1, News(recorder));
        recorder.Table.Renew();
        Assert.AreEqual(5, News(recorder));
    }

    [TestMethod]
    public void Reading_on_after_rows_came_in_between_shows_none_twice()
    {
        TrafficRecorder recorder = Recorded();
        var cursor = new TrafficCursor();
        var row = new TrafficRow();
        Assert.IsTrue(recorder.Table.ReadNext(cursor, false, row, 0));
        Assert.AreEqual(10, row.Quantity);
        recorder.Note(recorder.Open("10.0.0.5"), 1, TrafficRecorder.Read(1, 0, 10));
        int count = 1;
        while (recorder.Table.ReadNext(cursor, false, row, 0)) count++;
        Assert.AreEqual(5, count);
        cursor.Restart();
        Assert.IsTrue(recorder.Table.ReadNext(cursor, false, row, 0));
        Assert.AreEqual(1, row.Function);
        recorder.Table.Reset(0);
        Assert.IsFalse(recorder.Table.ReadNext(cursor, false, row, 0));
    }

    private static TrafficRecorder Recorded()
    {
        var recorder = new TrafficRecorder(16) { Now = Start };
        recorder.Table.Reset(Start);
        recorder.Table.RecordsValues = true;
        TrafficSource hmi = recorder.Open("10.0.0.5");
        recorder.Note(hmi, 1, TrafficRecorder.Read(3, 0, 10), RequestFate.Answered, 2, 7);
        recorder.Now += 1500;
        recorder.Note(hmi, 1, TrafficRecorder.Read(3, 0, 10), RequestFate.Answered, 0, 9);
        recorder.Note(hmi, 1, TrafficRecorder.Write(40, 1500));
        recorder.Note(hmi, 1, new byte[] { 3, 0 }, RequestFate.Refused, 3, 0);
        recorder.Note(hmi, 2, new byte[] { 23, 0, 10, 0, 5, 0, 40, 0, 1, 2, 0x12, 0x34 });
        recorder.Note(recorder.Open("10.0.0.9"), 1, TrafficRecorder.Read(8, 11, 0), RequestFate.RateLimited, 6, 0);
        return recorder;
    }

    private static byte[] Bytes(TrafficRecorder recorder)
    {
        var writer = new TrafficReportWriter(8192);
        writer.Begin(new byte[16], 7, 3, Start, recorder.Status());
        for (int i = 0; i < recorder.Status().Rows; i++) Assert.IsTrue(writer.TryAdd(recorder.Row(i)));
        var bytes = new byte[writer.Finish(null)];
        for (int i = 0; i < bytes.Length; i++) bytes[i] = writer.Buffer[i];
        return bytes;
    }

    private static TrafficReport Read(TrafficRecorder recorder)
    {
        byte[] bytes = Bytes(recorder);
        TrafficReport? report = TrafficReport.Decode(bytes, 0, bytes.Length, out TrafficReportFault fault);
        Assert.AreEqual(TrafficReportFault.None, fault);
        return report!;
    }

    private static void Refused(int at, byte value, TrafficReportFault expected)
    {
        byte[] bytes = Bytes(Recorded());
        bytes[at] = value;
        Assert.IsNull(TrafficReport.Decode(bytes, 0, bytes.Length, out TrafficReportFault fault));
        Assert.AreEqual(expected, fault);
    }

    private static int News(TrafficRecorder recorder)
    {
        var cursor = new TrafficCursor();
        var row = new TrafficRow();
        int count = 0;
        while (recorder.Table.ReadNext(cursor, true, row, 0)) count++;
        return count;
    }

    private static void AreEqual(TrafficRow expected, TrafficRow row)
    {
        Assert.IsTrue(PeerIdentity.Same(expected.Client, row.Client));
        Assert.AreEqual(expected.Unit, row.Unit);
        Assert.AreEqual(expected.Function, row.Function);
        Assert.AreEqual(expected.SubFunction, row.SubFunction);
        Assert.AreEqual(expected.IsMalformed, row.IsMalformed);
        Assert.AreEqual(expected.Address, row.Address);
        Assert.AreEqual(expected.Quantity, row.Quantity);
        Assert.AreEqual(expected.OtherAddress, row.OtherAddress);
        Assert.AreEqual(expected.OtherQuantity, row.OtherQuantity);
        Assert.AreEqual(expected.FirstSeen, row.FirstSeen);
        Assert.AreEqual(expected.LastSeen, row.LastSeen);
        Assert.AreEqual(expected.DistinctValues, row.DistinctValues);
        Assert.AreEqual(expected.HasMoreValues, row.HasMoreValues);
        for (int i = 0; i < row.DistinctValues; i++) Assert.AreEqual(expected.DistinctValue(i), row.DistinctValue(i));
        AreEqual(
            new long[] { expected.Requests, expected.Refused, expected.Observed, expected.Limited, expected.Answered, expected.Broadcasts },
            new long[] { row.Requests, row.Refused, row.Observed, row.Limited, row.Answered, row.Broadcasts });
        AreEqual(
            new long[] { expected.Gaps, expected.ShortestGap, expected.LongestGap, expected.GapSum, expected.GapSquares },
            new long[] { row.Gaps, row.ShortestGap, row.LongestGap, row.GapSum, row.GapSquares });
        AreEqual(
            new long[] { expected.Responses, expected.ShortestResponse, expected.LongestResponse, expected.ResponseSum },
            new long[] { row.Responses, row.ShortestResponse, row.LongestResponse, row.ResponseSum });
        AreEqual(
            new long[] { expected.Values, expected.SmallestValue, expected.LargestValue, expected.LastValue },
            new long[] { row.Values, row.SmallestValue, row.LargestValue, row.LastValue });
        AreEqual(
            new long[] { expected.LargestQuantity, expected.MergedRows, expected.ExceptionCount(2), expected.ExceptionCount(0) },
            new long[] { row.LargestQuantity, row.MergedRows, row.ExceptionCount(2), row.ExceptionCount(0) });
    }

    private static void AreEqual(long[] expected, long[] numbers)
    {
        for (int i = 0; i < expected.Length; i++) Assert.AreEqual(expected[i], numbers[i]);
    }
}
