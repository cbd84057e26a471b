using System.Collections.Generic;
using System.Linq;
using EdgeGuard.Core;
using EdgeGuard.Telemetry;
using Microsoft.Data.Sqlite;

namespace EdgeGuard.Central;

/// <summary>Traffic as the person sees it who makes a request: that of the own sites. Pages have no other.</summary>
internal sealed class SeenTraffic(TrafficFile traffic, SeenArchive archive, CurrentPerson current)
{
    private const int MostConfigurations = 100;

    /// <summary>What there is of a module, what it told of last first.</summary>
    internal IReadOnlyList<RecordingView> Recordings(string site, string module)
    {
        const string sql = "SELECT stream, is_present, seal, began, utc, at, rows, (SELECT count(*) FROM poll WHERE recording = r.id), "
            + "missing, merges, unlisted, left_out FROM recording r WHERE site = $1 AND module = $2 ORDER BY is_present DESC, at DESC";
        if (!current.Sites.Has(site)) return [];
        return traffic.TryRead(file => Rows(file, sql, site, module), out IReadOnlyList<RecordingView>? rows) ? rows! : [];
    }

    internal PollPage Polls(PollQuery query, PollPlace place, RankCursor? from, int most) =>
        traffic.TryRead(file => new PollReader(file).Read(query, place, current.Sites, from, most), out PollPage? page)
            ? page!
            : PollPage.Nothing with { IsUnreadable = true };

    internal ClientPage Clients(ClientQuery query, RankCursor? from, int most) =>
        traffic.TryRead(file => new ClientReader(file, current.Sites).Read(query, from, most), out ClientPage? page)
            ? page!
            : ClientPage.Nothing with { IsUnreadable = true };

    /// <summary>A client; null where no module of the own sites told of it.</summary>
    internal ClientView? Client(string id) =>
        traffic.TryRead(file => new ClientReader(file, current.Sites).Find(id), out ClientView? client) ? client : null;

    /// <summary>Since when a module has the policy that is in force, as its events say, milliseconds since 1970 by its clock; 0: they do
    /// not say.</summary>
    internal long PolicySince(string site, string module)
    {
        EventQuery query = EventQuery.Parse($"site:{site} module:{module} event:{EventTable.Name(EventCode.ConfigurationActive)}", out _);
        EventRecord[] turns =
            [.. archive.Events(query, null, MostConfigurations).Items.Select(item => item.Event?.Record).OfType<EventRecord>()];
        // With every start, and with other settings, the same policy comes into force again.
        return turns.TakeWhile(turn => turn.B == turns[0].B).LastOrDefault()?.Utc ?? 0;
    }

    private static IReadOnlyList<RecordingView> Rows(SqliteFile file, string sql, string site, string module)
    {
        if (!file.IsFilled) return [];
        return [.. file.Rows(sql, site, module).Select(Recording)];
    }

    private static RecordingView Recording(SqliteDataReader row) =>
        new(row.GetString(0), row.GetInt64(1) != 0, (SealProof)row.GetInt32(2))
        {
            Began = row.GetInt64(3),
            Utc = row.GetInt64(4),
            At = row.GetInt64(5),
            Rows = row.GetInt64(6),
            Known = row.GetInt64(7),
            Missing = row.GetInt64(8),
            Merges = row.GetInt64(9),
            Unlisted = row.GetInt64(10),
            LeftOut = row.GetInt64(11),
        };
}
