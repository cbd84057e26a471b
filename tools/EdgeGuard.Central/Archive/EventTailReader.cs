using System;
using System.Collections.Generic;
using System.Linq;
using EdgeGuard.Core;
using Microsoft.Data.Sqlite;

namespace EdgeGuard.Central;

/// <summary>Reads the events that came after a mark. For one step.</summary>
internal sealed class EventTailReader(string folder, Action<ArchiveFile> damaged)
{
    private const string Sql =
        "SELECT e.id, e.batch, e.place, m.site, m.name, b.received FROM event e JOIN batch b ON b.id = e.batch JOIN module m "
        + "ON m.id = e.module WHERE e.id > $1 ORDER BY e.id LIMIT $2";

    private readonly List<StoredEvent> _events = [];

    internal EventTail Read(EventMark after, int most)
    {
        // Listed first: a file that has a newer one beside it gets nothing any more.
        List<ArchiveFile> files = ArchiveFile.In(folder);
        if (files.Count == 0) return new EventTail([], after);
        if (after.File == 0) after = new EventMark(files[^1].Number, 0);
        foreach (ArchiveFile file in files.Where(file => file.Number >= after.File))
        {
            after = Read(file, file.Number == after.File ? after : new EventMark(file.Number, 0), most);
            if (_events.Count > 0) break;
        }
        return new EventTail(_events, after);
    }

    private EventMark Read(ArchiveFile file, EventMark after, int most)
    {
        try
        {
            using SqliteFile rows = SqliteFile.OpenToRead(file.Path);
            rows.BeginReading();
            if (!rows.IsFilled) return after;
            // 'rebuild' numbers events anew, and may have left some out.
            long last = Math.Min(after.Event, rows.Number("SELECT max(id) FROM event"));
            var batches = new LastBatch(rows);
            foreach (SqliteDataReader row in rows.Rows(Sql, last, most))
            {
                last = row.GetInt64(0);
                Add(row, batches);
            }
            return after with { Event = last };
        }
        catch (SqliteException e) when (SqliteFile.IsDamage(e))
        {
            damaged(file);
            return after;
        }
    }

    private void Add(SqliteDataReader row, LastBatch batches)
    {
        EventBatch? batch = batches.Read(row.GetInt64(1));
        int place = row.GetInt32(2);
        if (batch == null || place >= batch.Records.Length) return;
        EventRecord record = batch.Records[place];
        _events.Add(new StoredEvent(row.GetString(3), row.GetString(4), record, batch.PeerOf(record), row.GetInt64(5)));
    }
}
