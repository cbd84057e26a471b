using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using Microsoft.Data.Sqlite;

namespace EdgeGuard.Central;

/// <summary>One SQLite database file and the statements prepared on it. One thread at a time.</summary>
internal sealed class SqliteFile : IDisposable
{
    // Codes of SQLite that say that the file is not what it should be: corrupt, not a database.
    private const int Corrupt = 11;
    private const int NotADatabase = 26;

    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private readonly SqliteConnection _connection;
    private readonly Dictionary<string, SqliteCommand> _prepared = [];
    private readonly List<PreparedRow> _rows = [];
    private SqliteTransaction? _transaction;

    private SqliteFile(SqliteConnection connection) => _connection = connection;

    /// <summary>Whether a failure says that a file is damaged, and not that the disk is full or slow.</summary>
    internal static bool IsDamage(SqliteException e) => e.SqliteErrorCode is Corrupt or NotADatabase;

    /// <summary>Opens a file for writing; makes it, for its owner alone, where there is none.</summary>
    /// <param name="path">Where it is.</param>
    /// <param name="layout">Number of its layout, kept in <c>PRAGMA user_version</c>; from 1.</param>
    /// <param name="fill">Makes what a new one has.</param>
    /// <exception cref="SqliteException">It cannot be opened; see <see cref="IsDamage"/>.</exception>
    /// <exception cref="IOException">It has another layout, or cannot be made.</exception>
    internal static SqliteFile OpenToWrite(string path, int layout, Action<SqliteFile> fill)
    {
        if (!File.Exists(path)) Create(path);
        SqliteFile file = Open(path, SqliteOpenMode.ReadWrite);
        try
        {
            // What is acknowledged has to outlast a power cut, so every commit waits for the disk.
            file.Run("PRAGMA journal_mode=WAL");
            file.Run("PRAGMA synchronous=FULL");
            if (!file.IsFilled) file.Fill(layout, fill);
            long found = file.Layout;
            if (found != layout) throw new IOException($"{path} has layout {found}, and this program knows {layout}");
            return file;
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <summary>Opens a file that is there, to read.</summary>
    internal static SqliteFile OpenToRead(string path) => Open(path, SqliteOpenMode.ReadOnly);

    /// <summary>Whether it has its tables: one that was begun and not finished holds nothing.</summary>
    internal bool IsFilled => Layout != 0;

    /// <summary>Whether a table is there: an earlier version may have made the file.</summary>
    internal bool HasTable(string name) => Number("SELECT count(*) FROM sqlite_master WHERE type = 'table' AND name = $1", name) > 0;

    private long Layout => Number("PRAGMA user_version");

    internal void Begin() => _transaction = _connection.BeginTransaction(deferred: false);

    /// <summary>From now on all that is read is of one moment, and of fewer calls of the system: not every statement locks the file
    /// anew.</summary>
    internal void BeginReading() => _transaction = _connection.BeginTransaction(deferred: true);

    internal void Commit()
    {
        _transaction!.Commit();
        EndTransaction();
    }

    /// <summary>Takes back what was not committed; nothing where all was.</summary>
    internal void EndTransaction()
    {
        _transaction?.Dispose();
        _transaction = null;
    }

    /// <summary>Runs a statement; <c>$1</c>, <c>$2</c> … are the values. Returns how many rows it changed.</summary>
    internal int Run(string sql, params object?[] values) => Prepare(sql, values).ExecuteNonQuery();

    /// <summary>Inserts a row. Returns its number.</summary>
    internal long Insert(string sql, params object?[] values)
    {
        Prepare(sql, values).ExecuteNonQuery();
        return (long)Prepare("SELECT last_insert_rowid()", []).ExecuteScalar()!;
    }

    /// <summary>A statement of which many rows are made. It goes with the file.</summary>
    /// <exception cref="SqliteException">It does not fit the tables.</exception>
    internal PreparedRow RowsOf(string sql)
    {
        var row = new PreparedRow(_connection, sql);
        _rows.Add(row);
        return row;
    }

    /// <summary>The first value of the first row; null for none.</summary>
    internal object? One(string sql, params object?[] values) =>
        Prepare(sql, values).ExecuteScalar() is { } value and not DBNull ? value : null;

    /// <summary>The first value of the first row, a whole number; 0 for none.</summary>
    internal long Number(string sql, params object?[] values) => One(sql, values) is long number ? number : 0;

    /// <summary>Each row, as long as it is wanted: the reader is the same for all.</summary>
    internal IEnumerable<SqliteDataReader> Rows(string sql, params object?[] values)
    {
        using SqliteDataReader reader = Prepare(sql, values).ExecuteReader();
        while (reader.Read()) yield return reader;
    }

    /// <summary>Copies all of it, as it is at this moment, into an empty file.</summary>
    /// <exception cref="SqliteException">It cannot be read, or the copy not be written.</exception>
    internal void CopyTo(string path)
    {
        using SqliteFile copy = Open(path, SqliteOpenMode.ReadWrite);
        _connection.BackupDatabase(copy._connection);
    }

    public void Dispose()
    {
        EndTransaction();
        foreach (PreparedRow row in _rows) row.Dispose();
        foreach (SqliteCommand command in _prepared.Values) command.Dispose();
        _connection.Dispose();
    }

    private static void Create(string path)
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = OwnerOnly;
        new FileStream(path, options).Dispose();
    }

    private static SqliteFile Open(string path, SqliteOpenMode mode)
    {
        // Without a pool: a file that is dropped must not be held by a connection that nobody uses.
        var options = new SqliteConnectionStringBuilder { DataSource = path, Mode = mode, Pooling = false, DefaultTimeout = 5 };
        var connection = new SqliteConnection(options.ToString());
        try
        {
            connection.Open();
            return new SqliteFile(connection);
        }
        catch (SqliteException)
        {
            connection.Dispose();
            throw;
        }
    }

    private void Fill(int layout, Action<SqliteFile> fill)
    {
        Begin();
        fill(this);
        Run("PRAGMA user_version=" + layout.ToString(CultureInfo.InvariantCulture));
        Commit();
    }

    private SqliteCommand Prepare(string sql, object?[] values)
    {
        if (!_prepared.TryGetValue(sql, out SqliteCommand? command)) command = _prepared[sql] = New(sql, values.Length);
        command.Transaction = _transaction;
        for (int i = 0; i < values.Length; i++) command.Parameters[i].Value = values[i] ?? DBNull.Value;
        return command;
    }

    private SqliteCommand New(string sql, int values)
    {
        SqliteCommand command = _connection.CreateCommand();
#pragma warning disable CA2100 // Every caller's text is a constant or put together of constants; values are parameters.
        command.CommandText = sql;
#pragma warning restore CA2100
        for (int i = 1; i <= values; i++)
        {
            command.Parameters.Add(new SqliteParameter("$" + i.ToString(CultureInfo.InvariantCulture), null));
        }
        return command;
    }
}
