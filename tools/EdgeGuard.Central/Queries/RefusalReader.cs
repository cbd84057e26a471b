using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using EdgeGuard.Core;
using Microsoft.Data.Sqlite;

namespace EdgeGuard.Central;

/// <summary>Puts the refusals of several files together. For one page.</summary>
/// <remarks>First the last ones of each file; then, for those that there is room for, what the other files have of the same, and what was
/// refused, out of the batch of the last one.</remarks>
internal sealed class RefusalReader(string folder, Action<ArchiveFile> damaged)
{
    // Of one file: who scans a plant makes as many different refusals as there are requests.
    private const int MostOfFile = 2000;

    private const string OneSum =
        "SELECT n, first, last, event FROM refusal WHERE module = (SELECT id FROM module WHERE site = $1 AND name = $2) "
        + "AND peer = CASE WHEN $3 IS NULL THEN 0 ELSE (SELECT id FROM peer WHERE transport = $3 AND has_role = $4 AND role = $5 "
        + "AND subject = $6 AND address = $7 AND fingerprint = $8) END "
        + "AND code = $9 AND reason = $10 AND unit = $11 AND function = $12 AND sub = $13 AND address = $14 AND quantity = $15 "
        + "AND rule = $16 AND kind = $17";

    private readonly Dictionary<FoundRefusal, FoundSum> _sums = [];
    private readonly HashSet<(int File, FoundRefusal Key)> _read = [];
    private readonly List<string> _unreadable = [];
    private bool _isMore;

    internal RefusalPage Read(RefusalQuery query)
    {
        List<ArchiveFile> files = ArchiveFile.In(folder);
        HashSet<DateOnly> days = [.. files.Select(file => file.Day).Distinct().TakeLast(query.Days)];
        files = [.. files.Where(file => days.Contains(file.Day))];
        foreach (ArchiveFile file in files) Open(file, rows => AddLast(rows, file.Number, query));
        FoundRefusal[] shown =
        [
            .. _sums.OrderByDescending(one => one.Value.LastAt).ThenByDescending(one => one.Value.Last).Take(query.Most)
                .Select(one => one.Key),
        ];
        foreach (ArchiveFile file in files.Where(file => shown.Any(key => !_read.Contains((file.Number, key)))))
        {
            Open(file, rows => AddOthers(rows, file.Number, shown));
        }
        var found = new RefusalRow?[shown.Length];
        foreach (ArchiveFile file in files.Where(file => shown.Any(key => _sums[key].Last.File == file.Number)))
        {
            Open(file, rows => AddRecords(rows, file.Number, shown, found));
        }
        return new RefusalPage([.. found.OfType<RefusalRow>()], _isMore || _sums.Count > shown.Length, _unreadable);
    }

    private void Open(ArchiveFile file, Action<SqliteFile> read)
    {
        try
        {
            using SqliteFile rows = SqliteFile.OpenToRead(file.Path);
            rows.BeginReading();
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

    private void AddLast(SqliteFile rows, int file, RefusalQuery query)
    {
        int most = Math.Min(query.Most, MostOfFile);
        (FoundRefusal Key, FoundSum Sum)[] last = [.. LastRefusals.Find(rows, file, query, most + 1).All()];
        _isMore |= last.Length > most;
        foreach ((FoundRefusal key, FoundSum sum) in last) Add(file, key, sum);
    }

    private void AddOthers(SqliteFile rows, int file, FoundRefusal[] shown)
    {
        foreach (FoundRefusal key in shown.Where(key => !_read.Contains((file, key))))
        {
            foreach (SqliteDataReader row in rows.Rows(OneSum, Values(key)))
            {
                Add(file, key, new FoundSum(row.GetInt64(0), row.GetInt64(1), row.GetInt64(2), new Place(file, row.GetInt64(3))));
            }
        }
    }

    private void Add(int file, FoundRefusal key, FoundSum sum)
    {
        _read.Add((file, key));
        _sums[key] = _sums.TryGetValue(key, out FoundSum? other) ? other.With(sum) : sum;
    }

    private static object?[] Values(FoundRefusal refusal)
    {
        FoundClient? client = refusal.Client;
        RefusalKey key = refusal.Key;
        return
        [
            refusal.Site, refusal.Module, client?.Transport, client?.HasRole, client?.Role, client?.Subject, client?.Address,
            client?.Fingerprint, (int)key.Code, key.Reason, key.Unit, key.Function, key.SubFunction, key.Address, key.Quantity, key.Rule,
            key.Kind,
        ];
    }

    private void AddRecords(SqliteFile rows, int file, FoundRefusal[] shown, RefusalRow?[] found)
    {
        var batches = new LastBatch(rows);
        for (int i = 0; i < shown.Length; i++)
        {
            FoundSum sum = _sums[shown[i]];
            if (sum.Last.File == file) found[i] = Row(rows, batches, shown[i], sum);
        }
    }

    private static RefusalRow? Row(SqliteFile rows, LastBatch batches, FoundRefusal key, FoundSum sum)
    {
        (long id, int place) = rows.Rows("SELECT batch, place FROM event WHERE id = $1", sum.Last.Id)
            .Select(row => (row.GetInt64(0), row.GetInt32(1))).FirstOrDefault();
        EventBatch? batch = batches.Read(id);
        if (batch == null || place >= batch.Records.Length) return null;
        EventRecord record = batch.Records[place];
        return new RefusalRow(key.Site, key.Module, record, batch.PeerOf(record), sum.Count, sum.FirstAt, sum.LastAt);
    }
}
