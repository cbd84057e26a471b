using System.Collections.Generic;
using System.Linq;
using Microsoft.Data.Sqlite;

namespace EdgeGuard.Central;

/// <summary>Alerts, their history, and how far the archive was followed, in <c>alerts.db</c>: what belongs together is one transaction, on
/// the disk when it ends. Guarded by its owner's lock.</summary>
internal sealed class AlertFile : System.IDisposable
{
    internal const string FileName = "alerts.db";
    private const int Layout = 1;

    private const string Tables =
        """
        CREATE TABLE alert(id INTEGER PRIMARY KEY AUTOINCREMENT, kind INTEGER NOT NULL, site TEXT NOT NULL, module TEXT NOT NULL,
            subject TEXT NOT NULL, state INTEGER NOT NULL, since INTEGER NOT NULL, changed INTEGER NOT NULL, raised INTEGER NOT NULL,
            n INTEGER NOT NULL, detail TEXT NOT NULL, acked_by TEXT NOT NULL, acked INTEGER NOT NULL, reason TEXT NOT NULL,
            shelved_until INTEGER NOT NULL, shelved_by TEXT NOT NULL, shelve_reason TEXT NOT NULL, closed INTEGER NOT NULL);
        CREATE INDEX alert_closed ON alert(closed, id);
        CREATE TABLE note(id INTEGER PRIMARY KEY, alert INTEGER NOT NULL, at INTEGER NOT NULL, what TEXT NOT NULL, who TEXT NOT NULL,
            text TEXT NOT NULL);
        CREATE INDEX note_alert ON note(alert, id);
        CREATE TABLE latch(kind INTEGER NOT NULL, site TEXT NOT NULL, module TEXT NOT NULL, subject TEXT NOT NULL, since INTEGER NOT NULL,
            detail TEXT NOT NULL, PRIMARY KEY(kind, site, module, subject)) WITHOUT ROWID;
        CREATE TABLE mark(id INTEGER PRIMARY KEY CHECK(id = 1), file INTEGER NOT NULL, event INTEGER NOT NULL);
        """;

    private const string Columns =
        "id, kind, site, module, subject, state, since, changed, raised, n, detail, acked_by, acked, reason, shelved_until, shelved_by, "
        + "shelve_reason";

    private readonly SqliteFile _file;

    private AlertFile(SqliteFile file)
    {
        _file = file;
        Notices = new NoticeTable(file);
        Notices.Make();
    }

    /// <summary>What is to be told of them.</summary>
    internal NoticeTable Notices { get; }

    /// <summary>Opens it, or makes it.</summary>
    /// <exception cref="SqliteException">It cannot be opened; see <see cref="SqliteFile.IsDamage"/>.</exception>
    /// <exception cref="System.IO.IOException">Likewise.</exception>
    internal static AlertFile Open(string path) => new(SqliteFile.OpenToWrite(path, Layout, file => file.Run(Tables)));

    internal void Begin() => _file.Begin();

    internal void Commit() => _file.Commit();

    /// <summary>Those that are not history.</summary>
    internal List<Alert> Open() => [.. _file.Rows($"SELECT {Columns} FROM alert WHERE closed = 0").Select(Read)];

    /// <summary>Those that are, the last first, below a number.</summary>
    internal List<Alert> Closed(long below, int most) =>
        [.. _file.Rows($"SELECT {Columns} FROM alert WHERE closed = 1 AND id < $1 ORDER BY id DESC LIMIT $2", below, most).Select(Read)];

    internal Alert? Find(long id) => _file.Rows($"SELECT {Columns} FROM alert WHERE id = $1", id).Select(Read).FirstOrDefault();

    internal List<AlertNote> Notes(long id) =>
        [.. _file.Rows("SELECT at, what, who, text FROM note WHERE alert = $1 ORDER BY id DESC LIMIT 200", id)
            .Select(row => new AlertNote(row.GetInt64(0), row.GetString(1), row.GetString(2), row.GetString(3)))];

    /// <summary>Stores an alert. It has its number then.</summary>
    internal Alert Save(Alert alert)
    {
        object?[] values =
        [
            (int)alert.Key.Kind, alert.Key.Site, alert.Key.Module, alert.Key.Subject, (int)alert.State, alert.Since, alert.ChangedAt,
            alert.RaisedAt, alert.Count, alert.Detail, alert.AcknowledgedBy, alert.AcknowledgedAt, alert.Reason, alert.ShelvedUntil,
            alert.ShelvedBy, alert.ShelveReason, alert.IsClosed ? 1 : 0,
        ];
        if (alert.Id == 0)
        {
            return alert with
            {
                Id = _file.Insert(
                    "INSERT INTO alert(kind, site, module, subject, state, since, changed, raised, n, detail, acked_by, acked, reason, "
                    + "shelved_until, shelved_by, shelve_reason, closed) VALUES($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, "
                    + "$14, $15, $16, $17)", values),
            };
        }
        _file.Run(
            "UPDATE alert SET kind = $1, site = $2, module = $3, subject = $4, state = $5, since = $6, changed = $7, raised = $8, n = $9, "
            + "detail = $10, acked_by = $11, acked = $12, reason = $13, shelved_until = $14, shelved_by = $15, shelve_reason = $16, "
            + "closed = $17 WHERE id = $18", [.. values, alert.Id]);
        return alert;
    }

    internal void Delete(long id) => _file.Run("DELETE FROM alert WHERE id = $1", id);

    internal void Note(long alert, AlertNote note) => _file.Run(
        "INSERT INTO note(alert, at, what, who, text) VALUES($1, $2, $3, $4, $5)", alert, note.At, note.What, note.Who, note.Text);

    internal List<Latch> Latches() =>
        [.. _file.Rows("SELECT kind, site, module, subject, since, detail FROM latch").Select(row => new Latch(
            new AlertKey((AlertKind)row.GetInt32(0), row.GetString(1), row.GetString(2), row.GetString(3)), row.GetInt64(4),
            row.GetString(5)))];

    internal void Save(IReadOnlyCollection<Latch> latches)
    {
        _file.Run("DELETE FROM latch");
        foreach (Latch latch in latches)
        {
            _file.Run("INSERT INTO latch VALUES($1, $2, $3, $4, $5, $6)",
                (int)latch.Key.Kind, latch.Key.Site, latch.Key.Module, latch.Key.Subject, latch.Since, latch.Detail);
        }
    }

    internal EventMark Mark()
    {
        foreach (SqliteDataReader row in _file.Rows("SELECT file, event FROM mark")) return new EventMark(row.GetInt32(0), row.GetInt64(1));
        return EventMark.Nothing;
    }

    internal void Save(EventMark mark) =>
        _file.Run("INSERT INTO mark VALUES(1, $1, $2) ON CONFLICT DO UPDATE SET file = $1, event = $2", mark.File, mark.Event);

    public void Dispose() => _file.Dispose();

    private static Alert Read(SqliteDataReader row) => new(
        row.GetInt64(0),
        new AlertKey((AlertKind)row.GetInt32(1), row.GetString(2), row.GetString(3), row.GetString(4)),
        (AlertState)row.GetInt32(5))
    {
        Since = row.GetInt64(6),
        ChangedAt = row.GetInt64(7),
        RaisedAt = row.GetInt64(8),
        Count = row.GetInt64(9),
        Detail = row.GetString(10),
        AcknowledgedBy = row.GetString(11),
        AcknowledgedAt = row.GetInt64(12),
        Reason = row.GetString(13),
        ShelvedUntil = row.GetInt64(14),
        ShelvedBy = row.GetString(15),
        ShelveReason = row.GetString(16),
    };
}
