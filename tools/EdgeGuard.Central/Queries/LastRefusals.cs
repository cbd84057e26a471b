using System.Collections.Generic;
using System.Linq;
using EdgeGuard.Core;
using Microsoft.Data.Sqlite;

namespace EdgeGuard.Central;

/// <summary>Finds the last refusals in one file. For one page.</summary>
/// <remarks>Module by module, beginning with the one that refused last: when there are enough, and no other module has refused since the
/// oldest of them, those of the others need not be read.</remarks>
internal sealed class LastRefusals
{
    private const string OfModule =
        "SELECT peer, code, reason, unit, function, sub, address, quantity, rule, kind, n, first, last, event FROM refusal "
        + "WHERE module = $1 AND last >= $2 ORDER BY last DESC, event DESC LIMIT $3";

    private readonly SqliteFile _rows;
    private readonly int _file;
    private readonly int _most;
    private readonly Dictionary<long, FoundClient?> _clients = new() { [0] = null };

    // The oldest first.
    private readonly PriorityQueue<(RefusalKey Key, FoundSum Sum), (long At, long Event)> _found = new();

    private LastRefusals(SqliteFile rows, int file, int most)
    {
        _rows = rows;
        _file = file;
        _most = most;
    }

    /// <summary>Of how many modules refusals were read.</summary>
    internal int Modules { get; private set; }

    /// <summary>Finds them.</summary>
    /// <param name="rows">The file.</param>
    /// <param name="file">Its number.</param>
    /// <param name="query">Of which modules.</param>
    /// <param name="most">Most of them.</param>
    internal static LastRefusals Find(SqliteFile rows, int file, RefusalQuery query, int most)
    {
        var last = new LastRefusals(rows, file, most);
        foreach ((long module, long at) in ModulesOf(rows, query))
        {
            if (at < last.Oldest) break;
            last.Add(module);
        }
        return last;
    }

    /// <summary>Those that were found, in no order.</summary>
    internal IEnumerable<(FoundRefusal Key, FoundSum Sum)> All() =>
        _found.UnorderedItems.Select(one => (Named(one.Element.Key), one.Element.Sum));

    // What is older than that is not among them.
    private long Oldest => _found.Count == _most && _found.TryPeek(out _, out (long At, long Event) oldest) ? oldest.At : long.MinValue;

    private static List<(long Module, long At)> ModulesOf(SqliteFile rows, RefusalQuery query)
    {
        var condition = new SqlCondition();
        if (query.Site != null) condition.Add($"site = {condition.Put(query.Site)}");
        if (query.Module != null) condition.Add($"name = {condition.Put(query.Module)}");
        if (query.Sites.Json is { } sites) condition.Add($"site IN (SELECT value FROM json_each({condition.Put(sites)}))");
        string refused = rows.HasTable("refused") ? "refused" : $"({DayFileSchema.LastRefusals})";
        string sql = $"SELECT module, last FROM {refused} WHERE module IN (SELECT id FROM module WHERE {condition.Text}) "
            + "ORDER BY last DESC";
        return [.. rows.Rows(sql, condition.Values).Select(row => (row.GetInt64(0), row.GetInt64(1)))];
    }

    private void Add(long module)
    {
        Modules++;
        foreach (SqliteDataReader row in _rows.Rows(OfModule, module, Oldest, _most))
        {
            var sum = new FoundSum(row.GetInt64(10), row.GetInt64(11), row.GetInt64(12), new Place(_file, row.GetInt64(13)));
            var order = (sum.LastAt, sum.Last.Id);
            if (_found.Count < _most) _found.Enqueue((Key(module, row), sum), order);
            else _found.EnqueueDequeue((Key(module, row), sum), order);
        }
    }

    private static RefusalKey Key(long module, SqliteDataReader row) => new(
        module, row.GetInt64(0), (EventCode)row.GetInt32(1), row.GetInt32(2), row.GetInt32(3), row.GetInt32(4), row.GetInt32(5),
        row.GetInt32(6), row.GetInt32(7), row.GetInt32(8), row.GetInt32(9));

    // Numbers of modules and clients hold in their file alone.
    private FoundRefusal Named(RefusalKey key)
    {
        (string site, string name) = _rows.Rows("SELECT site, name FROM module WHERE id = $1", key.Module)
            .Select(row => (row.GetString(0), row.GetString(1))).Single();
        if (!_clients.TryGetValue(key.Peer, out FoundClient? client)) client = _clients[key.Peer] = Client(key.Peer);
        return new FoundRefusal(site, name, client, key with { Module = 0, Peer = 0 });
    }

    private FoundClient Client(long peer) => _rows
        .Rows("SELECT transport, has_role, role, subject, address, fingerprint FROM peer WHERE id = $1", peer)
        .Select(row => new FoundClient(
            row.GetInt64(0), row.GetInt64(1), row.GetString(2), row.GetString(3), row.GetString(4), row.GetString(5)))
        .Single();
}
