using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading;
using EdgeGuard.Telemetry;
using Microsoft.Data.Sqlite;

namespace EdgeGuard.Central;

/// <summary>The texts of policies that modules told, in <c>policy-texts.db</c>: of each module by hash, and which of its configurations had
/// which. What was taken is on the disk. Any thread.</summary>
/// <remarks>Each module has its own: two policies with the same hash may have other comments, and no module writes on another's
/// page.</remarks>
public sealed class PolicyTextFile : IDisposable
{
    internal const string FileName = "policy-texts.db";

    /// <summary>Texts that are kept of a module, and configurations: above what people commit in years.</summary>
    internal const int MostTexts = 200;
    internal const int MostConfigurations = 2000;

    private const int Layout = 1;

    private const string Tables =
        """
        CREATE TABLE text(id INTEGER PRIMARY KEY, site TEXT NOT NULL, module TEXT NOT NULL, hash TEXT NOT NULL, seal INTEGER NOT NULL,
            first INTEGER NOT NULL, last INTEGER NOT NULL, content TEXT NOT NULL, UNIQUE(site, module, hash));
        CREATE TABLE told(id INTEGER PRIMARY KEY, site TEXT NOT NULL, module TEXT NOT NULL, stream TEXT NOT NULL, boot INTEGER NOT NULL,
            generation INTEGER NOT NULL, hash TEXT NOT NULL, at INTEGER NOT NULL, UNIQUE(site, module, stream, boot, generation));
        """;

    private readonly Lock _lock = new();
    private readonly SqliteFile _file;

    private PolicyTextFile(SqliteFile file) => _file = file;

    /// <summary>Opens it, or makes it.</summary>
    /// <exception cref="SqliteException">It cannot be opened.</exception>
    /// <exception cref="IOException">Likewise.</exception>
    public static PolicyTextFile Open(string folder) =>
        new(SqliteFile.OpenToWrite(Path.Combine(folder, FileName), Layout, file => file.Run(Tables)));

    /// <summary>Keeps a text. False: the disk does not take it, and it must not be acknowledged.</summary>
    public bool Keep(string site, string module, PolicyText text, long at)
    {
        lock (_lock)
        {
            try
            {
                _file.Begin();
                KeepText(site, module, text, at);
                _file.Run(
                    "INSERT INTO told(site, module, stream, boot, generation, hash, at) VALUES($1, $2, $3, $4, $5, $6, $7) "
                    + "ON CONFLICT(site, module, stream, boot, generation) DO UPDATE SET hash = excluded.hash, at = excluded.at",
                    site, module, text.Stream, text.Boot, text.Generation, text.Hash, at);
                Drop("text", "last", site, module, MostTexts);
                Drop("told", "at", site, module, MostConfigurations);
                _file.Commit();
                return true;
            }
            catch (SqliteException)
            {
                return false;
            }
            finally
            {
                _file.EndTransaction();
            }
        }
    }

    /// <summary>All of a module, the one that came last first.</summary>
    public IReadOnlyList<KeptPolicy> Of(string site, string module)
    {
        const string sql = "SELECT hash, content, seal, first, last FROM text WHERE site = $1 AND module = $2 ORDER BY last DESC, id DESC";
        lock (_lock) return [.. _file.Rows(sql, site, module).Select(Read)];
    }

    /// <summary>The one with a hash; null where it never came.</summary>
    public KeptPolicy? Find(string site, string module, string hash)
    {
        const string sql = "SELECT hash, content, seal, first, last FROM text WHERE site = $1 AND module = $2 AND hash = $3";
        lock (_lock) return _file.Rows(sql, site, module, hash).Select(Read).FirstOrDefault();
    }

    /// <summary>The hash that a configuration of a module had; null where it never told.</summary>
    public string? HashOf(string site, string module, int generation)
    {
        const string sql = "SELECT hash FROM told WHERE site = $1 AND module = $2 AND generation = $3 ORDER BY at DESC, id DESC LIMIT 1";
        lock (_lock) return _file.One(sql, site, module, generation) as string;
    }

    public void Dispose()
    {
        lock (_lock) _file.Dispose();
    }

    // A text that its module proved is not replaced by one of the same hash, with other comments, that nobody proved.
    private void KeepText(string site, string module, PolicyText text, long at) =>
        _file.Run(
            "INSERT INTO text(site, module, hash, seal, first, last, content) VALUES($1, $2, $3, $4, $5, $5, $6) "
            + "ON CONFLICT(site, module, hash) DO UPDATE SET last = excluded.last, "
            + "content = CASE WHEN excluded.seal >= seal THEN excluded.content ELSE content END, seal = max(seal, excluded.seal)",
            site, module, text.Hash, (int)text.Seal, at, text.Text);

    private void Drop(string table, string column, string site, string module, int most) =>
        _file.Run(
            $"DELETE FROM {table} WHERE id IN (SELECT id FROM {table} WHERE site = $1 AND module = $2 ORDER BY {column} DESC, id DESC "
            + "LIMIT -1 OFFSET $3)",
            site, module, most);

    private static KeptPolicy Read(SqliteDataReader row) =>
        new(row.GetString(0), row.GetString(1), (SealProof)row.GetInt32(2), row.GetInt64(3), row.GetInt64(4));
}
