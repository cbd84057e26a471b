using System;
using System.Collections.Generic;
using System.Linq;
using EdgeGuard.Core;
using EdgeGuard.Modbus;
using EdgeGuard.Testing;
using EdgeGuard.Traffic;

namespace EdgeGuard.Fuzz.Targets;

/// <summary>Any message is a report of traffic or a fault; what is taken is written again as the same bytes, fits any table, and can be
/// shown in lines of a terminal.</summary>
internal sealed class TrafficTarget : ITarget
{
    private const int Capacity = 8192;

    public string Name => "traffic";

    public int MaxLength => 1200;

    public IEnumerable<byte[]> Seeds()
    {
        yield return Report();
        yield return Report([3, 0, 0, 0, 10]);
        yield return Report([6, 0, 40, 0, 7], [16, 0, 40, 0, 2, 4, 0, 7, 0, 9], [22, 0, 1, 0xFF, 0xF0, 0, 5]);
        yield return Report([23, 0, 10, 0, 5, 0, 40, 0, 1, 2, 0x12, 0x34], [20, 7, 6, 0, 4, 0, 9, 0, 2], [8, 0, 11, 0, 0], [43, 14, 1, 0]);
        yield return Report([90, 1, 2], [3, 0], [3, 0, 0, 0, 10], [3, 0, 0, 0, 10]);
    }

    public void Run(byte[] input)
    {
        TrafficReport? report = TrafficReport.Decode(input, 0, input.Length, out TrafficReportFault fault);
        Promise.Holds((report != null) == (fault == TrafficReportFault.None), "a report beside a fault, or neither");
        if (report == null) return;
        if (!report.HasMac) Promise.Holds(Written(report).SequenceEqual(input), "other bytes when it is written again");
        var clock = new FakeClock();
        var table = new TrafficTable(4, clock.Now);
        table.Restore(report);
        long requests = table.Copy(clock.Now).Sum(row => row.Requests);
        Promise.Holds(report.Rows.Length == 0 || requests > 0, "rows that are nowhere in the table");
        var screen = new TrafficScreen(table, clock);
        foreach (string line in screen.Overview(true).Concat(screen.Client(1)))
        {
            Promise.Holds(!line.Any(char.IsControl), "a character that a terminal obeys");
        }
    }

    private static byte[] Written(TrafficReport report)
    {
        var writer = new TrafficReportWriter(Capacity);
        writer.Begin(report.Stream, report.Boot, report.Number, report.Utc, report.Table);
        foreach (TrafficRow row in report.Rows) Promise.Holds(writer.TryAdd(row), "a row that has no room");
        return writer.Buffer.AsSpan(0, writer.Finish(null)).ToArray();
    }

    private static byte[] Report(params byte[][] requests)
    {
        var table = new TrafficTable(16, 0) { RecordsValues = true };
        var source = new TrafficSource(table, new Peer(PeerTransport.Tls, "10.0.0.5", "CN=op1", "Operator", "ab12", long.MaxValue));
        var request = new Request();
        for (int i = 0; i < requests.Length; i++)
        {
            request.Decode(1, requests[i], 0, requests[i].Length);
            bool isSound = request.Fault == RequestFault.None;
            source.Note(request, isSound ? RequestFate.Answered : RequestFate.Refused, false, i == 3 ? 2 : 0, i, i + 1);
        }
        var status = new TrafficStatus();
        table.Read(status, 1);
        var writer = new TrafficReportWriter(Capacity);
        writer.Begin(new byte[EventBatchFormat.StreamSize], 7, 1, 1_700_000_000_000, status);
        foreach (TrafficRow row in table.Copy(1)) writer.TryAdd(row);
        return writer.Buffer.AsSpan(0, writer.Finish(null)).ToArray();
    }
}
