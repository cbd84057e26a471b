using System.Collections.Generic;
using System.IO;
using EdgeGuard.Core;
using Microsoft.Data.Sqlite;

namespace EdgeGuard.Central;

/// <summary>What is summed by the hour, in the catalog: of each module, and of each site, so that a page of all need not read every
/// module's.</summary>
internal static class HourTable
{
    /// <summary>Hours that are kept: two years, whatever becomes of the days' files.</summary>
    internal const long MostHours = 2 * 365 * 24;

    /// <summary>A catalog of an earlier version gets them when it is opened, and what came before by <c>rebuild</c>.</summary>
    internal const string Tables =
        """
        CREATE TABLE IF NOT EXISTS hour(module INTEGER NOT NULL, hour INTEGER NOT NULL, code INTEGER NOT NULL, reason INTEGER NOT NULL,
            n INTEGER NOT NULL, PRIMARY KEY(module, hour, code, reason)) WITHOUT ROWID;
        CREATE TABLE IF NOT EXISTS site_hour(hour INTEGER NOT NULL, site TEXT NOT NULL, code INTEGER NOT NULL, n INTEGER NOT NULL,
            PRIMARY KEY(hour, site, code)) WITHOUT ROWID;
        """;

    private const string OfModule =
        "SELECT hour, code, sum(n) FROM hour WHERE module = (SELECT id FROM module WHERE site = $1 AND name = $2) AND hour >= $3 "
        + "GROUP BY hour, code";

    private const string OfSites =
        "SELECT hour, code, sum(n) FROM site_hour WHERE hour >= $1 AND ($2 IS NULL OR site IN (SELECT value FROM json_each($2))) "
        + "GROUP BY hour, code";

    /// <summary>Adds what happened to a module since the last time.</summary>
    internal static void Add(SqliteFile catalog, long id, FleetModule module)
    {
        foreach (((long hour, int code, int reason), long count) in module.Hours)
        {
            catalog.Run("INSERT INTO hour VALUES($1, $2, $3, $4, $5) ON CONFLICT DO UPDATE SET n = n + excluded.n", id, hour, code, reason,
                count);
            catalog.Run("INSERT INTO site_hour VALUES($1, $2, $3, $4) ON CONFLICT DO UPDATE SET n = n + excluded.n", hour, module.Site,
                code, count);
        }
        module.Hours.Clear();
    }

    /// <summary>Forgets hours before one.</summary>
    internal static void Drop(SqliteFile catalog, long before)
    {
        catalog.Run("DELETE FROM hour WHERE hour < $1", before);
        catalog.Run("DELETE FROM site_hour WHERE hour < $1", before);
    }

    /// <summary>Of one module, from an hour on.</summary>
    internal static List<HourSum> Read(string folder, string site, string module, long from) => Read(folder, OfModule, site, module, from);

    /// <summary>Of all modules of some sites.</summary>
    internal static List<HourSum> Read(string folder, SiteScope sites, long from) => Read(folder, OfSites, from, sites.Json);

    private static List<HourSum> Read(string folder, string sql, params object?[] values)
    {
        var sums = new List<HourSum>();
        string path = Path.Combine(folder, Catalog.FileName);
        if (!File.Exists(path)) return sums;
        using SqliteFile catalog = SqliteFile.OpenToRead(path);
        if (!catalog.IsFilled) return sums;
        foreach (SqliteDataReader row in catalog.Rows(sql, values))
        {
            sums.Add(new HourSum(row.GetInt64(0), (EventCode)row.GetInt32(1), row.GetInt64(2)));
        }
        return sums;
    }
}
