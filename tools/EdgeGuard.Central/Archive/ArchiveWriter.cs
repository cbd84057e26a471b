using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using EdgeGuard.Telemetry;
using Microsoft.Data.Sqlite;

namespace EdgeGuard.Central;

/// <summary>Writes the archive: files, fleet and catalog. Of the archive's thread, one group of arrivals after the other.</summary>
/// <remarks>When anything fails it is closed, and opened again as after a kill: there is one way to begin, and it is the one that every
/// start takes. What the group held is not acknowledged then, and comes again.</remarks>
internal sealed class ArchiveWriter : IDisposable
{
    private const long ClockSlackMs = 60_000;

    private readonly ArchiveOptions _options;
    private readonly Func<SealKeys> _keys;
    private readonly TimeProvider _time;
    private readonly Func<Retention> _kept;
    private readonly Catalog _catalog;
    private DayFile _day;
    private ReplayMark _mark;
    private long _lastNow;

    private ArchiveWriter(
        ArchiveOptions options, Func<SealKeys> keys, TimeProvider time, Func<Retention> kept, Fleet fleet, Catalog catalog, DayFile day,
        ReplayMark mark)
    {
        _kept = kept;
        _options = options;
        _keys = keys;
        _time = time;
        Fleet = fleet;
        _catalog = catalog;
        _day = day;
        _mark = mark;
        _lastNow = Now;
    }

    internal Fleet Fleet { get; }

    private long Now => _time.GetUtcNow().ToUnixTimeMilliseconds();

    /// <summary>Opens what is there, sets aside what is damaged, and takes what the catalog does not have yet.</summary>
    /// <exception cref="SqliteException">The disk does not take it.</exception>
    /// <exception cref="IOException">Likewise.</exception>
    internal static ArchiveWriter Open(ArchiveOptions options, Func<SealKeys> keys, TimeProvider time, Func<Retention> kept)
    {
        var fleet = new Fleet();
        long now = time.GetUtcNow().ToUnixTimeMilliseconds();
        Catalog catalog = OpenCatalog(options, fleet, now, out ReplayMark mark);
        try
        {
            mark = Replay(options, fleet, keys(), mark, now);
            DayFile day = OpenDay(options, fleet, DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime), now);
            return new ArchiveWriter(options, keys, time, kept, fleet, catalog, day, mark.In(day.Number));
        }
        catch
        {
            catalog.Dispose();
            throw;
        }
    }

    /// <summary>Stores a group. When it returns, all of it is on the disk.</summary>
    /// <exception cref="SqliteException">Nothing of it is.</exception>
    internal void Write(IReadOnlyList<PendingWork> group)
    {
        Roll();
        _day.BeginGroup();
        // The fleet's lock is held for each change, and not for the group: pages do not wait until a thousand rows are written.
        foreach (PendingWork work in group)
        {
            work.Note?.Invoke(Fleet);
            if (work.Arrival != null) work.Receipt = Take(work.Arrival);
        }
        _day.CommitGroup();
    }

    /// <summary>Brings the catalog up to date, and drops what is too old or too much.</summary>
    internal void Save()
    {
        DropOld();
        _catalog.Save(Fleet, _mark);
    }

    /// <summary>Closes it, and sets the present file aside: what failed says that it is damaged.</summary>
    /// <returns>Its name.</returns>
    internal string SetAside()
    {
        string path = ArchiveFile.New(_options.Folder, _day.Number, _day.Day).Path;
        Dispose();
        ArchiveFile.SetAside(path);
        return Path.GetFileName(path);
    }

    /// <summary>Likewise the catalog.</summary>
    internal string SetCatalogAside()
    {
        Dispose();
        ArchiveFile.SetAside(Path.Combine(_options.Folder, Catalog.FileName));
        return Catalog.FileName;
    }

    public void Dispose()
    {
        _day.Dispose();
        _catalog.Dispose();
    }

    /// <summary>Makes all derived rows anew of the batches, and the catalog with them.</summary>
    internal static void Rebuild(ArchiveOptions options, SealKeys keys, Action<string> tell)
    {
        var fleet = new Fleet();
        ReplayMark mark = ReplayMark.Nothing;
        foreach (ArchiveFile file in ArchiveFile.In(options.Folder))
        {
            mark = Rebuild(file, fleet, keys);
            tell($"{Path.GetFileName(file.Path)}: {mark.Batch} batches");
        }
        string path = Path.Combine(options.Folder, Catalog.FileName);
        ArchiveFile.Delete(path);
        using Catalog catalog = Catalog.Open(path);
        catalog.Save(fleet, mark);
    }

    private static ReplayMark Rebuild(ArchiveFile of, Fleet fleet, SealKeys keys)
    {
        using DayFile day = DayFile.Open(of);
        using SqliteFile rows = SqliteFile.OpenToRead(of.Path);
        day.BeginGroup();
        day.DropDerived();
        foreach ((long id, Arrival arrival) in StoredRows.BatchesOf(rows, 0, keys))
        {
            BatchVerdict verdict = fleet.Judge(arrival, _ => false);
            if (verdict.Receipt != Receipt.Stored) continue;
            day.Derive(id, arrival, verdict);
            fleet.Take(arrival, new Place(of.Number, id));
        }
        day.CommitGroup();
        ReplayMark mark = TakeOthers(rows, fleet, keys, ReplayMark.Nothing.In(of.Number));
        return mark with { Batch = rows.Number("SELECT max(id) FROM batch") };
    }

    private static Catalog OpenCatalog(ArchiveOptions options, Fleet fleet, long now, out ReplayMark mark)
    {
        string path = Path.Combine(options.Folder, Catalog.FileName);
        Catalog? catalog = null;
        try
        {
            catalog = Catalog.Open(path);
            mark = catalog.Load(fleet);
            return catalog;
        }
        catch (SqliteException e) when (SqliteFile.IsDamage(e))
        {
            catalog?.Dispose();
            ArchiveFile.SetAside(path);
            fleet.Found(FindingKind.FileDamaged, "", "", Catalog.FileName, "made anew of the archive's files", now);
            mark = ReplayMark.Nothing;
            return Catalog.Open(path);
        }
    }

    private static ReplayMark Replay(ArchiveOptions options, Fleet fleet, SealKeys keys, ReplayMark mark, long now)
    {
        foreach (ArchiveFile file in ArchiveFile.In(options.Folder).Where(file => file.Number >= mark.File))
        {
            try
            {
                using SqliteFile rows = SqliteFile.OpenToRead(file.Path);
                if (!rows.IsFilled) continue;
                mark = Replay(rows, file, fleet, keys, mark.In(file.Number));
            }
            catch (SqliteException e) when (SqliteFile.IsDamage(e))
            {
                ArchiveFile.SetAside(file.Path);
                NoteDamage(fleet, file, now);
            }
        }
        return mark;
    }

    private static ReplayMark Replay(SqliteFile rows, ArchiveFile file, Fleet fleet, SealKeys keys, ReplayMark mark)
    {
        long last = mark.Batch;
        foreach ((long id, Arrival arrival) in StoredRows.BatchesOf(rows, mark.Batch, keys))
        {
            fleet.Take(arrival, new Place(file.Number, id));
            last = id;
        }
        return TakeOthers(rows, fleet, keys, mark) with { Batch = last };
    }

    private static ReplayMark TakeOthers(SqliteFile rows, Fleet fleet, SealKeys keys, ReplayMark mark)
    {
        foreach ((long id, Arrival arrival) in StoredRows.ReportsOf(rows, mark.Report, keys))
        {
            fleet.Take(arrival, new Place(mark.File, id));
            mark = mark with { Report = id };
        }
        foreach ((long id, FindingKind kind, Arrival arrival) in StoredRows.RejectedOf(rows, mark.Rejected, keys))
        {
            fleet.NoteRejected(kind, arrival);
            mark = mark with { Rejected = id };
        }
        return mark;
    }

    private static DayFile OpenDay(ArchiveOptions options, Fleet fleet, DateOnly today, long now)
    {
        ArchiveFile? last = ArchiveFile.In(options.Folder).LastOrDefault();
        if (last == null || IsPast(last.Day, today)) return DayFile.Open(Next(options, today), options.MostPages);
        try
        {
            return DayFile.Open(last, options.MostPages);
        }
        catch (SqliteException e) when (SqliteFile.IsDamage(e))
        {
            ArchiveFile.SetAside(last.Path);
            NoteDamage(fleet, last, now);
            return DayFile.Open(Next(options, today), options.MostPages);
        }
    }

    private static ArchiveFile Next(ArchiveOptions options, DateOnly today) =>
        ArchiveFile.New(options.Folder, ArchiveFile.LastNumber(options.Folder) + 1, today);

    // A clock that is set back over midnight begins no new file; one that goes back for longer does.
    private static bool IsPast(DateOnly day, DateOnly today) => today > day || today < day.AddDays(-1);

    private static void NoteDamage(Fleet fleet, ArchiveFile file, long now)
    {
        string name = Path.GetFileName(file.Path);
        fleet.Found(FindingKind.FileDamaged, "", "", name, $"{name}: its events cannot be shown", now);
    }

    private void Roll()
    {
        NoteClock();
        DateOnly today = DateOnly.FromDateTime(_time.GetUtcNow().UtcDateTime);
        ArchiveFile present = ArchiveFile.New(_options.Folder, _day.Number, _day.Day);
        if (!IsPast(_day.Day, today) && new FileInfo(present.Path).Length < _options.FileBytes) return;
        DayFile next = DayFile.Open(Next(_options, today), _options.MostPages);
        _day.Dispose();
        _day = next;
        _mark = ReplayMark.Nothing.In(next.Number);
    }

    private void NoteClock()
    {
        long now = Now;
        bool wentBack = now < _lastNow - ClockSlackMs;
        if (wentBack) Fleet.Found(FindingKind.ClockWentBack, "", "", "", $"by {(_lastNow - now) / 1000} s", now);
        _lastNow = now;
    }

    private Receipt Take(Arrival arrival)
    {
        BatchVerdict? verdict = arrival.Batch == null ? null : Judge(arrival);
        if (verdict is { Receipt: Receipt.Known }) return Receipt.Known;
        if (verdict is { Receipt: Receipt.Rejected }) return Receipt.Rejected;
        Place place = _day.Add(arrival, verdict);
        Fleet.Take(arrival, place);
        if (arrival.Kind == ArrivalKind.Events) _mark = _mark with { Batch = place.Id };
        else if (arrival.Kind != ArrivalKind.Metrics) _mark = _mark with { Report = place.Id };
        return Receipt.Stored;
    }

    private BatchVerdict Judge(Arrival arrival)
    {
        BatchVerdict verdict = Fleet.Judge(arrival, HasOther);
        if (verdict.Receipt != Receipt.Rejected) return verdict;
        long id = _day.AddRejected(arrival, verdict.Why);
        if (id > 0) _mark = _mark with { Rejected = id };
        return verdict;
    }

    // Whether other bytes are stored under the same first number. What is sent again is sent again soon: in this file, or over midnight.
    private bool HasOther(Arrival arrival)
    {
        byte[]? stored = _day.FindBatch(arrival) ?? FindBefore(arrival);
        return stored != null && !stored.AsSpan().SequenceEqual(arrival.Bytes);
    }

    private byte[]? FindBefore(Arrival arrival)
    {
        ArchiveFile? before = ArchiveFile.In(_options.Folder).LastOrDefault(file => file.Number < _day.Number);
        if (before == null) return null;
        try
        {
            using SqliteFile rows = SqliteFile.OpenToRead(before.Path);
            return DayFile.FindBatch(rows, arrival);
        }
        catch (SqliteException e) when (SqliteFile.IsDamage(e))
        {
            NoteDamage(Fleet, before, Now);
            return null;
        }
    }

    private void DropOld()
    {
        bool isSaved = false;
        foreach (ArchiveFile file in _kept().TooMuch(ArchiveFile.In(_options.Folder)).Where(file => file.Number < _day.Number))
        {
            // What is known of it by then must not have to be read from it.
            if (!isSaved) _catalog.Save(Fleet, _mark);
            isSaved = true;
            file.Delete();
            Fleet.Found(FindingKind.FileDropped, "", "", "", Path.GetFileName(file.Path), Now);
        }
        if (isSaved) _catalog.DropHours(Now / HourSum.Ms - HourTable.MostHours);
    }
}
