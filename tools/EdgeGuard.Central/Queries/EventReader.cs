using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using EdgeGuard.Core;
using EdgeGuard.Telemetry;
using Microsoft.Data.Sqlite;

namespace EdgeGuard.Central;

/// <summary>Reads events out of the files, the newest first, in short steps: a search that finds little ends after a while and says so.
/// For one page.</summary>
internal sealed class EventReader(string folder, TimeProvider time, Action<ArchiveFile> damaged)
{
    // For how long at most one looks for one page.
    private const int MostGaps = 500;
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(150);

    private readonly List<EventRow> _rows = [];
    private readonly List<string> _unreadable = [];
    private readonly long _began = time.GetTimestamp();
    private EventCursor? _next;
    private bool _isCutShort;

    internal EventPage Read(EventQuery query, EventCursor? from, IReadOnlyList<Gap> gaps, int most)
    {
        bool isFirst = true;
        foreach (ArchiveFile file in ArchiveFile.In(folder).Where(file => from == null || file.Number <= from.File).Reverse())
        {
            _next = null;
            // Files in which there is nothing take time too, where there are hundreds of them.
            if (!isFirst && IsLate) CutShort(file, long.MaxValue, long.MaxValue);
            if (_next != null) break;
            isFirst = false;
            long before = from?.File == file.Number ? from.Event : long.MaxValue;
            ReadFile(file, query, before, most);
            if (_next != null) break;
        }
        return Merge(from, gaps);
    }

    private void ReadFile(ArchiveFile file, EventQuery query, long before, int most)
    {
        try
        {
            using SqliteFile rows = SqliteFile.OpenToRead(file.Path);
            rows.BeginReading();
            if (rows.IsFilled) Search(rows, file, query, before, most);
        }
        catch (SqliteException e) when (SqliteFile.IsDamage(e))
        {
            _unreadable.Add(Path.GetFileName(file.Path));
            damaged(file);
        }
    }

    private void Search(SqliteFile rows, ArchiveFile file, EventQuery query, long before, int most)
    {
        if (EventWindow.Of(rows, query) is not { } window) return;
        while (true)
        {
            int wanted = most - _rows.Count;
            bool isFull = Fill(rows, file, query, window, before, wanted);
            if (isFull) return;
            (long lowest, long batch) = Lowest(rows, window, before);
            if (lowest == 0) return;
            before = lowest;
            if (!IsLate) continue;
            CutShort(file, lowest, batch);
            return;
        }
    }

    private bool IsLate => time.GetElapsedTime(_began) >= Patience;

    private void CutShort(ArchiveFile file, long lowest, long batch)
    {
        _isCutShort = true;
        _next = new EventCursor(file.Number, lowest, batch);
    }

    // True: the page is full.
    private bool Fill(SqliteFile rows, ArchiveFile file, EventQuery query, EventWindow window, long before, int wanted)
    {
        var condition = new SqlCondition();
        query.AddTo(condition);
        string inner = window.Sql(before, condition);
        string sql = "SELECT e.id, e.batch, e.place, e.seal, m.site, m.name, b.received FROM event e "
            + "JOIN batch b ON b.id = e.batch JOIN module m ON m.id = e.module WHERE "
            + $"e.id IN (SELECT id FROM {inner} WHERE {condition.Text} ORDER BY id DESC LIMIT {wanted}) ORDER BY e.id DESC";
        var batches = new LastBatch(rows);
        long last = 0;
        int count = 0;
        foreach (SqliteDataReader row in rows.Rows(sql, condition.Values))
        {
            last = row.GetInt64(0);
            count++;
            if (Row(row, batches, file) is { } read) _rows.Add(read);
        }
        if (count < wanted) return false;
        _next = new EventCursor(file.Number, last, _rows.Count > 0 ? _rows[^1].Batch.Id : 0);
        return true;
    }

    // The lowest event of a window, and its batch; 0 when it reached the beginning.
    private static (long Event, long Batch) Lowest(SqliteFile rows, EventWindow window, long before)
    {
        var condition = new SqlCondition();
        string inner = window.Sql(before, condition);
        foreach (SqliteDataReader row in rows.Rows($"SELECT id, batch FROM {inner} ORDER BY id LIMIT 1", condition.Values))
        {
            return (row.GetInt64(0), row.GetInt64(1));
        }
        return (0, 0);
    }

    private static EventRow? Row(SqliteDataReader row, LastBatch batches, ArchiveFile file)
    {
        EventBatch? batch = batches.Read(row.GetInt64(1));
        int place = row.GetInt32(2);
        if (batch == null || place >= batch.Records.Length) return null;
        EventRecord record = batch.Records[place];
        return new EventRow(
            row.GetString(4), row.GetString(5), EventText.Hex(batch.Stream), batch.Boot, record, batch.PeerOf(record),
            (SealProof)row.GetInt32(3), row.GetInt64(6), new Place(file.Number, row.GetInt64(1)));
    }

    // A gap stands behind the batch that came after it: of this page are those down to where it ends.
    private EventPage Merge(EventCursor? from, IReadOnlyList<Gap> gaps)
    {
        var items = new List<EventItem>();
        Gap[] ours = [.. gaps.Where(gap => (from == null || gap.Batch <= new Place(from.File, from.Batch))
            && (_next == null || gap.Batch > new Place(_next.File, _next.Batch)))];
        int at = 0;
        int shown = Math.Min(ours.Length, MostGaps);
        foreach (EventRow row in _rows)
        {
            for (; at < shown && ours[at].Batch > row.Batch; at++) items.Add(new EventItem(null, ours[at]));
            items.Add(new EventItem(row, null));
        }
        for (; at < shown; at++) items.Add(new EventItem(null, ours[at]));
        return new EventPage(items, _next, _isCutShort, ours.Length - shown, _unreadable);
    }
}
