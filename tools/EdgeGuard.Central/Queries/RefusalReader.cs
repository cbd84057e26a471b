using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using EdgeGuard.Core;
using Microsoft.Data.Sqlite;

namespace EdgeGuard.Central;

/// <summary>Puts the refusals of several files together. For one page.</summary>
/// <remarks>First the sums, which are short rows; what was refused is read out of its batch for the rows that there is room for.</remarks>
internal sealed class RefusalReader(string folder, Action<ArchiveFile> damaged)
{
    // Of one file: who scans a plant makes as many different refusals as there are requests.
    private const int MostOfFile = 2000;

    private const string Sums =
        "SELECT m.site, m.name, r.code, r.reason, r.unit, r.function, r.sub, r.address, r.quantity, r.rule, r.kind, r.n, r.first, r.last, "
        + "r.event, p.transport, p.has_role, p.role, p.subject, p.address, p.fingerprint FROM "
        + "(SELECT * FROM refusal WHERE ($1 IS NULL OR module IN (SELECT id FROM module WHERE site = $1)) "
        + "AND ($2 IS NULL OR module IN (SELECT id FROM module WHERE name = $2)) "
        + "AND ($3 IS NULL OR module IN (SELECT id FROM module WHERE site IN (SELECT value FROM json_each($3)))) "
        + "ORDER BY last DESC LIMIT $4) r "
        + "JOIN module m ON m.id = r.module LEFT JOIN peer p ON p.id = r.peer";

    private const string OneEvent = "SELECT b.bytes, e.place FROM event e JOIN batch b ON b.id = e.batch WHERE e.id = $1";

    private readonly Dictionary<FoundRefusal, FoundSum> _sums = [];
    private readonly List<string> _unreadable = [];

    internal RefusalPage Read(RefusalQuery query)
    {
        List<ArchiveFile> files = ArchiveFile.In(folder);
        HashSet<DateOnly> days = [.. files.Select(file => file.Day).Distinct().TakeLast(query.Days)];
        files = [.. files.Where(file => days.Contains(file.Day))];
        foreach (ArchiveFile file in files) Open(file, rows => AddSums(rows, file.Number, query));
        KeyValuePair<FoundRefusal, FoundSum>[] shown =
            [.. _sums.OrderByDescending(one => one.Value.LastAt).ThenByDescending(one => one.Value.Last).Take(query.Most)];
        var rows = new RefusalRow?[shown.Length];
        foreach (ArchiveFile file in files.Where(file => shown.Any(one => one.Value.Last.File == file.Number)))
        {
            Open(file, from => AddRecords(from, file.Number, shown, rows));
        }
        return new RefusalPage([.. rows.OfType<RefusalRow>()], _sums.Count - shown.Length, _unreadable);
    }

    private void Open(ArchiveFile file, Action<SqliteFile> read)
    {
        try
        {
            using SqliteFile rows = SqliteFile.OpenToRead(file.Path);
            if (rows.IsFilled) read(rows);
        }
        catch (SqliteException e) when (SqliteFile.IsDamage(e))
        {
            string name = Path.GetFileName(file.Path);
            if (_unreadable.Contains(name)) return;
            _unreadable.Add(name);
            damaged(file);
        }
    }

    private void AddSums(SqliteFile rows, int file, RefusalQuery query)
    {
        foreach (SqliteDataReader row in rows.Rows(Sums, query.Site, query.Module, query.Sites.Json, MostOfFile))
        {
            FoundRefusal key = Key(row);
            var one = new FoundSum(row.GetInt64(11), row.GetInt64(12), row.GetInt64(13), new Place(file, row.GetInt64(14)));
            _sums[key] = _sums.TryGetValue(key, out FoundSum? before) ? before.With(one) : one;
        }
    }

    // Numbers of modules and clients hold in their file alone.
    private static FoundRefusal Key(SqliteDataReader row)
    {
        var key = new RefusalKey(
            0, 0, (EventCode)row.GetInt32(2), row.GetInt32(3), row.GetInt32(4), row.GetInt32(5), row.GetInt32(6), row.GetInt32(7),
            row.GetInt32(8), row.GetInt32(9), row.GetInt32(10));
        return new FoundRefusal(row.GetString(0), row.GetString(1), row.IsDBNull(15) ? "" : Who(row), key);
    }

    private static string Who(SqliteDataReader row) => string.Join(
        '\0', row.GetInt32(15), row.GetInt32(16), row.GetString(17), row.GetString(18), row.GetString(19), row.GetString(20));

    private static void AddRecords(SqliteFile from, int file, KeyValuePair<FoundRefusal, FoundSum>[] shown, RefusalRow?[] rows)
    {
        for (int i = 0; i < shown.Length; i++)
        {
            (FoundRefusal key, FoundSum sum) = shown[i];
            if (sum.Last.File == file) rows[i] = Row(from, key, sum);
        }
    }

    private static RefusalRow? Row(SqliteFile from, FoundRefusal key, FoundSum sum)
    {
        foreach (SqliteDataReader row in from.Rows(OneEvent, sum.Last.Id))
        {
            byte[] bytes = (byte[])row[0];
            EventBatch? batch = EventBatch.Decode(bytes, 0, bytes.Length, out _);
            if (batch == null || row.GetInt32(1) >= batch.Records.Length) return null;
            EventRecord record = batch.Records[row.GetInt32(1)];
            return new RefusalRow(key.Site, key.Module, record, batch.PeerOf(record), sum.Count, sum.FirstAt, sum.LastAt);
        }
        return null;
    }
}
