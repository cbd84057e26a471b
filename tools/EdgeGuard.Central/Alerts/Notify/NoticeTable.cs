using System.Collections.Generic;
using System.Linq;

namespace EdgeGuard.Central;

/// <summary>What is to be told outside and was not yet, and how much of it was dropped, by way: in the file of the alerts, so that an alert
/// and what is told of it are one transaction. Guarded by its owner's lock.</summary>
internal sealed class NoticeTable(SqliteFile file)
{
    // What an earlier version left has none of these, and is good otherwise.
    private const string Tables =
        """
        CREATE TABLE IF NOT EXISTS notice(id INTEGER PRIMARY KEY AUTOINCREMENT, way TEXT NOT NULL, payload TEXT NOT NULL,
            at INTEGER NOT NULL, due INTEGER NOT NULL, tries INTEGER NOT NULL);
        CREATE INDEX IF NOT EXISTS notice_way ON notice(way, id);
        CREATE TABLE IF NOT EXISTS notice_lost(way TEXT PRIMARY KEY, untold INTEGER NOT NULL, ever INTEGER NOT NULL) WITHOUT ROWID;
        """;

    internal void Make() => file.Run(Tables);

    internal void Add(string way, AlertNotice notice) => file.Run(
        "INSERT INTO notice(way, payload, at, due, tries) VALUES($1, $2, $3, 0, 0)", way, notice.Stored(), notice.At);

    /// <summary>The one of a way that was put in first; null for none. What is older than a time, or cannot be read, is dropped
    /// before.</summary>
    internal WaitingNotice? First(string way, long oldest)
    {
        Drop(way, "at < $2", oldest);
        while (Next(way) is ({ } payload, var number, var due, var tries))
        {
            if (AlertNotice.OfStored(payload) is { } notice) return new WaitingNotice(number, notice, due, tries);
            Drop(way, "id = $2", number);
        }
        return null;
    }

    internal int Count(string way) => (int)file.Number("SELECT count(*) FROM notice WHERE way = $1", way);

    internal List<string> Ways() => [.. file.Rows("SELECT DISTINCT way FROM notice").Select(row => row.GetString(0))];

    internal void Delete(long id) => file.Run("DELETE FROM notice WHERE id = $1", id);

    internal void SaveTry(long id, long due) => file.Run("UPDATE notice SET due = $2, tries = tries + 1 WHERE id = $1", id, due);

    /// <summary>Drops of a way the first ones that are more than there is room for.</summary>
    internal void DropMoreThan(string way, int room) =>
        Drop(way, "id <= (SELECT id FROM notice WHERE way = $1 ORDER BY id DESC LIMIT 1 OFFSET $2)", room);

    /// <summary>Counts what was dropped, until it is told.</summary>
    internal void Lose(string way, int count)
    {
        if (count == 0) return;
        file.Run(
            "INSERT INTO notice_lost VALUES($1, $2, $2) ON CONFLICT DO UPDATE SET untold = untold + $2, ever = ever + $2", way, count);
    }

    /// <summary>How many were dropped and nobody was told of, by way.</summary>
    internal Dictionary<string, long> Lost() => file.Rows("SELECT way, untold FROM notice_lost WHERE untold > 0")
        .ToDictionary(row => row.GetString(0), row => row.GetInt64(1));

    /// <summary>That so many were dropped is told with what is stored now.</summary>
    internal void TellLost(string way, long count) =>
        file.Run("UPDATE notice_lost SET untold = untold - $2 WHERE way = $1", way, count);

    /// <summary>How many were ever dropped.</summary>
    internal long LostEver(string way) => file.Number("SELECT ever FROM notice_lost WHERE way = $1", way);

    private (string? Payload, long Number, long Due, int Tries) Next(string way) => file.Rows(
        "SELECT payload, id, due, tries FROM notice WHERE way = $1 ORDER BY id LIMIT 1", way)
        .Select(row => (row.GetString(0), row.GetInt64(1), row.GetInt64(2), row.GetInt32(3)))
        .FirstOrDefault();

    private void Drop(string way, string which, long value) =>
        Lose(way, file.Run($"DELETE FROM notice WHERE way = $1 AND {which}", way, value));
}
