using System.Collections.Generic;
using System.Linq;
using EdgeGuard.Telemetry;
using Microsoft.Data.Sqlite;

namespace EdgeGuard.Central;

/// <summary>What the fleet is at a moment, kept so that a start need not read the whole archive. Everything in it but findings can be made
/// anew from the files; what they hold beyond its mark is taken from them when it is opened. Of the archive's thread.</summary>
internal sealed class Catalog : System.IDisposable
{
    internal const string FileName = "catalog.db";
    private const int Layout = 1;

    private const string Tables =
        """
        CREATE TABLE module(id INTEGER PRIMARY KEY, site TEXT NOT NULL, name TEXT NOT NULL, first_heard INTEGER NOT NULL,
            heard INTEGER NOT NULL, state BLOB, state_at INTEGER NOT NULL, inventory BLOB, inventory_at INTEGER NOT NULL, metrics BLOB,
            metrics_at INTEGER NOT NULL, seal INTEGER, events INTEGER NOT NULL, UNIQUE(site, name));
        CREATE TABLE boot(module INTEGER NOT NULL, stream TEXT NOT NULL, boot INTEGER NOT NULL, since INTEGER NOT NULL,
            PRIMARY KEY(module, stream, boot)) WITHOUT ROWID;
        CREATE TABLE span(module INTEGER NOT NULL, stream TEXT NOT NULL, boot INTEGER NOT NULL, first INTEGER NOT NULL,
            last INTEGER NOT NULL, mac_before BLOB, mac BLOB, file INTEGER NOT NULL, batch INTEGER NOT NULL, at INTEGER NOT NULL,
            PRIMARY KEY(module, stream, boot, first)) WITHOUT ROWID;
        CREATE TABLE finding(kind INTEGER NOT NULL, site TEXT NOT NULL, module TEXT NOT NULL, subject TEXT NOT NULL, detail TEXT NOT NULL,
            first INTEGER NOT NULL, last INTEGER NOT NULL, n INTEGER NOT NULL, PRIMARY KEY(kind, site, module, subject)) WITHOUT ROWID;
        CREATE TABLE mark(id INTEGER PRIMARY KEY CHECK(id = 1), file INTEGER NOT NULL, batch INTEGER NOT NULL, report INTEGER NOT NULL,
            rejected INTEGER NOT NULL);
        """;

    private readonly SqliteFile _file;

    private Catalog(SqliteFile file) => _file = file;

    /// <summary>Opens it, or makes it.</summary>
    /// <exception cref="SqliteException">It cannot be opened; see <see cref="SqliteFile.IsDamage"/>.</exception>
    /// <exception cref="System.IO.IOException">Likewise.</exception>
    internal static Catalog Open(string path)
    {
        SqliteFile file = SqliteFile.OpenToWrite(path, Layout, begun => begun.Run(Tables));
        file.Run(HourTable.Tables);
        return new Catalog(file);
    }

    /// <summary>Forgets hours before one.</summary>
    internal void DropHours(long before) => HourTable.Drop(_file, before);

    internal ReplayMark Load(Fleet fleet)
    {
        var modules = new Dictionary<long, FleetModule>();
        foreach (SqliteDataReader row in _file.Rows(
            "SELECT id, site, name, first_heard, heard, state, state_at, inventory, inventory_at, metrics, metrics_at, seal, events "
            + "FROM module"))
        {
            modules[row.GetInt64(0)] = Module(row);
        }
        LoadBoots(modules);
        foreach (FleetModule module in modules.Values) fleet.Restore(module);
        foreach (SqliteDataReader row in _file.Rows("SELECT kind, site, module, subject, detail, first, last, n FROM finding"))
        {
            fleet.Restore(new Finding(
                (FindingKind)row.GetInt32(0), row.GetString(1), row.GetString(2), row.GetString(3), row.GetString(4), row.GetInt64(5),
                row.GetInt64(6), row.GetInt64(7)));
        }
        return Mark();
    }

    /// <summary>Keeps what changed.</summary>
    internal void Save(Fleet fleet, ReplayMark mark)
    {
        _file.Begin();
        foreach (FleetModule module in fleet.Modules.Where(module => module.IsDirty)) Save(module);
        foreach (Finding finding in fleet.TakeDirtyFindings()) Save(finding);
        _file.Run("INSERT INTO mark VALUES(1, $1, $2, $3, $4) ON CONFLICT DO UPDATE SET file = $1, batch = $2, report = $3, "
            + "rejected = $4", mark.File, mark.Batch, mark.Report, mark.Rejected);
        _file.Commit();
    }

    public void Dispose() => _file.Dispose();

    private ReplayMark Mark()
    {
        foreach (SqliteDataReader row in _file.Rows("SELECT file, batch, report, rejected FROM mark"))
        {
            return new ReplayMark(row.GetInt32(0), row.GetInt64(1), row.GetInt64(2), row.GetInt64(3));
        }
        return ReplayMark.Nothing;
    }

    private void LoadBoots(Dictionary<long, FleetModule> modules)
    {
        ILookup<(long, string, int), CoveredSpan> spans = _file.Rows(
                "SELECT module, stream, boot, first, last, mac_before, mac, file, batch, at FROM span ORDER BY module, stream, boot, first")
            .Select(row => (Key: (row.GetInt64(0), row.GetString(1), row.GetInt32(2)), Span: Span(row)))
            .ToLookup(pair => pair.Key, pair => pair.Span);
        foreach (SqliteDataReader row in _file.Rows("SELECT module, stream, boot, since FROM boot"))
        {
            var key = (row.GetInt64(0), row.GetString(1), row.GetInt32(2));
            modules[key.Item1].AddBoot(key.Item2, key.Item3, new BootCoverage(row.GetInt64(3), spans[key]));
        }
    }

    private static FleetModule Module(SqliteDataReader row)
    {
        var module = new FleetModule(row.GetString(1), row.GetString(2))
        {
            FirstHeardAt = row.GetInt64(3),
            HeardAt = row.GetInt64(4),
            Seal = row.IsDBNull(11) ? null : (SealProof)row.GetInt32(11),
            Events = row.GetInt64(12),
        };
        if (Bytes(row, 5) is { } state && StateReport.Read(state, out _) is { } said) module.Take(said, state, row.GetInt64(6));
        if (Bytes(row, 7) is { } parts && InventoryReport.Read(parts, out _) is { } has) module.Take(has, parts, row.GetInt64(8));
        if (Bytes(row, 9) is { } counts && MetricsReport.Read(counts, out _) is { } counted) module.Take(counted, counts, row.GetInt64(10));
        return module;
    }

    private static CoveredSpan Span(SqliteDataReader row) => new(
        row.GetInt64(3), row.GetInt64(4), Bytes(row, 5), Bytes(row, 6), new Place(row.GetInt32(7), row.GetInt64(8)), row.GetInt64(9));

    private static byte[]? Bytes(SqliteDataReader row, int column) => row.IsDBNull(column) ? null : (byte[])row[column];

    private void Save(FleetModule module)
    {
        _file.Run(
            "INSERT INTO module(site, name, first_heard, heard, state, state_at, inventory, inventory_at, metrics, metrics_at, seal, "
            + "events) VALUES($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12) ON CONFLICT(site, name) DO UPDATE SET heard = $4, "
            + "state = $5, state_at = $6, inventory = $7, inventory_at = $8, metrics = $9, metrics_at = $10, seal = $11, events = $12",
            module.Site, module.Name, module.FirstHeardAt, module.HeardAt, module.StateBytes, module.StateAt, module.InventoryBytes,
            module.InventoryAt, module.MetricsBytes, module.MetricsAt, (int?)module.Seal, module.Events);
        long id = _file.Number("SELECT id FROM module WHERE site = $1 AND name = $2", module.Site, module.Name);
        foreach (((string stream, int boot), BootCoverage coverage) in module.Boots)
        {
            if (coverage.IsDirty) Save(id, stream, boot, coverage);
        }
        HourTable.Add(_file, id, module);
        module.IsDirty = false;
    }

    private void Save(long module, string stream, int boot, BootCoverage coverage)
    {
        _file.Run("INSERT OR IGNORE INTO boot VALUES($1, $2, $3, $4)", module, stream, boot, coverage.Since);
        _file.Run("DELETE FROM span WHERE module = $1 AND stream = $2 AND boot = $3", module, stream, boot);
        foreach (CoveredSpan span in coverage.Spans)
        {
            _file.Run("INSERT INTO span VALUES($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)", module, stream, boot, span.First, span.Last,
                span.MacBefore, span.Mac, span.Opened.File, span.Opened.Id, span.OpenedAt);
        }
        coverage.IsDirty = false;
    }

    private void Save(Finding finding) => _file.Run(
        "INSERT INTO finding VALUES($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT DO UPDATE SET detail = $5, last = $7, n = $8",
        (int)finding.Kind, finding.Site, finding.Module, finding.Subject, finding.Detail, finding.FirstAt, finding.LastAt, finding.Count);
}
