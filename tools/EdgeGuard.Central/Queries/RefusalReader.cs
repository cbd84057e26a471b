using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using EdgeGuard.Core;
using Microsoft.Data.Sqlite;

namespace EdgeGuard.Central;

/// <summary>Puts the refusals of several files together. For one page.</summary>
internal sealed class RefusalReader(string folder, Action<ArchiveFile> damaged)
{
    // Of one file: who scans a plant makes as many different refusals as there are requests.
    private const int MostOfFile = 2000;

    private const string Sql =
        "SELECT m.site, m.name, r.n, r.first, r.last, b.bytes, e.place FROM "
        + "(SELECT * FROM refusal WHERE ($1 IS NULL OR module IN (SELECT id FROM module WHERE site = $1)) "
        + "AND ($2 IS NULL OR module IN (SELECT id FROM module WHERE name = $2)) "
        + "AND ($3 IS NULL OR module IN (SELECT id FROM module WHERE site IN (SELECT value FROM json_each($3)))) "
        + "ORDER BY last DESC LIMIT $4) r "
        + "JOIN module m ON m.id = r.module JOIN event e ON e.id = r.event JOIN batch b ON b.id = e.batch";

    private readonly Dictionary<(string, string, string, RefusalKey), RefusalRow> _rows = [];
    private readonly List<string> _unreadable = [];

    internal RefusalPage Read(RefusalQuery query)
    {
        HashSet<DateOnly> days = [.. ArchiveFile.In(folder).Select(file => file.Day).Distinct().TakeLast(query.Days)];
        foreach (ArchiveFile file in ArchiveFile.In(folder).Where(file => days.Contains(file.Day))) ReadFile(file, query);
        RefusalRow[] sorted = [.. _rows.Values.OrderByDescending(row => row.LastAt).ThenByDescending(row => row.Record.Sequence)];
        return new RefusalPage([.. sorted.Take(query.Most)], Math.Max(sorted.Length - query.Most, 0), _unreadable);
    }

    private void ReadFile(ArchiveFile file, RefusalQuery query)
    {
        try
        {
            using SqliteFile rows = SqliteFile.OpenToRead(file.Path);
            if (!rows.IsFilled) return;
            foreach (SqliteDataReader row in rows.Rows(Sql, query.Site, query.Module, query.Sites.Json, MostOfFile)) Add(row);
        }
        catch (SqliteException e) when (SqliteFile.IsDamage(e))
        {
            _unreadable.Add(Path.GetFileName(file.Path));
            damaged(file);
        }
    }

    private void Add(SqliteDataReader row)
    {
        byte[] bytes = (byte[])row[5];
        EventBatch? batch = EventBatch.Decode(bytes, 0, bytes.Length, out _);
        if (batch == null || row.GetInt32(6) >= batch.Records.Length) return;
        EventRecord record = batch.Records[row.GetInt32(6)];
        Peer? peer = batch.PeerOf(record);
        var one = new RefusalRow(
            row.GetString(0), row.GetString(1), record, peer, row.GetInt64(2), row.GetInt64(3), row.GetInt64(4));
        var key = (one.Site, one.Module, peer == null ? "" : Who(peer), RefusalKey.Of(0, 0, record));
        _rows[key] = _rows.TryGetValue(key, out RefusalRow? before) ? Sum(before, one) : one;
    }

    private static RefusalRow Sum(RefusalRow before, RefusalRow one) => one with
    {
        Count = before.Count + one.Count,
        FirstAt = Math.Min(before.FirstAt, one.FirstAt),
        LastAt = Math.Max(before.LastAt, one.LastAt),
    };

    private static string Who(Peer peer) =>
        string.Join('\0', (int)peer.Transport, peer.Role == null ? "0" : "1" + peer.Role, peer.Subject, peer.Address, peer.Fingerprint);
}
