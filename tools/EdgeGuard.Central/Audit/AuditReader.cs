using System.Collections.Generic;
using System.Linq;
using Microsoft.Data.Sqlite;

namespace EdgeGuard.Central;

/// <summary>Reads entries of the audit log.</summary>
internal static class AuditReader
{
    internal const string Columns = "n, at, who, address, deed, subject, detail";
    internal const int ColumnCount = 7;

    /// <summary>Some entries, the last first.</summary>
    /// <param name="file">Where they are.</param>
    /// <param name="query">Which.</param>
    /// <param name="before">Of lower numbers than this.</param>
    /// <param name="most">Most of them.</param>
    internal static List<AuditEntry> Read(SqliteFile file, AuditQuery query, long before, int most)
    {
        var condition = new SqlCondition();
        query.AddTo(condition);
        condition.Add($"n < {condition.Put(before)}");
        string sql = $"SELECT {Columns} FROM audit WHERE {condition.Text} ORDER BY n DESC LIMIT {most}";
        return [.. file.Rows(sql, condition.Values).Select(Entry)];
    }

    internal static AuditEntry Entry(SqliteDataReader row) => new(
        row.GetInt64(0), row.GetInt64(1), row.GetString(2), row.GetString(3), (AuditDeed)row.GetInt64(4), row.GetString(5),
        row.GetString(6));
}
