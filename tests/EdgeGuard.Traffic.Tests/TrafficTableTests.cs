using EdgeGuard.Core;

namespace EdgeGuard.Traffic.Tests;

/// <summary>What a row holds of the requests that were noted.</summary>
[TestClass]
public sealed class TrafficTableTests
{
    [TestMethod]
    public void Equal_requests_are_one_row()
    {
        var recorder = new TrafficRecorder(16);
        TrafficSource hmi = recorder.Open("10.0.0.5");
        for (int i = 0; i < 3; i++) recorder.Note(hmi, 7, TrafficRecorder.Read(3, 100, 10));
        Assert.AreEqual(1, recorder.Status().Rows);
        TrafficRow row = recorder.Row(0);
        Assert.AreEqual("10.0.0.5", row.Client.Address);
        Assert.AreEqual("HMI", row.Client.Role);
        Assert.AreEqual(7, row.Unit);
        Assert.AreEqual(3, row.Function);
        Assert.AreEqual(-1, row.SubFunction);
        Assert.AreEqual(100, row.Address);
        Assert.AreEqual(10, row.Quantity);
        Assert.AreEqual(10, row.LargestQuantity);
        Assert.AreEqual(1L, row.MergedRows);
        Assert.AreEqual(3L, row.Requests);
        Assert.IsFalse(row.IsMalformed);
    }

    [TestMethod]
    public void Client_role_unit_function_sub_function_and_addresses_make_rows_of_their_own()
    {
        var recorder = new TrafficRecorder(16);
        TrafficSource hmi = recorder.Open("10.0.0.5");
        recorder.Note(hmi, 1, TrafficRecorder.Read(3, 100, 10));
        recorder.Note(recorder.Open("10.0.0.6"), 1, TrafficRecorder.Read(3, 100, 10));
        var operatorThere = new TrafficSource(recorder.Table, TrafficRecorder.Client("10.0.0.5", "Operator"));
        recorder.Note(operatorThere, 1, TrafficRecorder.Read(3, 100, 10));
        recorder.Note(hmi, 2, TrafficRecorder.Read(3, 100, 10));
        recorder.Note(hmi, 1, TrafficRecorder.Read(4, 100, 10));
        recorder.Note(hmi, 1, TrafficRecorder.Read(3, 101, 10));
        recorder.Note(hmi, 1, TrafficRecorder.Read(3, 100, 11));
        recorder.Note(hmi, 1, TrafficRecorder.Read(8, 0, 0));
        recorder.Note(hmi, 1, TrafficRecorder.Read(8, 11, 0));
        Assert.AreEqual(9, recorder.Status().Rows);
        Assert.AreEqual(3, recorder.Status().Clients);
    }

    [TestMethod]
    public void Another_session_of_a_client_is_the_same_client()
    {
        var recorder = new TrafficRecorder(16);
        recorder.Note(recorder.Open("10.0.0.5"), 1, TrafficRecorder.Read(3, 0, 1));
        recorder.Note(recorder.Open("10.0.0.5"), 1, TrafficRecorder.Read(3, 0, 1));
        Assert.AreEqual(2L, recorder.Row(0).Requests);
    }

    [TestMethod]
    public void A_certificate_makes_the_client_whatever_its_address_is_by_now()
    {
        var recorder = new TrafficRecorder(16);
        var before = new Peer(PeerTransport.Tls, "10.0.0.5", "CN=hmi", "HMI", "aa", 1);
        var after = new Peer(PeerTransport.Tls, "10.0.0.9", "CN=hmi", "HMI", "aa", 1);
        recorder.Note(new TrafficSource(recorder.Table, before), 1, TrafficRecorder.Read(3, 0, 1));
        recorder.Note(new TrafficSource(recorder.Table, after), 1, TrafficRecorder.Read(3, 0, 1));
        Assert.AreEqual(2L, recorder.Row(0).Requests);
        Assert.AreEqual("10.0.0.9", recorder.Row(0).Client.Address);
    }

    [TestMethod]
    public void What_became_of_requests_is_counted()
    {
        var recorder = new TrafficRecorder(16);
        TrafficSource hmi = recorder.Open("10.0.0.5");
        byte[] read = TrafficRecorder.Read(3, 0, 1);
        recorder.Note(hmi, 1, read, RequestFate.Refused, 1, 0);
        recorder.Note(hmi, 1, read, RequestFate.RateLimited, 6, 0);
        recorder.Note(hmi, 1, read, RequestFate.Answered, 2, 5);
        recorder.Note(hmi, 1, read, RequestFate.Answered, 0x80, 9);
        recorder.Note(hmi, 1, read, RequestFate.Unanswered, 11, 1000);
        recorder.Note(hmi, 1, read, RequestFate.Broadcast, 0, 0);
        recorder.NoteObserved(hmi, 1, read);
        TrafficRow row = recorder.Row(0);
        Assert.AreEqual(7L, row.Requests);
        Assert.AreEqual(1L, row.Refused);
        Assert.AreEqual(1L, row.Observed);
        Assert.AreEqual(1L, row.Limited);
        Assert.AreEqual(3L, row.Answered);
        Assert.AreEqual(1L, row.Broadcasts);
        Assert.AreEqual(1L, row.Unanswered);
        // The exceptions of the unit, not those of the guard.
        Assert.AreEqual(1L, row.ExceptionCount(2));
        Assert.AreEqual(1L, row.ExceptionCount(0));
        Assert.AreEqual(0L, row.ExceptionCount(1));
        Assert.AreEqual(0L, row.ExceptionCount(11));
        Assert.AreEqual(3L, row.Responses);
        Assert.AreEqual(0L, row.ShortestResponse);
        Assert.AreEqual(9L, row.LongestResponse);
        Assert.AreEqual(14L, row.ResponseSum);
    }

    [TestMethod]
    public void Gaps_and_times_are_those_of_the_row()
    {
        var recorder = new TrafficRecorder(16);
        TrafficSource hmi = recorder.Open("10.0.0.5");
        long[] at = { 1000, 1100, 1400, 1600 };
        for (int i = 0; i < at.Length; i++)
        {
            recorder.Now = at[i];
            recorder.Note(hmi, 1, TrafficRecorder.Read(3, 0, 1));
        }
        TrafficRow row = recorder.Row(0);
        Assert.AreEqual(1000L, row.FirstSeen);
        Assert.AreEqual(1600L, row.LastSeen);
        Assert.AreEqual(3L, row.Gaps);
        Assert.AreEqual(100L, row.ShortestGap);
        Assert.AreEqual(300L, row.LongestGap);
        Assert.AreEqual(600L, row.GapSum);
        Assert.AreEqual(10_000L + 90_000 + 40_000, row.GapSquares);
    }

    [TestMethod]
    public void Another_thread_that_was_faster_makes_no_gap_below_nothing()
    {
        var recorder = new TrafficRecorder(16);
        TrafficSource hmi = recorder.Open("10.0.0.5");
        recorder.Now = 1000;
        recorder.Note(hmi, 1, TrafficRecorder.Read(3, 0, 1));
        recorder.Now = 999;
        recorder.Note(hmi, 1, TrafficRecorder.Read(3, 0, 1));
        Assert.AreEqual(0L, recorder.Row(0).LongestGap);
        Assert.AreEqual(0L, recorder.Row(0).GapSum);
    }

    [TestMethod]
    public void The_sum_of_squares_stays_at_its_end()
    {
        var recorder = new TrafficRecorder(16);
        TrafficSource hmi = recorder.Open("10.0.0.5");
        for (int i = 0; i < 40; i++)
        {
            recorder.Note(hmi, 1, TrafficRecorder.Read(3, 0, 1));
            // A week; then forty days, whose square alone is too much.
            recorder.Now += i < 38 ? 604_800_000L : 3_456_000_000L;
        }
        Assert.AreEqual(long.MaxValue, recorder.Row(0).GapSquares);
        Assert.AreEqual(39L, recorder.Row(0).Gaps);
    }

    [TestMethod]
    public void Without_a_clock_times_are_not_known()
    {
        var recorder = new TrafficRecorder(16) { Now = 5000 };
        recorder.Note(recorder.Open("10.0.0.5"), 1, TrafficRecorder.Read(3, 0, 1));
        var row = new TrafficRow();
        Assert.IsTrue(recorder.Table.Read(0, row, -1));
        Assert.AreEqual(0L, row.FirstSeen);
        Assert.AreEqual(0L, row.LastSeen);
        Assert.AreEqual(5000L, row.LastNoted);
    }

    [TestMethod]
    public void What_does_not_decode_is_a_row_without_addresses()
    {
        var recorder = new TrafficRecorder(16);
        TrafficSource hmi = recorder.Open("10.0.0.5");
        recorder.Note(hmi, 1, TrafficRecorder.Read(3, 0, 1));
        recorder.Note(hmi, 1, TrafficRecorder.Read(3, 0, 9999), RequestFate.Refused, 3, 0);
        recorder.Note(hmi, 1, new byte[] { 3, 0 }, RequestFate.Refused, 3, 0);
        Assert.AreEqual(2, recorder.Status().Rows);
        TrafficRow row = recorder.Row(1);
        Assert.IsTrue(row.IsMalformed);
        Assert.AreEqual(3, row.Function);
        Assert.AreEqual(2L, row.Refused);
        Assert.AreEqual(0, row.Quantity);
    }

    [TestMethod]
    public void A_vendors_function_is_a_row_by_its_code()
    {
        var recorder = new TrafficRecorder(16);
        recorder.Note(recorder.Open("10.0.0.5"), 255, new byte[] { 90, 1, 2, 3 }, RequestFate.Refused, 1, 0);
        TrafficRow row = recorder.Row(0);
        Assert.AreEqual(90, row.Function);
        Assert.AreEqual(255, row.Unit);
        Assert.AreEqual(0, row.Quantity);
    }

    [TestMethod]
    public void Of_23_the_row_has_what_is_written_and_what_is_read()
    {
        var recorder = new TrafficRecorder(16);
        recorder.Note(recorder.Open("10.0.0.5"), 1, new byte[] { 23, 0, 10, 0, 5, 0, 40, 0, 1, 2, 0x12, 0x34 });
        TrafficRow row = recorder.Row(0);
        Assert.AreEqual(40, row.Address);
        Assert.AreEqual(1, row.Quantity);
        Assert.AreEqual(10, row.OtherAddress);
        Assert.AreEqual(5, row.OtherQuantity);
    }

    [TestMethod]
    public void Of_files_the_row_has_the_records_and_the_files_from_the_lowest_to_the_highest()
    {
        var recorder = new TrafficRecorder(16);
        recorder.Note(recorder.Open("10.0.0.5"), 1, new byte[] { 20, 14, 6, 0, 4, 0, 9, 0, 2, 6, 0, 3, 0, 1, 0, 2 });
        TrafficRow row = recorder.Row(0);
        Assert.AreEqual(1, row.Address);
        Assert.AreEqual(10, row.Quantity);
        Assert.AreEqual(3, row.OtherAddress);
        Assert.AreEqual(2, row.OtherQuantity);
    }

    [TestMethod]
    public void Values_are_recorded_where_they_shall_be_and_were_sent()
    {
        var recorder = new TrafficRecorder(16);
        TrafficSource hmi = recorder.Open("10.0.0.5");
        recorder.Note(hmi, 1, TrafficRecorder.Write(5, 999));
        Assert.AreEqual(0L, recorder.Row(0).Values);
        recorder.Table.RecordsValues = true;
        recorder.Note(hmi, 1, TrafficRecorder.Write(5, 30));
        recorder.Note(hmi, 1, TrafficRecorder.Write(5, 10));
        recorder.Note(hmi, 1, TrafficRecorder.Write(5, 10));
        recorder.Note(hmi, 1, TrafficRecorder.Write(5, 7777), RequestFate.Refused, 1, 0);
        TrafficRow row = recorder.Row(0);
        Assert.AreEqual(3L, row.Values);
        Assert.AreEqual(10, row.SmallestValue);
        Assert.AreEqual(30, row.LargestValue);
        Assert.AreEqual(10, row.LastValue);
        Assert.AreEqual(2, row.DistinctValues);
        Assert.AreEqual(30, row.DistinctValue(0));
        Assert.AreEqual(10, row.DistinctValue(1));
        Assert.IsFalse(row.HasMoreValues);
    }

    [TestMethod]
    public void Values_are_those_of_every_function_that_writes()
    {
        var recorder = new TrafficRecorder(16);
        recorder.Table.RecordsValues = true;
        TrafficSource hmi = recorder.Open("10.0.0.5");
        recorder.Note(hmi, 1, new byte[] { 5, 0, 1, 0xFF, 0 });
        recorder.Note(hmi, 1, new byte[] { 15, 0, 1, 0, 2, 1, 2 });
        recorder.Note(hmi, 1, new byte[] { 16, 0, 1, 0, 2, 4, 0, 7, 0, 9 });
        recorder.Note(hmi, 1, new byte[] { 22, 0, 1, 0xFF, 0xF0, 0, 5 });
        Assert.AreEqual(1, recorder.Row(0).LastValue);
        Assert.AreEqual(2L, recorder.Row(1).Values);
        Assert.AreEqual(0, recorder.Row(1).SmallestValue);
        Assert.AreEqual(1, recorder.Row(1).LargestValue);
        Assert.AreEqual(7, recorder.Row(2).SmallestValue);
        Assert.AreEqual(9, recorder.Row(2).LastValue);
        Assert.AreEqual(0x000F, recorder.Row(3).LastValue);
    }

    [TestMethod]
    public void More_than_eight_different_values_are_not_told_apart()
    {
        var recorder = new TrafficRecorder(16);
        recorder.Table.RecordsValues = true;
        TrafficSource hmi = recorder.Open("10.0.0.5");
        for (int value = 0; value < 8; value++) recorder.Note(hmi, 1, TrafficRecorder.Write(5, value));
        Assert.AreEqual(8, recorder.Row(0).DistinctValues);
        Assert.IsFalse(recorder.Row(0).HasMoreValues);
        for (int value = 0; value < 300; value++) recorder.Note(hmi, 1, TrafficRecorder.Write(5, value));
        Assert.AreEqual(8, recorder.Row(0).DistinctValues);
        Assert.IsTrue(recorder.Row(0).HasMoreValues);
        Assert.AreEqual(308L, recorder.Row(0).Values);
    }

    [TestMethod]
    public void After_a_reset_sessions_go_on_in_an_empty_table()
    {
        var recorder = new TrafficRecorder(16);
        TrafficSource hmi = recorder.Open("10.0.0.5");
        TrafficSource other = recorder.Open("10.0.0.6");
        recorder.Note(hmi, 1, TrafficRecorder.Read(3, 0, 1));
        recorder.Note(other, 1, TrafficRecorder.Read(3, 0, 1));
        recorder.Now = 700;
        recorder.Table.Reset(700);
        Assert.AreEqual(0, recorder.Status().Rows);
        Assert.AreEqual(700L, recorder.Status().Began);
        recorder.Note(other, 1, TrafficRecorder.Read(3, 0, 1));
        recorder.Note(hmi, 1, TrafficRecorder.Read(3, 0, 1));
        Assert.AreEqual("10.0.0.6", recorder.Row(0).Client.Address);
        Assert.AreEqual(1L, recorder.Row(0).Requests);
        Assert.AreEqual("10.0.0.5", recorder.Row(1).Client.Address);
    }

    [TestMethod]
    public void Clients_beyond_those_that_are_told_apart_are_counted_together()
    {
        var recorder = new TrafficRecorder(64);
        for (int i = 0; i < 20; i++) recorder.Note(recorder.Open("10.0.0." + i), 1, TrafficRecorder.Read(3, 0, 1));
        Assert.AreEqual(16, recorder.Status().Clients);
        Assert.AreEqual(17, recorder.Status().Rows);
        Assert.AreEqual(PeerTransport.Unknown, recorder.Row(0).Client.Transport);
        Assert.AreEqual(4L, recorder.Row(0).Requests);
    }
}
