using System.Collections.Generic;
using System.Globalization;
using EdgeGuard.Telemetry;
using EdgeGuard.Traffic;
using Microsoft.Data.Sqlite;

namespace EdgeGuard.Central;

/// <summary>Reads polls. For one page.</summary>
internal sealed class PollReader(SqliteFile file)
{
    /// <summary>Reads some.</summary>
    /// <param name="query">Which.</param>
    /// <param name="place">Whose.</param>
    /// <param name="sites">Of these sites, and no others.</param>
    /// <param name="from">Where to begin; null: at the first.</param>
    /// <param name="most">Most rows.</param>
    internal PollPage Read(PollQuery query, PollPlace place, SiteScope sites, RankCursor? from, int most)
    {
        if (!file.IsFilled) return PollPage.Nothing;
        var condition = new SqlCondition();
        if (sites.Json is { } json) condition.Add($"r.site IN (SELECT value FROM json_each({condition.Put(json)}))");
        if (place.Site != null) condition.Add($"r.site = {condition.Put(place.Site)}");
        if (place.Module != null) condition.Add($"r.module = {condition.Put(place.Module)}");
        condition.Add(place.Stream == null ? "r.is_present = 1" : $"r.stream = {condition.Put(place.Stream)}");
        if (place.Client != null) condition.Add($"c.identity = {condition.Put(place.Client)}");
        query.AddTo(condition);
        string rank = query.Order.Sql;
        if (from != null && long.TryParse(from.Key, CultureInfo.InvariantCulture, out long id))
        {
            condition.Add($"({rank}, p.id) < ({condition.Put(from.Rank)}, {condition.Put(id)})");
        }
        string limit = condition.Put(most + 1);
        string sql = $"SELECT p.id, r.site, r.module, c.identity, p.told, p.first, p.last, p.seal, c.first, {rank} FROM poll p "
            + "JOIN recording r ON r.id = p.recording JOIN client c ON c.id = p.client "
            + $"WHERE {condition.Text} ORDER BY {rank} DESC, p.id DESC LIMIT {limit}";
        return Page(sql, condition.Values, most);
    }

    private PollPage Page(string sql, object?[] values, int most)
    {
        var rows = new List<PollRow>();
        int read = 0;
        RankCursor? last = null;
        foreach (SqliteDataReader row in file.Rows(sql, values))
        {
            if (++read > most) return new PollPage(rows, last);
            last = new RankCursor(row.GetInt64(9), row.GetInt64(0).ToString(CultureInfo.InvariantCulture));
            if (Read(row) is { } poll) rows.Add(poll);
        }
        return new PollPage(rows, null);
    }

    // Of what is not as it was written, nothing is shown.
    private static PollRow? Read(SqliteDataReader row)
    {
        byte[] told = (byte[])row[4];
        TrafficReport? report = TrafficReport.Decode(told, 0, told.Length, out _);
        if (report is not { Rows.Length: 1 }) return null;
        return new PollRow(
            row.GetInt64(0), row.GetString(1), row.GetString(2), row.GetString(3), report.Rows[0], row.GetInt64(5), row.GetInt64(6),
            (SealProof)row.GetInt32(7))
        {
            ClientFirstAt = row.GetInt64(8),
            Rank = row.GetInt64(9),
        };
    }
}
