using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using EdgeGuard.Core;
using Microsoft.Data.Sqlite;

namespace EdgeGuard.Central;

/// <summary>The file of the archive that is written at present. Of the archive's thread.</summary>
internal sealed class DayFile : IDisposable
{
    // Evidence of what was rejected: enough to look at, and not so much that it takes the room of what was not.
    private const int MostRejected = 1000;

    // Names of clients that are remembered; others are looked up.
    private const int MostPeers = 50_000;

    // Every module has a place of its own in the indexes, and so a page of each is written by nearly every commit: they are kept in memory,
    // and brought into the file when there are many.
    private const string Memory = "PRAGMA cache_size=-65536; PRAGMA wal_autocheckpoint=16384";

    private const string AddBatchRow =
        "INSERT INTO batch(id, module, stream, first, last, received, bytes) VALUES($1, $2, $3, $4, $5, $6, $7)";

    private const string AddEvent =
        "INSERT INTO event(id, batch, place, module, seal, utc, code, reason, peer, unit, function, address, value, rule, repeats) "
        + "VALUES($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)";

    private const string AddSeldomRow = "INSERT INTO seldom VALUES($1, $2, $3)";

    private const string AddRefused = "INSERT INTO refused VALUES($1, $2) ON CONFLICT DO UPDATE SET last = max(last, excluded.last)";

    private const string AddRefusal =
        "INSERT INTO refusal VALUES($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15) "
        + "ON CONFLICT DO UPDATE SET n = n + excluded.n, last = excluded.last, event = excluded.event";

    private readonly SqliteFile _file;
    private readonly Dictionary<(string, string), long> _modules = [];
    private readonly Dictionary<(long, string, int), long> _streams = [];
    private readonly Dictionary<(int, string?, string, string, string), long> _peers = [];
    private readonly Dictionary<string, long> _counters = [];
    private readonly Dictionary<long, MetricsReport> _metrics = [];
    private readonly Dictionary<RefusalKey, RefusalSum> _refusals = [];
    private readonly Dictionary<long, long> _refused = [];
    private readonly PreparedRow _batchRow;
    private readonly PreparedRow _eventRow;
    private readonly PreparedRow _refusalRow;
    private readonly PreparedRow _refusedRow;
    private readonly PreparedRow _seldomRow;

    // Numbers of the last rows: nobody else writes any.
    private long _lastBatch;
    private long _lastEvent;
    private long _rejected;

    private DayFile(SqliteFile file, int number, DateOnly day)
    {
        _file = file;
        Number = number;
        Day = day;
        _batchRow = file.RowsOf(AddBatchRow);
        _eventRow = file.RowsOf(AddEvent);
        _refusalRow = file.RowsOf(AddRefusal);
        _refusedRow = file.RowsOf(AddRefused);
        _seldomRow = file.RowsOf(AddSeldomRow);
    }

    internal int Number { get; }

    /// <summary>The day that it was begun on, UTC by this computer's clock.</summary>
    internal DateOnly Day { get; }

    /// <summary>Opens a file, or begins it.</summary>
    /// <exception cref="SqliteException">It cannot be opened; see <see cref="SqliteFile.IsDamage"/>.</exception>
    /// <exception cref="IOException">Likewise.</exception>
    internal static DayFile Open(ArchiveFile of, int mostPages = 0)
    {
        SqliteFile file = SqliteFile.OpenToWrite(of.Path, DayFileSchema.Layout, begun => Fill(begun, of));
        try
        {
            if (!file.HasTable("seldom")) Add(file, DayFileSchema.Seldom, DayFileSchema.FillSeldom);
            if (!file.HasTable("refused")) Add(file, DayFileSchema.Refused, DayFileSchema.FillRefused);
            var opened = new DayFile(file, of.Number, of.Day);
            opened.Load();
            file.Run(Memory);
            if (mostPages > 0) file.Run("PRAGMA max_page_count=" + mostPages.ToString(CultureInfo.InvariantCulture));
            return opened;
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    internal void BeginGroup() => _file.Begin();

    /// <summary>Ends a group: it is on the disk when this returns.</summary>
    internal void CommitGroup()
    {
        foreach ((RefusalKey key, RefusalSum sum) in _refusals) Write(key, sum);
        foreach ((long module, long last) in _refused) _refusedRow.Run([module, last]);
        _file.Commit();
        _refusals.Clear();
        _refused.Clear();
    }

    /// <summary>Appends one arrival.</summary>
    /// <param name="arrival">What arrived.</param>
    /// <param name="verdict">Of a batch: which of its events are new.</param>
    internal Place Add(Arrival arrival, BatchVerdict? verdict)
    {
        long module = Module(arrival.Site, arrival.Module);
        long id = arrival.Kind switch
        {
            ArrivalKind.Events => AddBatch(module, arrival, verdict!),
            ArrivalKind.Metrics => AddMetrics(module, arrival),
            _ => _file.Insert("INSERT INTO report(module, kind, received, bytes) VALUES($1, $2, $3, $4)",
                module, (int)arrival.Kind, arrival.ReceivedAt, arrival.Bytes),
        };
        return new Place(Number, id);
    }

    /// <summary>Keeps what was rejected as evidence, as long as there is room for it.</summary>
    /// <returns>Its row; 0 where there is no room.</returns>
    internal long AddRejected(Arrival arrival, FindingKind kind)
    {
        if (_rejected == MostRejected) return 0;
        _rejected++;
        return _file.Insert("INSERT INTO rejected(site, module, kind, received, bytes) VALUES($1, $2, $3, $4, $5)",
            arrival.Site, arrival.Module, (int)kind, arrival.ReceivedAt, arrival.Bytes);
    }

    /// <summary>Makes the derived rows of a batch that is stored.</summary>
    internal void Derive(long batch, Arrival arrival, BatchVerdict verdict)
    {
        long module = Module(arrival.Site, arrival.Module);
        foreach (int place in verdict.New)
        {
            EventRecord record = arrival.Events.Records[place];
            long peer = Peer(arrival.Events.PeerOf(record));
            _eventRow.Run([
                ++_lastEvent, batch, place, module, (int)arrival.Seal, record.Utc, (int)record.Code, (int)record.Reason, peer, record.Unit,
                record.Function, record.Address, record.OffendingValue, record.Rule, record.Repeats]);
            if (DayFileSchema.IsSeldom((long)record.Code)) _seldomRow.Run([_lastEvent, module, (long)record.Code]);
            if (!EventTable.IsRefusal(record.Code)) continue;
            Sum(RefusalKey.Of(module, peer, record)).Add(record.Repeats, arrival.ReceivedAt, _lastEvent);
            _refused[module] = Math.Max(_refused.GetValueOrDefault(module), arrival.ReceivedAt);
        }
    }

    /// <summary>Empties the derived tables: <see cref="Derive"/> fills them anew.</summary>
    internal void DropDerived()
    {
        _file.Run(DayFileSchema.DropDerived);
        _file.Run(DayFileSchema.Derived);
        _file.Run(DayFileSchema.Seldom);
        _file.Run(DayFileSchema.Refused);
        _peers.Clear();
        _lastEvent = 0;
    }

    /// <summary>The bytes of the batch that begins with a number; null for none.</summary>
    internal byte[]? FindBatch(Arrival like) => FindBatch(_file, like);

    internal static byte[]? FindBatch(SqliteFile file, Arrival like) => (byte[]?)file.One(
        "SELECT b.bytes FROM batch b JOIN stream s ON s.id = b.stream JOIN module m ON m.id = b.module "
        + "WHERE m.site = $1 AND m.name = $2 AND s.stream = $3 AND s.boot = $4 AND b.first = $5",
        like.Site, like.Module, like.Events.Stream, like.Events.Boot, like.Events.Records[0].Sequence);

    public void Dispose() => _file.Dispose();

    private static void Fill(SqliteFile file, ArchiveFile of)
    {
        file.Run(DayFileSchema.Tables);
        file.Run(DayFileSchema.Derived);
        file.Run("INSERT INTO file VALUES($1)", of.Day.ToString("O", CultureInfo.InvariantCulture));
    }

    private static void Add(SqliteFile file, string table, string fill)
    {
        file.Begin();
        file.Run(table);
        file.Run(fill);
        file.Commit();
    }

    private void Load()
    {
        foreach (SqliteDataReader row in _file.Rows("SELECT id, site, name FROM module"))
        {
            _modules[(row.GetString(1), row.GetString(2))] = row.GetInt64(0);
        }
        foreach (SqliteDataReader row in _file.Rows("SELECT id, module, stream, boot FROM stream"))
        {
            _streams[(row.GetInt64(1), EventText.Hex((byte[])row[2]), row.GetInt32(3))] = row.GetInt64(0);
        }
        foreach (SqliteDataReader row in _file.Rows("SELECT id, name FROM counter")) _counters[row.GetString(1)] = row.GetInt64(0);
        _rejected = _file.Number("SELECT count(*) FROM rejected");
        _lastBatch = _file.Number("SELECT max(id) FROM batch");
        _lastEvent = _file.Number("SELECT max(id) FROM event");
    }

    private long AddBatch(long module, Arrival arrival, BatchVerdict verdict)
    {
        EventBatch batch = arrival.Events;
        _batchRow.Run(
            [++_lastBatch, module, Stream(module, batch), batch.Records[0].Sequence, batch.Records[^1].Sequence, arrival.ReceivedAt],
            arrival.Bytes);
        Derive(_lastBatch, arrival, verdict);
        return _lastBatch;
    }

    private long AddMetrics(long module, Arrival arrival)
    {
        MetricsReport metrics = arrival.Metrics!;
        byte[] packed = PackedCounters.Pack(metrics, _metrics.GetValueOrDefault(module), Counter);
        _metrics[module] = metrics;
        return _file.Insert("INSERT INTO metric(module, received, packed) VALUES($1, $2, $3)", module, arrival.ReceivedAt, packed);
    }

    private void Write(RefusalKey key, RefusalSum sum) => _refusalRow.Run([
        key.Module, key.Peer, (int)key.Code, key.Reason, key.Unit, key.Function, key.SubFunction, key.Address, key.Quantity, key.Rule,
        key.Kind, sum.Count, sum.FirstAt, sum.LastAt, sum.Event]);

    private RefusalSum Sum(RefusalKey key)
    {
        if (_refusals.TryGetValue(key, out RefusalSum? sum)) return sum;
        return _refusals[key] = new RefusalSum();
    }

    private long Module(string site, string name)
    {
        if (_modules.TryGetValue((site, name), out long id)) return id;
        return _modules[(site, name)] = _file.Insert("INSERT INTO module(site, name) VALUES($1, $2)", site, name);
    }

    private long Stream(long module, EventBatch batch)
    {
        var key = (module, EventText.Hex(batch.Stream), batch.Boot);
        if (_streams.TryGetValue(key, out long id)) return id;
        return _streams[key] = _file.Insert(
            "INSERT INTO stream(module, stream, boot) VALUES($1, $2, $3)", module, batch.Stream, batch.Boot);
    }

    private long Counter(string name)
    {
        if (_counters.TryGetValue(name, out long id)) return id;
        return _counters[name] = _file.Insert("INSERT INTO counter(name) VALUES($1)", name);
    }

    // 0: nobody.
    private long Peer(Peer? peer)
    {
        if (peer == null) return 0;
        var key = ((int)peer.Transport, peer.Role, peer.Subject, peer.Address, peer.Fingerprint);
        if (_peers.TryGetValue(key, out long id)) return id;
        if (_peers.Count == MostPeers) _peers.Clear();
        object?[] values =
            [(int)peer.Transport, peer.Role == null ? 0 : 1, peer.Role ?? "", peer.Subject, peer.Address, peer.Fingerprint];
        _file.Run("INSERT OR IGNORE INTO peer(transport, has_role, role, subject, address, fingerprint) VALUES($1, $2, $3, $4, $5, $6)",
            values);
        return _peers[key] = _file.Number(
            "SELECT id FROM peer WHERE transport = $1 AND has_role = $2 AND role = $3 AND subject = $4 AND address = $5 "
            + "AND fingerprint = $6", values);
    }
}
