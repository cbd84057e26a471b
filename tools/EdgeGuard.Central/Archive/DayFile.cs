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

    private const string AddEvent =
        "INSERT INTO event(batch, place, module, seal, utc, code, reason, peer, unit, function, address, value, rule, repeats) "
        + "VALUES($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)";

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
    private long _rejected;

    private DayFile(SqliteFile file, int number, DateOnly day)
    {
        _file = file;
        Number = number;
        Day = day;
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
            var opened = new DayFile(file, of.Number, of.Day);
            opened.Load();
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
        _file.Commit();
        _refusals.Clear();
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
            long id = _file.Insert(
                AddEvent, batch, place, module, (int)arrival.Seal, record.Utc, (int)record.Code, (int)record.Reason, peer, (int)record.Unit,
                (int)record.Function, record.Address, record.OffendingValue, record.Rule, record.Repeats);
            if (EventTable.IsRefusal(record.Code)) Sum(RefusalKey.Of(module, peer, record)).Add(record.Repeats, arrival.ReceivedAt, id);
        }
    }

    /// <summary>Empties the derived tables: <see cref="Derive"/> fills them anew.</summary>
    internal void DropDerived()
    {
        _file.Run(DayFileSchema.DropDerived);
        _file.Run(DayFileSchema.Derived);
        _peers.Clear();
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
    }

    private long AddBatch(long module, Arrival arrival, BatchVerdict verdict)
    {
        EventBatch batch = arrival.Events;
        long id = _file.Insert("INSERT INTO batch(module, stream, first, last, received, bytes) VALUES($1, $2, $3, $4, $5, $6)",
            module, Stream(module, batch), batch.Records[0].Sequence, batch.Records[^1].Sequence, arrival.ReceivedAt, arrival.Bytes);
        Derive(id, arrival, verdict);
        return id;
    }

    private long AddMetrics(long module, Arrival arrival)
    {
        MetricsReport metrics = arrival.Metrics!;
        byte[] packed = PackedCounters.Pack(metrics, _metrics.GetValueOrDefault(module), Counter);
        _metrics[module] = metrics;
        return _file.Insert("INSERT INTO metric(module, received, packed) VALUES($1, $2, $3)", module, arrival.ReceivedAt, packed);
    }

    private void Write(RefusalKey key, RefusalSum sum) => _file.Run(
        AddRefusal, key.Module, key.Peer, (int)key.Code, key.Reason, key.Unit, key.Function, key.SubFunction, key.Address, key.Quantity,
        key.Rule, key.Kind, sum.Count, sum.FirstAt, sum.LastAt, sum.Event);

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
