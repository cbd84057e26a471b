using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using Microsoft.Data.Sqlite;

namespace EdgeGuard.Central;

/// <summary>Where a search looks in one file: among the rows of some modules, among those that are seldom, or among all.
/// Immutable.</summary>
internal sealed class EventWindow
{
    // Each module or code is a statement within the statement, of which SQLite takes 500.
    private const int MostKeys = 200;

    // With few keys a window has so many rows, and with many so many of each.
    private const int FewKeys = 8;
    private const int Rows = 5000;
    private const int RowsOfEach = 500;

    private const string OfModule =
        "SELECT id FROM event INDEXED BY event_module WHERE module = {0} AND id < {1} ORDER BY id DESC LIMIT {2}";

    private const string SeldomOfModule =
        "SELECT event AS id FROM seldom INDEXED BY seldom_module WHERE module = {0} AND event < {1} ORDER BY event DESC LIMIT {2}";

    private const string SeldomOfCode =
        "SELECT event AS id FROM seldom INDEXED BY seldom_code WHERE code = {0} AND event < {1} ORDER BY event DESC LIMIT {2}";

    private readonly string _each;
    private readonly IReadOnlyList<long> _keys;

    private EventWindow(string each, IReadOnlyList<long> keys)
    {
        _each = each;
        _keys = keys;
    }

    /// <summary>Chooses it for a search; null: the file has nothing of it.</summary>
    internal static EventWindow? Of(SqliteFile rows, EventQuery query)
    {
        List<long>? modules = ModulesOf(rows, query);
        if (modules is { Count: 0 } || query.Codes is { Count: 0 }) return null;
        bool isFew = modules is { Count: <= MostKeys };
        bool isSeldom = query.Codes is { Count: <= MostKeys } codes && codes.All(DayFileSchema.IsSeldom)
            && rows.HasTable("seldom");
        if (isFew) return new EventWindow(isSeldom ? SeldomOfModule : OfModule, modules!);
        return isSeldom ? new EventWindow(SeldomOfCode, query.Codes!) : new EventWindow("", []);
    }

    /// <summary>The newest rows below a number, as SQL that stands for a table.</summary>
    /// <param name="before">The number.</param>
    /// <param name="condition">Gets the values of its parameters.</param>
    internal string Sql(long before, SqlCondition condition)
    {
        string below = condition.Put(before);
        if (_keys.Count == 0) return $"(SELECT * FROM event WHERE id < {below} ORDER BY id DESC LIMIT {Rows})";
        int most = _keys.Count <= FewKeys ? Rows : RowsOfEach;
        IEnumerable<string> each = _keys.Select(key =>
            $"SELECT id FROM ({string.Format(CultureInfo.InvariantCulture, _each, condition.Put(key), below, most)})");
        // The join keeps its order: no other index is better than the numbers that are found.
        return $"(SELECT e.* FROM ({string.Join(" UNION ALL ", each)} ORDER BY 1 DESC LIMIT {most}) k CROSS JOIN event e ON e.id = k.id)";
    }

    // Those that a search can find at all; null for all.
    private static List<long>? ModulesOf(SqliteFile rows, EventQuery query)
    {
        var condition = new SqlCondition();
        query.AddModulesTo(condition);
        if (condition.IsEmpty) return null;
        string sql = $"SELECT id FROM module WHERE {condition.Text} LIMIT {MostKeys + 1}";
        var found = new List<long>();
        foreach (SqliteDataReader row in rows.Rows(sql, condition.Values)) found.Add(row.GetInt64(0));
        return found;
    }
}
