using System.Collections.Generic;
using System.Linq;
using EdgeGuard.Core;
using EdgeGuard.Traffic;

namespace EdgeGuard.Telemetry;

/// <summary>A module's table of traffic, put together of the reports of one stream. Not thread-safe.</summary>
/// <remarks>A report tells the rows that changed, each with all that it has counted: what came last counts. How many rows there are it
/// tells too, so that it is known how many are not here.</remarks>
public sealed class ModuleTraffic(string site, string module, byte[] stream)
{
    private readonly Dictionary<RowKey, HeardRow> _rows = [];
    private long _reports;

    public string Site { get; } = site;

    public string Module { get; } = module;

    /// <summary>16 bytes: the name of the module's stream.</summary>
    public byte[] Stream { get; } = stream;

    /// <summary>The report that counts; null before the first.</summary>
    public TrafficReport? Latest { get; private set; }

    /// <summary>Reports that never came, between the first that did and <see cref="Latest"/>.</summary>
    public long MissingReports { get; private set; }

    /// <summary>The rows that are known, in no order.</summary>
    public TrafficRow[] Rows => [.. _rows.Values.Select(heard => heard.Row)];

    /// <summary>Rows that the module has and that did not come yet: nobody asked since for what they tell.</summary>
    public int RowsUntold => Latest == null ? 0 : System.Math.Max(0, Latest.Table.Rows - _rows.Count);

    /// <summary>Takes a report. False: it is older than what is known, or was known before.</summary>
    public bool Take(TrafficReport report)
    {
        if (Latest is { } last)
        {
            if (report.Boot < last.Boot || (report.Boot == last.Boot && report.Number <= last.Number)) return false;
            MissingReports += report.Number - 1 - (report.Boot == last.Boot ? last.Number : 0);
        }
        Latest = report;
        _reports++;
        foreach (TrafficRow row in report.Rows) Take(row);
        DropWhatIsGone();
        return true;
    }

    private void Take(TrafficRow row)
    {
        RowKey key = RowKey.Of(row);
        if (row.MergedRows > 1)
        {
            foreach (RowKey within in _rows.Keys.Where(key.Covers).ToArray()) _rows.Remove(within);
        }
        _rows[key] = new HeardRow(row, _reports);
    }

    // The table was emptied, or rows of it became one in a report that did not come: those heard of longest ago are the ones.
    private void DropWhatIsGone()
    {
        int gone = _rows.Count - Latest!.Table.Rows;
        if (gone <= 0) return;
        var oldest = _rows.Where(each => each.Value.Report < _reports).OrderBy(each => each.Value.Report).Take(gone);
        foreach (KeyValuePair<RowKey, HeardRow> each in oldest.ToArray()) _rows.Remove(each.Key);
    }

    private readonly record struct HeardRow(TrafficRow Row, long Report);

    // As the module tells rows apart: by certificate, by address without one; with another role it is another client.
    private readonly record struct RowKey(
        PeerTransport Transport, string Client, string? Role, int Unit, int Function, int SubFunction, bool IsMalformed, Range Addresses,
        Range Others)
    {
        public static RowKey Of(TrafficRow row) => new(
            row.Client.Transport, row.Client.ClientKey, row.Client.Role, row.Unit, row.Function, row.SubFunction, row.IsMalformed,
            new Range(row.Address, row.Quantity), new Range(row.OtherAddress, row.OtherQuantity));

        public bool Covers(RowKey other) =>
            this with { Addresses = other.Addresses, Others = other.Others } == other
                && Addresses.Covers(other.Addresses) && Others.Covers(other.Others);
    }

    private readonly record struct Range(int First, int Count)
    {
        public bool Covers(Range other) => other.First >= First && other.First + other.Count <= First + Count;
    }
}
