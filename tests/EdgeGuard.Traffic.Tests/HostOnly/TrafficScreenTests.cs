using EdgeGuard.Core;
using EdgeGuard.Testing;

namespace EdgeGuard.Traffic.Tests;

/// <summary>The order of what a technician reads, over a restart.</summary>
[TestClass]
public sealed class TrafficScreenTests
{
    [TestMethod]
    public void What_was_asked_in_this_run_stands_above_what_an_earlier_run_had_recorded()
    {
        var clock = new FakeClock();
        var table = new TrafficTable(16, clock.Now);
        table.Restore(Kept(clock.Utc - 3_600_000));
        var recorder = new TrafficRecorder(table) { Now = clock.Now };
        recorder.Note(recorder.Open("10.0.0.5"), 1, TrafficRecorder.Read(4, 0, 10));
        string[] lines = TrafficScreen.Lines(table, clock, "");
        Assert.Contains(" 04 read input registers ", lines[2]);
        Assert.Contains(" 03 read holding registers ", lines[3]);
        Assert.EndsWith(" 1h", lines[3].TrimEnd());
    }

    private static TrafficReport Kept(long utc)
    {
        var before = new TrafficRecorder(16) { Now = utc };
        before.Note(before.Open("10.0.0.5"), 1, TrafficRecorder.Read(3, 0, 10));
        var writer = new TrafficReportWriter(8192);
        writer.Begin(new byte[EventBatchFormat.StreamSize], 0, 0, utc, before.Status());
        Assert.IsTrue(writer.TryAdd(before.Row(0)));
        TrafficReport? report = TrafficReport.Decode(writer.Buffer, 0, writer.Finish(null), out _);
        Assert.IsNotNull(report);
        return report;
    }
}
