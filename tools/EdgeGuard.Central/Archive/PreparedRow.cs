using System;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace EdgeGuard.Central;

/// <summary>A statement of which many rows are made, with whole numbers as its values, and bytes as the last one where there are any. One
/// thread at a time.</summary>
/// <remarks>It binds through SQLite's own functions: <see cref="SqliteCommand"/> looks every parameter up by its name each time, which for
/// a row of fourteen costs more than the row.</remarks>
internal sealed class PreparedRow : IDisposable
{
    private readonly sqlite3 _database;
    private readonly sqlite3_stmt _statement;

    /// <exception cref="SqliteException">It does not fit the tables.</exception>
    internal PreparedRow(SqliteConnection connection, string sql)
    {
        _database = connection.Handle ?? throw new InvalidOperationException("not open");
        SqliteException.ThrowExceptionForRC(raw.sqlite3_prepare_v2(_database, sql, out _statement), _database);
    }

    /// <summary>Runs it with <c>$1</c>, <c>$2</c> …</summary>
    /// <exception cref="SqliteException">The row is not stored.</exception>
    internal void Run(ReadOnlySpan<long> values)
    {
        for (int i = 0; i < values.Length; i++) raw.sqlite3_bind_int64(_statement, i + 1, values[i]);
        Step();
    }

    /// <summary>Likewise, with bytes behind the numbers.</summary>
    /// <exception cref="SqliteException">The row is not stored.</exception>
    internal void Run(ReadOnlySpan<long> values, byte[] bytes)
    {
        raw.sqlite3_bind_blob(_statement, values.Length + 1, bytes);
        Run(values);
    }

    public void Dispose() => _statement.Dispose();

    private void Step()
    {
        int code = raw.sqlite3_step(_statement);
        raw.sqlite3_reset(_statement);
        if (code != raw.SQLITE_DONE) SqliteException.ThrowExceptionForRC(code, _database);
    }
}
