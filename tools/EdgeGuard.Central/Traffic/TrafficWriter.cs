using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using EdgeGuard.Core;
using EdgeGuard.Telemetry;
using EdgeGuard.Traffic;
using Microsoft.Data.Sqlite;

namespace EdgeGuard.Central;

/// <summary>Puts reports of traffic into the tables. One thread.</summary>
/// <remarks>
/// A report tells the rows that changed, each with all it has counted: what is told last counts, in the order of boot and number. What an
/// earlier boot told stays until it is told anew, or until the module says that it has fewer rows; then those heard of longest ago are
/// gone. A row that was merged takes the place of all within it. As <see cref="ModuleTraffic"/> does in memory.
/// </remarks>
internal sealed class TrafficWriter : IDisposable
{
    /// <summary>Modules at most: anybody on the port without TLS can invent some.</summary>
    internal const int MostModules = 20_000;

    /// <summary>Streams of a module at most: without keys of its own it begins another one with every start.</summary>
    internal const int MostStreams = 4;

    /// <summary>Rows of a stream at most: as many as the largest table that a module keeps has.</summary>
    internal const int MostRows = TrafficTable.MostKeptRows;

    /// <summary>Clients of a stream at most, with those that ask no more.</summary>
    internal const int MostClients = 2048;

    /// <summary>Addresses of a client at most that are remembered at one module.</summary>
    internal const int MostAddresses = 16;

    // The last moment that a calendar has; a module's clock may say more.
    private const long LastMoment = 253_402_300_799_999;

    private readonly SqliteFile _file;
    private readonly Func<int> _keepDays;
    private readonly TrafficReportWriter _row = new(0);

    internal TrafficWriter(string path, Func<int> keepDays)
    {
        _file = SqliteFile.OpenToWrite(path, TrafficSchema.Layout, file => file.Run(TrafficSchema.Tables));
        _keepDays = keepDays;
    }

    /// <summary>Writes what waits, as one transaction. What is said of each holds once this returns.</summary>
    /// <returns>What was left out because there is too much of it: of which module, and what.</returns>
    /// <exception cref="SqliteException">Nothing of it is on the disk.</exception>
    internal IReadOnlyList<(HeardReport Heard, string What)> Write(IReadOnlyList<PendingReport> group)
    {
        var bounded = new List<(HeardReport, string)>();
        try
        {
            _file.Begin();
            foreach (PendingReport pending in group) pending.Receipt = Take(pending.Heard, bounded);
            _file.Commit();
            return bounded;
        }
        finally
        {
            _file.EndTransaction();
        }
    }

    public void Dispose() => _file.Dispose();

    private Receipt Take(HeardReport heard, List<(HeardReport, string)> bounded)
    {
        TrafficReport report = heard.Report;
        long recording = Find(heard);
        if (recording != 0 && !IsNewer(recording, report)) return Receipt.Known;
        if (recording == 0) recording = Begin(heard);
        if (recording == 0)
        {
            bounded.Add((heard, $"it is one of more than {MostModules} modules: what it tells of traffic is not kept"));
            return Receipt.NotKept;
        }
        Note(recording, heard);
        long number = _file.Number("SELECT reports FROM recording WHERE id = $1", recording);
        foreach (TrafficRow row in report.Rows) Take(recording, number, heard, row);
        DropWhatIsGone(recording, number, report.Table.Rows);
        int leftOut = Bound(recording);
        if (leftOut > 0) bounded.Add((heard, $"more than {MostRows} rows or {MostClients} clients: the oldest are left out"));
        _file.Run("UPDATE recording SET left_out = left_out + $2 WHERE id = $1", recording, leftOut);
        SumClients(recording);
        return Receipt.Stored;
    }

    private long Find(HeardReport heard) => _file.Number(
        "SELECT id FROM recording WHERE site = $1 AND module = $2 AND stream = $3", heard.Site, heard.Module, heard.Stream);

    private bool IsNewer(long recording, TrafficReport report) => _file.Number(
        "SELECT count(*) FROM recording WHERE id = $1 AND (boot, number) < ($2, $3)", recording, report.Boot, report.Number) > 0;

    private long Begin(HeardReport heard)
    {
        bool isKnown = _file.Number("SELECT count(*) FROM recording WHERE site = $1 AND module = $2", heard.Site, heard.Module) > 0;
        if (!isKnown && _file.Number("SELECT count(*) FROM recording WHERE is_present = 1") >= MostModules) return 0;
        long recording = _file.Insert(
            "INSERT INTO recording(site, module, stream, is_present, boot, number, reports, missing, utc, first, at, day, seal, began, "
            + "rows, merges, unlisted, left_out) VALUES($1, $2, $3, 0, $4, $5, 0, 0, 0, $6, $6, 0, 0, 0, 0, 0, 0, 0)",
            heard.Site, heard.Module, heard.Stream, heard.Report.Boot, heard.Report.Number - 1, heard.At);
        // What nobody proved goes before what a module proved.
        Drop(
            "SELECT id FROM recording WHERE site = $1 AND module = $2 AND id <> $3 ORDER BY seal = $4 DESC, at DESC LIMIT -1 OFFSET $5",
            heard.Site, heard.Module, recording, (int)SealProof.Right, MostStreams - 1);
        return recording;
    }

    private void Note(long recording, HeardReport heard)
    {
        TrafficReport report = heard.Report;
        _file.Run("UPDATE recording SET is_present = (id = $3) WHERE site = $1 AND module = $2", heard.Site, heard.Module, recording);
        _file.Run(
            "UPDATE recording SET missing = min(missing + $3 - 1 - CASE WHEN boot = $2 THEN number ELSE 0 END, 9007199254740992), "
            + "boot = $2, number = $3, reports = reports + 1, utc = $4, at = $5, day = $6, seal = $7, began = $8, rows = $9, "
            + "merges = $10, unlisted = $11 WHERE id = $1",
            recording, report.Boot, report.Number, Moment(report.Utc), heard.At, Day(heard.At), (int)heard.Seal,
            Moment(report.Table.Began), report.Table.Rows, report.Table.Merges, report.Table.Unlisted);
    }

    // Days on which something was told are counted: a clock that jumps ahead is one day more.
    private long Day(long at)
    {
        string day = DateTimeOffset.FromUnixTimeMilliseconds(at).UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        long known = _file.Number("SELECT id FROM day WHERE day = $1", day);
        if (known != 0) return known;
        long id = _file.Insert("INSERT INTO day(day) VALUES($1)", day);
        long gone = id - _keepDays();
        Drop("SELECT id FROM recording WHERE day > 0 AND day <= $1", gone);
        _file.Run("DELETE FROM day WHERE id <= $1", gone);
        return id;
    }

    private void Drop(string which, params object?[] values)
    {
        long[] ids = [.. _file.Rows(which, values).Select(row => row.GetInt64(0))];
        foreach (long id in ids)
        {
            _file.Run("DELETE FROM client_address WHERE client IN (SELECT id FROM client WHERE recording = $1)", id);
            _file.Run("DELETE FROM client WHERE recording = $1", id);
            _file.Run("DELETE FROM poll WHERE recording = $1", id);
            _file.Run("DELETE FROM recording WHERE id = $1", id);
        }
    }

    private void Take(long recording, long number, HeardReport heard, TrafficRow row)
    {
        // A module whose clock is not set says no time: then it is when it told.
        long last = row.LastSeen > 0 ? Moment(row.LastSeen) : heard.At;
        long first = row.FirstSeen > 0 ? Moment(row.FirstSeen) : last;
        long client = Client(recording, heard, row.Client, first, last);
        if (row.MergedRows > 1) DropWithin(recording, client, row);
        _file.Run(
            "INSERT INTO poll(recording, client, unit, function, sub, malformed, address, quantity, other, others, requests, refused, "
            + "observed, exceptions, every, takes, first, last, seal, report, told) VALUES($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, "
            + "$12, $13, $14, $15, $16, $17, $18, $19, $20, $21) "
            + "ON CONFLICT(recording, client, unit, function, sub, malformed, address, quantity, other, others) DO UPDATE SET "
            + "requests = excluded.requests, refused = excluded.refused, observed = excluded.observed, "
            + "exceptions = excluded.exceptions, every = excluded.every, takes = excluded.takes, "
            + "first = CASE WHEN $22 THEN excluded.first ELSE first END, last = excluded.last, seal = excluded.seal, "
            + "report = excluded.report, told = excluded.told",
            recording, client, row.Unit, row.Function, row.SubFunction, row.IsMalformed, row.Address, row.Quantity, row.OtherAddress,
            row.OtherQuantity, row.Requests, row.Refused, row.Observed, PollRow.ExceptionsOf(row), PollRow.EveryOf(row),
            PollRow.TakesOf(row), first, last, (int)heard.Seal, number, Encoded(heard.Report, row), row.FirstSeen > 0);
    }

    private long Client(long recording, HeardReport heard, Peer peer, long first, long last)
    {
        long client = _file.Number(
            "INSERT INTO client(recording, identity, transport, has_role, role, subject, address, fingerprint, seal, requests, refused, "
            + "observed, first, last) VALUES($1, $2, $3, $4, $5, $6, $7, $8, $9, 0, 0, 0, $10, $11) "
            + "ON CONFLICT(recording, identity, transport, has_role, role) DO UPDATE SET subject = excluded.subject, "
            + "address = excluded.address, fingerprint = excluded.fingerprint, seal = excluded.seal, "
            + "first = min(first, excluded.first), last = max(last, excluded.last) RETURNING id",
            recording, ClientId.Of(heard.Site, heard.Module, peer), (int)peer.Transport, peer.Role != null, peer.Role ?? "", peer.Subject,
            peer.Address, peer.Fingerprint, (int)heard.Seal, first, last);
        _file.Run(
            "INSERT INTO client_address(client, address, first, last) VALUES($1, $2, $3, $4) "
            + "ON CONFLICT(client, address) DO UPDATE SET last = max(last, excluded.last)", client, peer.Address, first, last);
        _file.Run(
            "DELETE FROM client_address WHERE client = $1 AND address IN (SELECT address FROM client_address WHERE client = $1 "
            + "ORDER BY last DESC, address LIMIT -1 OFFSET $2)", client, MostAddresses);
        return client;
    }

    private void DropWithin(long recording, long client, TrafficRow row) => _file.Run(
        "DELETE FROM poll WHERE recording = $1 AND client = $2 AND unit = $3 AND function = $4 AND sub = $5 AND malformed = $6 "
        + "AND address >= $7 AND address + quantity <= $7 + $8 AND other >= $9 AND other + others <= $9 + $10 "
        + "AND NOT (address = $7 AND quantity = $8 AND other = $9 AND others = $10)",
        recording, client, row.Unit, row.Function, row.SubFunction, row.IsMalformed, row.Address, row.Quantity, row.OtherAddress,
        row.OtherQuantity);

    // The table was emptied, or rows of it became one in a report that did not come.
    private void DropWhatIsGone(long recording, long number, int rows)
    {
        long gone = _file.Number("SELECT count(*) FROM poll WHERE recording = $1", recording) - rows;
        if (gone <= 0) return;
        _file.Run(
            "DELETE FROM poll WHERE id IN (SELECT id FROM poll WHERE recording = $1 AND report < $2 ORDER BY report, id LIMIT $3)",
            recording, number, gone);
    }

    private int Bound(long recording)
    {
        const string oldest = "SELECT id FROM client WHERE recording = $1 ORDER BY last DESC, id DESC LIMIT -1 OFFSET $2";
        int rows = _file.Run(
            "DELETE FROM poll WHERE id IN (SELECT id FROM poll WHERE recording = $1 ORDER BY report DESC, id DESC LIMIT -1 OFFSET $2)",
            recording, MostRows);
        long[] clients =
        [
            .. _file.Rows(oldest, recording, MostClients).Select(row => row.GetInt64(0)),
        ];
        foreach (long client in clients)
        {
            _file.Run("DELETE FROM client_address WHERE client = $1", client);
            rows += _file.Run("DELETE FROM poll WHERE client = $1", client);
            _file.Run("DELETE FROM client WHERE id = $1", client);
        }
        return rows + clients.Length;
    }

    // A client whose rows are gone keeps what it had.
    private void SumClients(long recording) => _file.Run(
        "UPDATE client SET requests = s.requests, refused = s.refused, observed = s.observed FROM "
        + $"(SELECT client AS id, {SumOf("requests")} AS requests, {SumOf("refused")} AS refused, {SumOf("observed")} AS observed "
        + "FROM poll WHERE recording = $1 GROUP BY client) AS s WHERE client.id = s.id", recording);

    /// <summary>The sum of a column, in SQL. Bounded as the counts of one row are: what a module invents must not be more than a number
    /// holds.</summary>
    internal static string SumOf(string column) => $"CAST(min(total({column}), 9007199254740992.0) AS INTEGER)";

    // A row as a report of one row: what is read again is read as strictly as it was at first.
    private byte[] Encoded(TrafficReport report, TrafficRow row)
    {
        _row.Begin(report.Stream, report.Boot, report.Number, report.Utc, report.Table);
        if (!_row.TryAdd(row)) throw new InvalidOperationException("a row has no room in a report of its own");
        return [.. _row.Buffer.Take(_row.Finish(null))];
    }

    private static long Moment(long utc) => Math.Min(utc, LastMoment);
}
