using System.Collections.Generic;
using System.Linq;
using EdgeGuard.Core;
using EdgeGuard.Testing;
using EdgeGuard.Testing.Store;

namespace EdgeGuard.Traffic.Tests;

/// <summary>What a run reports of its traffic, and when.</summary>
[TestClass]
public sealed class TrafficReportsTests
{
    private readonly FakeClock _clock = new();
    private readonly TrafficRecorder _recorder = new(256);
    private readonly TrafficReports _reports;

    public TrafficReportsTests()
    {
        _reports = new TrafficReports(_recorder.Table, _clock, 4096) { IntervalMs = 300_000 };
        _reports.Name(new byte[16], 7, new BatchSeal(new LibraryHmac(), new byte[32]));
    }

    [TestMethod]
    public void Rows_that_changed_are_reported_every_interval_and_all_they_counted()
    {
        TrafficSource hmi = _recorder.Open("10.0.0.5");
        _recorder.Note(hmi, 1, TrafficRecorder.Read(3, 0, 1));
        _recorder.Note(hmi, 1, TrafficRecorder.Read(3, 5, 1));
        Assert.AreEqual(0, _reports.Next(_clock.Now));
        _clock.Advance(300_000);
        CollectionAssert.AreEqual(new[] { 1L, 1L }, Told().Single().Rows.Select(row => row.Requests).ToArray());
        Assert.IsEmpty(Told());
        _recorder.Note(hmi, 1, TrafficRecorder.Read(3, 5, 1));
        Assert.IsEmpty(Told());
        _clock.Advance(300_000);
        TrafficReport second = Told().Single();
        Assert.AreEqual(5, second.Rows.Single().Address);
        Assert.AreEqual(2L, second.Rows.Single().Requests);
        Assert.AreEqual(2L, second.Number);
    }

    [TestMethod]
    public void A_report_stays_the_same_bytes_until_it_was_handed_over()
    {
        TrafficSource hmi = _recorder.Open("10.0.0.5");
        _recorder.Note(hmi, 1, TrafficRecorder.Read(3, 0, 1));
        _clock.Advance(300_000);
        byte[] first = [.. _reports.Buffer.Take(_reports.Next(_clock.Now))];
        _recorder.Note(hmi, 1, TrafficRecorder.Read(3, 0, 1));
        _clock.Advance(300_000);
        CollectionAssert.AreEqual(first, _reports.Buffer.Take(_reports.Next(_clock.Now)).ToArray());
        _reports.Sent();
        Assert.AreEqual(2L, Told().Single().Rows.Single().Requests);
    }

    [TestMethod]
    public void A_large_table_takes_as_many_messages_as_it_needs_and_each_proves_the_one_before()
    {
        TrafficSource hmi = _recorder.Open("10.0.0.5");
        for (int i = 0; i < 200; i++) _recorder.Note(hmi, 1, TrafficRecorder.Read(3, i * 10, 1));
        _clock.Advance(300_000);
        List<TrafficReport> told = Told();
        Assert.IsGreaterThan(1, told.Count);
        int[] addresses = [.. told.SelectMany(report => report.Rows).Select(row => row.Address)];
        CollectionAssert.AreEqual(Enumerable.Range(0, 200).Select(i => i * 10).ToArray(), addresses);
        CollectionAssert.AreEqual(new byte[32], told[0].CopyMacBefore());
        for (int i = 1; i < told.Count; i++) CollectionAssert.AreEqual(told[i - 1].CopyMac(), told[i].CopyMacBefore());
    }

    [TestMethod]
    public void After_a_new_connection_every_row_comes_again_with_the_next_report()
    {
        _recorder.Note(_recorder.Open("10.0.0.5"), 1, TrafficRecorder.Read(3, 0, 1));
        _clock.Advance(300_000);
        Assert.HasCount(1, Told());
        _reports.Connected();
        Assert.IsEmpty(Told());
        _clock.Advance(300_000);
        Assert.HasCount(1, Told());
    }

    [TestMethod]
    public void Once_an_hour_every_row_comes_again_for_whoever_began_to_listen_since()
    {
        TrafficSource hmi = _recorder.Open("10.0.0.5");
        for (int i = 0; i < 3; i++) _recorder.Note(hmi, 1, TrafficRecorder.Read(3, i * 10, 1));
        int[] told = new int[26];
        for (int i = 0; i < told.Length; i++)
        {
            _clock.Advance(300_000);
            _recorder.Note(hmi, 1, TrafficRecorder.Read(3, 0, 1));
            told[i] = Told().Sum(report => report.Rows.Length);
        }
        CollectionAssert.AreEqual(new[] { 0, 11, 23 }, Enumerable.Range(0, told.Length).Where(i => told[i] == 3).ToArray());
        Assert.AreEqual(told.Length - 3, told.Count(rows => rows == 1));
    }

    [TestMethod]
    public void With_an_interval_of_nothing_nothing_is_reported()
    {
        _reports.IntervalMs = 0;
        _recorder.Note(_recorder.Open("10.0.0.5"), 1, TrafficRecorder.Read(3, 0, 1));
        _clock.Advance(3_000_000);
        Assert.IsEmpty(Told());
    }

    // All that is due now, each proved by its seal.
    private List<TrafficReport> Told()
    {
        List<TrafficReport> told = [];
        for (int length; (length = _reports.Next(_clock.Now)) > 0; _reports.Sent())
        {
            Assert.IsLessThanOrEqualTo(4096, length);
            Assert.IsTrue(BatchSeal.IsRight(_reports.Buffer, 0, length, new LibraryHmac(), new byte[32]));
            told.Add(TrafficReport.Decode(_reports.Buffer, 0, length, out _)!);
        }
        return told;
    }
}
