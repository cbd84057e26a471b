using System;
using System.Collections.Generic;
using System.Linq;
using EdgeGuard.Telemetry;
using Microsoft.Data.Sqlite;

namespace EdgeGuard.Central;

/// <summary>Reads batches out of the files, byte for byte as they arrived.</summary>
internal sealed class BatchReader(string folder, Action<ArchiveFile> damaged)
{
    private const string Sql =
        "SELECT m.site, m.name, b.received, b.bytes FROM batch b JOIN module m ON m.id = b.module WHERE b.id = $1";

    /// <summary>Those that are there, by file and number.</summary>
    internal List<ProofBatch> Read(IReadOnlyCollection<Place> places)
    {
        var found = new List<ProofBatch>();
        ILookup<int, long> wanted = places.ToLookup(place => place.File, place => place.Id);
        foreach (ArchiveFile file in ArchiveFile.In(folder).Where(file => wanted.Contains(file.Number)))
        {
            try
            {
                using SqliteFile rows = SqliteFile.OpenToRead(file.Path);
                foreach (long id in wanted[file.Number].Order()) found.AddRange(rows.Rows(Sql, id).Select(Batch));
            }
            catch (SqliteException e) when (SqliteFile.IsDamage(e))
            {
                damaged(file);
            }
        }
        return found;
    }

    private static ProofBatch Batch(SqliteDataReader row) => new(
        row.GetString(0), row.GetString(1), DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(2)), (byte[])row[3]);
}
