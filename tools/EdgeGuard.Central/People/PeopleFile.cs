using System.Linq;
using Microsoft.Data.Sqlite;

namespace EdgeGuard.Central;

/// <summary>Accounts and sessions in <c>people.db</c>. Guarded by its owner's lock.</summary>
internal sealed class PeopleFile : System.IDisposable
{
    private const int Layout = 1;

    private const string Tables =
        """
        CREATE TABLE person(id INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT NOT NULL UNIQUE, salt BLOB NOT NULL,
            iterations INTEGER NOT NULL, hash BLOB NOT NULL, secret BLOB NOT NULL, last_step INTEGER NOT NULL,
            failures INTEGER NOT NULL, opens_at INTEGER NOT NULL, created INTEGER NOT NULL);
        CREATE TABLE session(hash BLOB PRIMARY KEY, person INTEGER NOT NULL, began INTEGER NOT NULL, seen INTEGER NOT NULL) WITHOUT ROWID;
        """;

    private readonly SqliteFile _file;

    private PeopleFile(SqliteFile file) => _file = file;

    /// <exception cref="SqliteException">It cannot be opened.</exception>
    /// <exception cref="System.IO.IOException">Likewise.</exception>
    internal static PeopleFile Open(string path) => new(SqliteFile.OpenToWrite(path, Layout, file => file.Run(Tables)));

    internal bool IsEmpty => _file.Number("SELECT count(*) FROM person") == 0;

    /// <summary>Makes the first account. False: there is one already.</summary>
    internal bool AddFirst(PersonRecord person, long now) => _file.Run(
        "INSERT INTO person(name, salt, iterations, hash, secret, last_step, failures, opens_at, created) "
        + "SELECT $1, $2, $3, $4, $5, $6, 0, 0, $7 WHERE NOT EXISTS(SELECT 1 FROM person)",
        person.Name, person.Salt, person.Iterations, person.Hash, person.Secret, person.LastStep, now) == 1;

    internal PersonRecord? Find(string name) => _file.Rows(
        "SELECT id, name, salt, iterations, hash, secret, last_step, failures, opens_at FROM person WHERE name = $1", name)
        .Select(row => new PersonRecord(
            row.GetInt64(0), row.GetString(1), (byte[])row[2], row.GetInt32(3), (byte[])row[4], (byte[])row[5], row.GetInt64(6),
            row.GetInt32(7), row.GetInt64(8)))
        .FirstOrDefault();

    internal void SaveAttempts(PersonRecord person) => _file.Run(
        "UPDATE person SET failures = $2, opens_at = $3, last_step = $4 WHERE id = $1",
        person.Id, person.Failures, person.OpensAt, person.LastStep);

    internal void AddSession(byte[] hash, long person, long now) =>
        _file.Run("INSERT INTO session VALUES($1, $2, $3, $3)", hash, person, now);

    /// <summary>Whose session it is, and notes that it was used; null where it ended, by itself or by somebody.</summary>
    internal string? Use(byte[] hash, long now, long idleMs, long longestMs)
    {
        _file.Run("DELETE FROM session WHERE seen < $1 OR began < $2", now - idleMs, now - longestMs);
        _file.Run("UPDATE session SET seen = $2 WHERE hash = $1 AND seen < $3", hash, now, now - idleMs / 60);
        return (string?)_file.One("SELECT p.name FROM session s JOIN person p ON p.id = s.person WHERE s.hash = $1", hash);
    }

    internal void EndSession(byte[] hash) => _file.Run("DELETE FROM session WHERE hash = $1", hash);

    public void Dispose() => _file.Dispose();
}
