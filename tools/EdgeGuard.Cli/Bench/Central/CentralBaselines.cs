using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Linq;
using EdgeGuard.Central;
using EdgeGuard.Core;
using EdgeGuard.Host;
using EdgeGuard.Telemetry;
using Microsoft.Data.Sqlite;

namespace EdgeGuard.Cli;

/// <summary>What parts of the console's work cost by themselves, on one thread of this process, for the same batches.</summary>
internal sealed class CentralBaselines
{
    private const int Batches = 2000;

    // As many events as the console commits at once when it is busy.
    private const int EventsPerCommit = 16_384;

    private const string Table =
        "CREATE TABLE event(id INTEGER PRIMARY KEY, batch INTEGER, place INTEGER, module INTEGER, seal INTEGER, utc INTEGER, code INTEGER, "
        + "reason INTEGER, peer INTEGER, unit INTEGER, function INTEGER, address INTEGER, value INTEGER, rule INTEGER, repeats INTEGER)";

    private const string Row =
        "INSERT INTO event(batch, place, module, seal, utc, code, reason, peer, unit, function, address, value, rule, repeats) "
        + "VALUES($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)";

    private const int Columns = 14;
    private const int StreamBytes = 16;
    private const int KeyBytes = 32;

    private readonly List<byte[]> _batches = [];
    private readonly SealKeys _keys;
    private readonly ModuleTopic _topic;
    private readonly int _size;

    /// <param name="batch">Events of a batch.</param>
    public CentralBaselines(int batch)
    {
        var identity = new SimulatedIdentity("site", "module", null, new SealKey(new byte[StreamBytes], new byte[KeyBytes]));
        var module = new SimulatedModule(identity, "", TimeProvider.System);
        _size = batch;
        _keys = new SealKeys(new SystemHmac(), [module.Identity.Key]);
        _topic = ModuleTopic.Parse(module.Topics.Events)!;
        module.MostOfBatch = batch;
        for (int i = 0; i < Batches; i++)
        {
            CentralEvents.Tell(module, batch, (long)i * batch);
            _batches.Add(module.NextBatch()!);
            module.Sent();
        }
    }

    /// <summary>Events a second that are read, and whose seals are verified.</summary>
    public double DecodedPerSecond(TimeSpan time)
    {
        Decode();
        return Rate(time, Decode);
    }

    /// <summary>Events a second that a loop around one prepared statement inserts into one table, each commit on the disk.</summary>
    public double InsertedPerSecond(TimeSpan time, string path)
    {
        using var connection = new SqliteConnection(
            new SqliteConnectionStringBuilder { DataSource = path, Pooling = false }.ToString());
        connection.Open();
        foreach (string sql in (string[])["PRAGMA journal_mode=WAL", "PRAGMA synchronous=FULL", Table]) Run(connection, sql);
        EventRecord[] records = [.. _batches.SelectMany(bytes => EventBatch.Decode(bytes, 0, bytes.Length, out _)!.Records)];
        return Rate(time, () => Insert(connection, records));
    }

    private int Decode()
    {
        foreach (byte[] bytes in _batches)
        {
            Arrival? arrival = ArrivalReader.Read(_topic, bytes, _keys, 0, out string problem);
            if (arrival is not { Seal: SealProof.Right }) throw new BenchException("a batch of our own is not right: " + problem);
        }
        return _batches.Count * _size;
    }

    private static int Insert(SqliteConnection connection, EventRecord[] records)
    {
        int count = Math.Max(EventsPerCommit, records.Length);
        using SqliteTransaction transaction = connection.BeginTransaction();
        using SqliteCommand insert = connection.CreateCommand();
        insert.Transaction = transaction;
        insert.CommandText = Row;
        for (int i = 1; i <= Columns; i++) insert.Parameters.Add(new SqliteParameter("$" + i, SqliteType.Integer));
        insert.Prepare();
        for (int i = 0; i < count; i++)
        {
            Fill(insert.Parameters, records[i % records.Length]);
            insert.ExecuteNonQuery();
        }
        transaction.Commit();
        return count;
    }

    private static void Fill(SqliteParameterCollection values, EventRecord record)
    {
        long[] all =
        [
            record.Sequence, 0, 1, 1, record.Utc, (int)record.Code, (int)record.Reason, 1, record.Unit, record.Function, record.Address,
            record.OffendingValue, record.Rule, record.Repeats,
        ];
        for (int i = 0; i < all.Length; i++) values[i].Value = all[i];
    }

    private static double Rate(TimeSpan time, Func<int> round)
    {
        long began = Stopwatch.GetTimestamp();
        long events = 0;
        while (Stopwatch.GetElapsedTime(began) < time) events += round();
        return events / Stopwatch.GetElapsedTime(began).TotalSeconds;
    }

    private static void Run(SqliteConnection connection, string sql)
    {
        using SqliteCommand command = connection.CreateCommand();
#pragma warning disable CA2100 // Constants of this class.
        command.CommandText = sql;
#pragma warning restore CA2100
        command.ExecuteNonQuery();
    }
}
