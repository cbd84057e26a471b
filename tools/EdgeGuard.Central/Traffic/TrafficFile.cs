using System;
using System.Collections.Generic;
using System.IO;
using System.Threading;
using System.Threading.Channels;
using System.Threading.Tasks;
using Microsoft.Data.Sqlite;

namespace EdgeGuard.Central;

/// <summary>What modules told of traffic, in <c>polls.db</c>. One thread writes, in groups: whatever waits while one group goes to the
/// disk is the next one. Pages read with connections of their own. Any thread.</summary>
public sealed class TrafficFile : IDisposable
{
    internal const string FileName = "polls.db";

    // Whoever brings more waits himself, and so does the module.
    private const int MostWaiting = 1024;
    private const int MostOfGroup = 64;

    private readonly string _path;
    private readonly IArchive _archive;
    private readonly Channel<PendingReport> _waiting = Channel.CreateBounded<PendingReport>(MostWaiting);
    private readonly Thread _thread;
    private readonly List<PendingReport> _group = [];

    private TrafficWriter? _writer; // of the thread alone

    private TrafficFile(string folder, IArchive archive)
    {
        _path = Path.Combine(folder, FileName);
        _archive = archive;
        _writer = OpenWriter();
        _thread = new Thread(Run) { Name = "traffic", IsBackground = true };
    }

    /// <summary>Opens it, or makes it; one that is damaged is set aside, and told.</summary>
    /// <param name="folder">Where it is.</param>
    /// <param name="archive">Told what is wrong; says how many days are kept.</param>
    /// <exception cref="SqliteException">It cannot be opened.</exception>
    /// <exception cref="IOException">Likewise.</exception>
    public static TrafficFile Open(string folder, IArchive archive)
    {
        var file = new TrafficFile(folder, archive);
        file._thread.Start();
        return file;
    }

    /// <summary>Keeps a report. The task ends when it is on the disk, and never fails: what it says is what became of it.</summary>
    public async Task<Receipt> Keep(HeardReport heard)
    {
        var pending = new PendingReport(heard);
        try
        {
            await _waiting.Writer.WriteAsync(pending).ConfigureAwait(false);
        }
        catch (ChannelClosedException)
        {
            return Receipt.Failed;
        }
        return await pending.Task.ConfigureAwait(false);
    }

    /// <summary>Keeps what waits, and closes.</summary>
    public void Dispose()
    {
        _waiting.Writer.TryComplete();
        if (_thread.IsAlive) _thread.Join();
    }

    /// <summary>Reads. False: it cannot be read at present, and <paramref name="result"/> is nothing.</summary>
    internal bool TryRead<T>(Func<SqliteFile, T> read, out T? result)
    {
        result = default;
        try
        {
            using SqliteFile file = SqliteFile.OpenToRead(_path);
            result = read(file);
            return true;
        }
        catch (SqliteException)
        {
            // The one that writes finds it too, and says so.
            return false;
        }
    }

    private TrafficWriter OpenWriter()
    {
        try
        {
            return new TrafficWriter(_path, () => _archive.Kept.Days);
        }
        catch (SqliteException e) when (SqliteFile.IsDamage(e))
        {
            SetAside();
            return new TrafficWriter(_path, () => _archive.Kept.Days);
        }
    }

    private void Run()
    {
        while (_waiting.Reader.WaitToReadAsync().AsTask().GetAwaiter().GetResult())
        {
            while (_group.Count < MostOfGroup && _waiting.Reader.TryRead(out PendingReport? pending)) _group.Add(pending);
            Attempt();
            _group.Clear();
        }
        _writer?.Dispose();
    }

    // Whatever fails, the file is closed, and opened again for what comes next.
    private void Attempt()
    {
        try
        {
            _writer ??= OpenWriter();
            foreach ((HeardReport heard, string what) in _writer.Write(_group))
            {
                _archive.Note(FindingKind.TrafficBounded, heard.Site, heard.Module, "", what);
            }
            foreach (PendingReport pending in _group) pending.Done();
        }
        catch (Exception e) when (e is SqliteException or IOException or UnauthorizedAccessException)
        {
            _writer?.Dispose();
            _writer = null;
            if (e is SqliteException failure && SqliteFile.IsDamage(failure)) SetAside();
            else _archive.Note(FindingKind.StorageRefused, "", "", FileName, $"{FileName}: {e.Message}");
            foreach (PendingReport pending in _group) pending.Fail();
        }
    }

    private void SetAside()
    {
        ArchiveFile.SetAside(_path);
        _archive.Note(
            FindingKind.FileDamaged, "", "", FileName,
            $"{FileName} was set aside as {FileName}.damaged; modules tell all of it again within the hour");
    }
}
