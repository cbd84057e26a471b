using System.Linq;
using EdgeGuard.Core;
using EdgeGuard.Telemetry;
using Microsoft.Data.Sqlite;

namespace EdgeGuard.Central;

/// <summary>Reads clients of some sites, at all modules of these. For one page.</summary>
internal sealed class ClientReader(SqliteFile file, SiteScope sites)
{
    /// <summary>Places and addresses of one client at most.</summary>
    internal const int MostPlaces = 200;
    internal const int MostAddresses = 20;

    private const string Sums = "count(*), count(DISTINCT c.recording), min(c.first), max(c.last), min(c.seal)";

    /// <summary>Reads some.</summary>
    /// <param name="query">Which.</param>
    /// <param name="from">Where to begin; null: at the first.</param>
    /// <param name="most">Most clients.</param>
    internal ClientPage Read(ClientQuery query, RankCursor? from, int most)
    {
        if (!file.IsFilled) return ClientPage.Nothing;
        SqlCondition condition = Seen(out string seen);
        query.AddTo(condition);
        string rank = query.Rank(seen);
        string having = query.Having(condition, seen);
        if (from != null) having += $" AND ({rank}, c.identity) < ({condition.Put(from.Rank)}, {condition.Put(from.Key)})";
        string sql = $"SELECT c.identity, {rank} FROM client c JOIN recording r ON r.id = c.recording WHERE {condition.Text} "
            + $"GROUP BY c.identity HAVING {having} ORDER BY {rank} DESC, c.identity DESC LIMIT {condition.Put(most + 1)}";
        RankCursor[] found = [.. file.Rows(sql, condition.Values).Select(row => new RankCursor(row.GetInt64(1), row.GetString(0)))];
        ClientView[] clients = [.. found.Take(most).Select(each => Find(each.Key)).OfType<ClientView>()];
        return new ClientPage(clients, found.Length > most ? found[most - 1] : null);
    }

    /// <summary>One of them; null where no module told of it.</summary>
    internal ClientView? Find(string id)
    {
        if (!file.IsFilled || id == ClientId.Several) return null;
        ClientAtModule[] places = Places(id);
        if (places.Length == 0) return null;
        var view = new ClientView(id, places, Addresses(id, out long addresses)) { AddressCount = addresses };
        SqlCondition condition = Of(id);
        string sql = $"SELECT {Sums}, {TrafficWriter.SumOf("c.requests")}, {TrafficWriter.SumOf("c.refused")}, "
            + $"{TrafficWriter.SumOf("c.observed")} FROM client c JOIN recording r ON r.id = c.recording WHERE {condition.Text}";
        return file.Rows(sql, condition.Values).Select(row => Summed(view, row)).First();
    }

    private static ClientView Summed(ClientView view, SqliteDataReader row) => view with
    {
        PlaceCount = row.GetInt64(0),
        Modules = row.GetInt64(1),
        FirstAt = row.GetInt64(2),
        LastAt = row.GetInt64(3),
        Seal = (SealProof)row.GetInt32(4),
        Requests = row.GetInt64(5),
        Refused = row.GetInt64(6),
        Observed = row.GetInt64(7),
    };

    private ClientAtModule[] Places(string id)
    {
        SqlCondition condition = Of(id);
        string sql = "SELECT r.site, r.module, c.transport, c.has_role, c.role, c.subject, c.address, c.fingerprint, c.requests, "
            + "c.refused, c.observed, c.first, c.last, c.seal FROM client c JOIN recording r ON r.id = c.recording "
            + $"WHERE {condition.Text} ORDER BY c.last DESC, c.id DESC LIMIT {condition.Put(MostPlaces)}";
        return [.. file.Rows(sql, condition.Values).Select(Place)];
    }

    private static ClientAtModule Place(SqliteDataReader row)
    {
        var peer = new Peer(
            (PeerTransport)row.GetInt32(2), row.GetString(6), row.GetString(5), row.GetInt32(3) != 0 ? row.GetString(4) : null,
            row.GetString(7), long.MaxValue);
        return new ClientAtModule(
            row.GetString(0), row.GetString(1), peer, row.GetInt64(8), row.GetInt64(9), row.GetInt64(10), row.GetInt64(11),
            row.GetInt64(12), (SealProof)row.GetInt32(13));
    }

    private ClientAddress[] Addresses(string id, out long count)
    {
        const string from = "FROM client c JOIN recording r ON r.id = c.recording JOIN client_address a ON a.client = c.id";
        SqlCondition condition = Of(id);
        count = file.Number($"SELECT count(DISTINCT a.address) {from} WHERE {condition.Text}", condition.Values);
        string sql = $"SELECT a.address, min(a.first), max(a.last) {from} WHERE {condition.Text} "
            + $"GROUP BY a.address ORDER BY max(a.last) DESC LIMIT {condition.Put(MostAddresses)}";
        return
        [
            .. file.Rows(sql, condition.Values).Select(row => new ClientAddress(row.GetString(0), row.GetInt64(1), row.GetInt64(2))),
        ];
    }

    private SqlCondition Of(string id)
    {
        SqlCondition condition = Seen(out _);
        condition.Add($"c.identity = {condition.Put(id)}");
        return condition;
    }

    // Clients that modules told of last, of the sites that are seen; the same of another alias of recordings.
    private SqlCondition Seen(out string ofOther)
    {
        var condition = new SqlCondition();
        condition.Add("r.is_present = 1");
        condition.Add($"c.identity <> {condition.Put(ClientId.Several)}");
        ofOther = "1";
        if (sites.Json is not { } json) return condition;
        string list = $"IN (SELECT value FROM json_each({condition.Put(json)}))";
        condition.Add("r.site " + list);
        ofOther = "at.site " + list;
        return condition;
    }
}
