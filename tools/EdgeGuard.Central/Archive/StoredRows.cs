using System.Collections.Generic;
using EdgeGuard.Telemetry;
using Microsoft.Data.Sqlite;

namespace EdgeGuard.Central;

/// <summary>Reads what arrived out of a file again, in the order in which it came.</summary>
internal static class StoredRows
{
    private const string Batches =
        "SELECT b.id, m.site, m.name, 1, b.received, b.bytes FROM batch b JOIN module m ON m.id = b.module WHERE b.id > $1 ORDER BY b.id";

    private const string Reports =
        "SELECT r.id, m.site, m.name, r.kind, r.received, r.bytes FROM report r JOIN module m ON m.id = r.module WHERE r.id > $1 "
        + "ORDER BY r.id";

    /// <summary>Every batch behind a row, with what its seal proves by these keys.</summary>
    internal static IEnumerable<(long Id, Arrival Arrival)> BatchesOf(SqliteFile file, long after, SealKeys keys) =>
        Read(file, Batches, after, keys);

    /// <summary>Every state and inventory behind a row.</summary>
    internal static IEnumerable<(long Id, Arrival Arrival)> ReportsOf(SqliteFile file, long after, SealKeys keys) =>
        Read(file, Reports, after, keys);

    /// <summary>The counters of one module over a file.</summary>
    internal static IEnumerable<(long ReceivedAt, MetricsReport Metrics)> MetricsOf(SqliteFile file, string site, string module)
    {
        var names = new Dictionary<long, string>();
        foreach (SqliteDataReader row in file.Rows("SELECT id, name FROM counter")) names[row.GetInt64(0)] = row.GetString(1);
        long id = file.Number("SELECT id FROM module WHERE site = $1 AND name = $2", site, module);
        MetricsReport? before = null;
        foreach (SqliteDataReader row in file.Rows("SELECT received, packed FROM metric WHERE module = $1 ORDER BY id", id))
        {
            MetricsReport? metrics = PackedCounters.Unpack((byte[])row[1], before, names);
            if (metrics == null) continue;
            before = metrics;
            yield return (row.GetInt64(0), metrics);
        }
    }

    /// <summary>What was rejected, behind a row.</summary>
    internal static IEnumerable<(long Id, FindingKind Kind, Arrival Arrival)> RejectedOf(SqliteFile file, long after, SealKeys keys)
    {
        foreach (SqliteDataReader row in file.Rows(
            "SELECT id, site, module, kind, received, bytes FROM rejected WHERE id > $1 ORDER BY id", after))
        {
            var bare = new Arrival(row.GetString(1), row.GetString(2), ArrivalKind.Events, (byte[])row[5]) { ReceivedAt = row.GetInt64(4) };
            if (ArrivalReader.Read(bare, keys, out _) is { } arrival) yield return (row.GetInt64(0), (FindingKind)row.GetInt32(3), arrival);
        }
    }

    private static IEnumerable<(long Id, Arrival Arrival)> Read(SqliteFile file, string sql, long after, SealKeys keys)
    {
        foreach (SqliteDataReader row in file.Rows(sql, after))
        {
            var bare = new Arrival(row.GetString(1), row.GetString(2), (ArrivalKind)row.GetInt32(3), (byte[])row[5])
            {
                ReceivedAt = row.GetInt64(4),
            };
            if (ArrivalReader.Read(bare, keys, out _) is { } arrival) yield return (row.GetInt64(0), arrival);
        }
    }
}
