using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Channels;
using System.Threading.Tasks;
using EdgeGuard.Telemetry;
using Microsoft.Data.Sqlite;

namespace EdgeGuard.Central;

/// <summary>The archive in SQLite files of one folder. One thread writes, in groups: whatever waits while one group goes to the disk is the
/// next one. Pages read with connections of their own.</summary>
public sealed class SqliteArchive : IArchive
{
    // So many messages wait at most; then whoever brings more waits himself, and so does the module.
    private const int MostWaiting = 4096;
    private const int MostOfGroup = 512;
    private const int DaysOfWeek = 7;
    private static readonly TimeSpan SaveEvery = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(1);

    private readonly ArchiveOptions _options;
    private readonly Func<SealKeys> _keys;
    private readonly TimeProvider _time;
    private readonly FolderLock _lock;
    private readonly Channel<PendingWork> _waiting = Channel.CreateBounded<PendingWork>(MostWaiting);
    private readonly Thread _thread;
    private readonly List<PendingWork> _group = [];

    private ArchiveWriter? _writer; // of the thread alone
    private long _savedAt;
    private long _retryAt;
    private volatile Fleet _fleet;
    private volatile string _trouble = "";
    private volatile Retention _kept;
    private long _changes;
    private long _commits;
    private long _commitTicks;

    private SqliteArchive(ArchiveOptions options, Func<SealKeys> keys, TimeProvider time, FolderLock folder)
    {
        _options = options;
        _keys = keys;
        _time = time;
        _lock = folder;
        _kept = new Retention(options.KeepDays, options.KeepBytes);
        _writer = ArchiveWriter.Open(options, keys, time, () => _kept);
        _fleet = _writer.Fleet;
        _savedAt = time.GetTimestamp();
        _thread = new Thread(Run) { Name = "archive", IsBackground = true };
    }

    /// <summary>Opens the archive of a folder, or begins it.</summary>
    /// <exception cref="IOException">Another process has it open, or the disk does not take it.</exception>
    /// <exception cref="SqliteException">Likewise.</exception>
    public static SqliteArchive Open(ArchiveOptions options, Func<SealKeys> keys, TimeProvider time)
    {
        FolderLock folder = FolderLock.Take(options.Folder);
        try
        {
            var archive = new SqliteArchive(options, keys, time, folder);
            archive._thread.Start();
            return archive;
        }
        catch
        {
            folder.Dispose();
            throw;
        }
    }

    /// <summary>Makes all derived rows, and the catalog, anew of the batches that are stored, while nothing else has the archive
    /// open.</summary>
    /// <exception cref="IOException">Another process has it open.</exception>
    public static void Rebuild(ArchiveOptions options, SealKeys keys, Action<string> tell)
    {
        using FolderLock folder = FolderLock.Take(options.Folder);
        ArchiveWriter.Rebuild(options, keys, tell);
    }

    /// <inheritdoc/>
    public async Task<Receipt> Store(Arrival arrival)
    {
        var work = new PendingWork { Arrival = arrival };
        try
        {
            await _waiting.Writer.WriteAsync(work).ConfigureAwait(false);
        }
        catch (ChannelClosedException)
        {
            return Receipt.Failed;
        }
        return await work.Task.ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public void Note(FindingKind kind, string site, string module, string subject, string detail)
    {
        long now = Now;
        // With no room it is dropped: whoever floods us with what is to be noted is noted already.
        _waiting.Writer.TryWrite(new PendingWork { Note = fleet => fleet.Found(kind, site, module, subject, detail, now) });
    }

    /// <inheritdoc/>
    public IReadOnlyList<ModuleView> Modules() => FleetViews.Modules(_fleet);

    /// <inheritdoc/>
    public ModuleView? Module(string site, string module) => FleetViews.Module(_fleet, site, module);

    /// <inheritdoc/>
    public IReadOnlyList<Finding> Findings() => FleetViews.Findings(_fleet);

    /// <inheritdoc/>
    public EventPage Events(EventQuery query, EventCursor? from, int most)
    {
        IReadOnlyList<Gap> gaps = FleetViews.Gaps(_fleet, query.Sites, query.Site, query.Module);
        return new EventReader(_options.Folder, _time, NoteDamage).Read(query, from, gaps, most);
    }

    /// <inheritdoc/>
    public IReadOnlyList<ProofBatch> Batches(IReadOnlyCollection<Place> places) =>
        [.. new BatchReader(_options.Folder, NoteDamage).Read(places)];

    /// <inheritdoc/>
    public EventTail EventsAfter(EventMark mark, int most) => new EventTailReader(_options.Folder, NoteDamage).Read(mark, most);

    /// <inheritdoc/>
    public IReadOnlyList<Gap> Gaps(string site, string module) => FleetViews.Gaps(_fleet, SiteScope.All, site, module);

    /// <inheritdoc/>
    public RefusalPage Refusals(RefusalQuery query) => new RefusalReader(_options.Folder, NoteDamage).Read(query);

    /// <inheritdoc/>
    public IReadOnlyList<MetricsView> Metrics(string site, string module)
    {
        if (ArchiveFile.In(_options.Folder).LastOrDefault() is not { } newest) return [];
        try
        {
            using SqliteFile rows = SqliteFile.OpenToRead(newest.Path);
            if (!rows.IsFilled) return [];
            return [.. StoredRows.MetricsOf(rows, site, module).Select(row => new MetricsView(row.ReceivedAt, row.Metrics))];
        }
        catch (SqliteException e) when (SqliteFile.IsDamage(e))
        {
            NoteDamage(newest);
            return [];
        }
    }

    /// <inheritdoc/>
    public ArchiveStatus Status()
    {
        List<ArchiveFile> files = ArchiveFile.In(_options.Folder);
        string oldest = files.Count > 0 ? files[0].Day.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture) : "";
        long free = new DriveInfo(Path.GetFullPath(_options.Folder)).AvailableFreeSpace;
        return new ArchiveStatus(_trouble, files.Sum(file => file.Bytes), files.Count, oldest, free)
        {
            Waiting = _waiting.Reader.Count,
            Commits = Interlocked.Read(ref _commits),
            CommitTime = TimeSpan.FromTicks(Interlocked.Read(ref _commitTicks)),
            BytesADay = BytesADay(files),
        };
    }

    /// <inheritdoc/>
    public IReadOnlyList<HourSum> Hours(string site, string module, long from) =>
        ReadCatalog(() => HourTable.Read(_options.Folder, site, module, from));

    /// <inheritdoc/>
    public IReadOnlyList<HourSum> Hours(SiteScope sites, long from) => ReadCatalog(() => HourTable.Read(_options.Folder, sites, from));

    // Where the catalog is damaged the archive's thread finds out, and makes it anew.
    private static List<HourSum> ReadCatalog(Func<List<HourSum>> read)
    {
        try
        {
            return read();
        }
        catch (SqliteException e) when (SqliteFile.IsDamage(e))
        {
            return [];
        }
    }

    private static long BytesADay(List<ArchiveFile> files)
    {
        if (files.Count == 0) return 0;
        DateOnly present = files[^1].Day;
        ArchiveFile[] over = [.. files.Where(file => file.Day != present && file.Day >= present.AddDays(-DaysOfWeek))];
        int days = over.Select(file => file.Day).Distinct().Count();
        return days == 0 ? 0 : over.Sum(file => file.Bytes) / days;
    }

    /// <inheritdoc/>
    public Retention Kept => _kept;

    /// <inheritdoc/>
    public void Keep(Retention kept) => _kept = kept;

    public long Changes => Interlocked.Read(ref _changes);

    /// <summary>Stores what waits, and closes.</summary>
    public void Dispose()
    {
        _waiting.Writer.TryComplete();
        if (_thread.IsAlive) _thread.Join();
        _lock.Dispose();
    }

    private long Now => _time.GetUtcNow().ToUnixTimeMilliseconds();

    private void NoteDamage(ArchiveFile file) =>
        Note(FindingKind.FileDamaged, "", "", Path.GetFileName(file.Path), $"{Path.GetFileName(file.Path)}: its events cannot be shown");

    private void Run()
    {
        while (Wait())
        {
            while (_group.Count < MostOfGroup && _waiting.Reader.TryRead(out PendingWork? work)) _group.Add(work);
            if (_group.Count > 0) Attempt(Write, FailGroup);
            _group.Clear();
            if (_writer != null && _time.GetElapsedTime(_savedAt) >= SaveEvery) Attempt(Save, () => { });
        }
        if (_writer != null) Attempt(Save, () => { });
        _writer?.Dispose();
    }

    // True for something to write, or because it is time to save; false at the end.
    private bool Wait()
    {
        try
        {
            using var limit = new CancellationTokenSource(SaveEvery);
            return _waiting.Reader.WaitToReadAsync(limit.Token).AsTask().GetAwaiter().GetResult();
        }
        catch (OperationCanceledException)
        {
            return true;
        }
    }

    private void Write()
    {
        if (_writer == null) Open();
        long began = _time.GetTimestamp();
        _writer!.Write(_group);
        Interlocked.Increment(ref _commits);
        Interlocked.Add(ref _commitTicks, _time.GetElapsedTime(began).Ticks);
        _trouble = "";
        Interlocked.Add(ref _changes, _group.Count);
        foreach (PendingWork work in _group) work.Done();
    }

    private void Open()
    {
        _writer = ArchiveWriter.Open(_options, _keys, _time, () => _kept);
        _fleet = _writer.Fleet;
        if (_trouble.Length > 0) _fleet.Found(FindingKind.StorageRefused, "", "", "", _trouble, Now);
    }

    private void Save()
    {
        _savedAt = _time.GetTimestamp();
        _writer!.Save();
    }

    private void FailGroup()
    {
        foreach (PendingWork work in _group) work.Fail();
    }

    // Whatever fails, the archive is closed and opened again: so that what is in memory is never ahead of the disk.
    private void Attempt(Action act, Action failed)
    {
        if (_writer == null && _retryAt != 0 && _time.GetElapsedTime(_retryAt) < RetryAfter)
        {
            failed();
            return;
        }
        try
        {
            act();
        }
        catch (Exception e) when (e is SqliteException or IOException or UnauthorizedAccessException)
        {
            Close(e, act == Save);
            failed();
        }
    }

    private void Close(Exception e, bool isCatalog)
    {
        _trouble = e.Message;
        _retryAt = _time.GetTimestamp();
        ArchiveWriter? writer = _writer;
        _writer = null;
        if (writer == null) return;
        if (e is not SqliteException failure || !SqliteFile.IsDamage(failure))
        {
            writer.Dispose();
            return;
        }
        string name = isCatalog ? writer.SetCatalogAside() : writer.SetAside();
        Note(FindingKind.FileDamaged, "", "", name, $"{name} was set aside as {name}.damaged");
    }
}
