using System.Collections.Generic;
using System.Linq;

namespace EdgeGuard.Central;

/// <summary>The keys of programs, in the file of accounts. Guarded by its owner's lock.</summary>
internal sealed class ApiKeyTable(SqliteFile file)
{
    // What an earlier version left has none of it, and is good otherwise.
    private const string Tables =
        """
        CREATE TABLE IF NOT EXISTS api_key(id INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT NOT NULL UNIQUE, hash BLOB NOT NULL UNIQUE,
            site TEXT NOT NULL, made INTEGER NOT NULL, made_by TEXT NOT NULL, ends INTEGER NOT NULL, used INTEGER NOT NULL,
            used_from TEXT NOT NULL, revoked INTEGER NOT NULL);
        """;

    private const string Select = "SELECT id, name, site, made, made_by, ends, used, used_from, revoked FROM api_key ";

    internal void Make() => file.Run(Tables);

    internal void Add(string name, byte[] hash, string site, long now, string by, long ends) => file.Run(
        "INSERT INTO api_key(name, hash, site, made, made_by, ends, used, used_from, revoked) VALUES($1, $2, $3, $4, $5, $6, 0, '', 0)",
        name, hash, site, now, by, ends);

    internal List<ApiKey> All() => [.. file.Rows(Select + "ORDER BY name").Select(Read)];

    internal ApiKey? Find(byte[] hash) => file.Rows(Select + "WHERE hash = $1", hash).Select(Read).FirstOrDefault();

    internal ApiKey? Find(long id) => file.Rows(Select + "WHERE id = $1", id).Select(Read).FirstOrDefault();

    internal void SaveUse(long id, long now, string from) =>
        file.Run("UPDATE api_key SET used = $2, used_from = $3 WHERE id = $1", id, now, from);

    internal void Revoke(long id, long now) => file.Run("UPDATE api_key SET revoked = $2 WHERE id = $1", id, now);

    private static ApiKey Read(Microsoft.Data.Sqlite.SqliteDataReader row) => new(
        row.GetInt64(0), row.GetString(1), row.GetString(2), row.GetInt64(3), row.GetString(4), row.GetInt64(5), row.GetInt64(6),
        row.GetString(7), row.GetInt64(8));
}
