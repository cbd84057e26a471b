using System;
using EdgeGuard.Core;
using EdgeGuard.Traffic;

namespace EdgeGuard.Store;

/// <summary>Keeps the table of traffic, and what units say of themselves, over restarts: once an hour while something is asked, at once
/// after it was emptied, and at the end of a run. By the thread that steps the module.</summary>
/// <remarks>A power cut costs an hour of counts at most, and leaves the record before it or the new one. Before a module is claimed nothing
/// is kept.</remarks>
public sealed class StoredTraffic
{
    /// <summary>Milliseconds between two times that it is kept.</summary>
    public const long KeepMs = 3_600_000;

    private readonly RecordStore _records;
    private readonly TrafficTable _table;
    private readonly IClock _clock;
    private readonly ChangeEvents _events;

    // What the store did not take is kept the next time, though nothing has changed since.
    private bool _wasRefused;
    private byte[]? _owedIdentities;
    private long _due;

    private readonly object _lock = new object();

    // Under the lock:
    private bool _isEmptied;

    /// <summary>Puts what the runs before had recorded into the table, which is empty.</summary>
    public StoredTraffic(RecordStore records, TrafficTable table, IClock clock, IEventSink events)
    {
        _records = records;
        _table = table;
        _clock = clock;
        _events = new ChangeEvents(events);
        _due = clock.Now + KeepMs;
        Restore();
    }

    /// <summary>The table. Any thread.</summary>
    public TrafficTable Table
    {
        get { return _table; }
    }

    /// <summary>Empties the table, and what is kept of it with the next step. Any thread.</summary>
    public void Reset()
    {
        lock (_lock) _isEmptied = true;
        _table.Reset(_clock.Now);
    }

    /// <summary>Keeps it if it is time. Every second or so.</summary>
    public void Step()
    {
        bool isEmptied = TakeEmptied();
        if (isEmptied || _clock.Now >= _due) Keep();
    }

    /// <summary>Keeps it now: the last of a run.</summary>
    public void Keep()
    {
        _due = _clock.Now + KeepMs;
        DeviceIdentity? identity = DeviceIdentity.Load(_records);
        if (identity == null) return;
        bool hasChanged = _table.TakeChange();
        if (!hasChanged && !_wasRefused) return;
        _owedIdentities = _table.TakeIdentities(TrafficReports.UtcOfZero(_clock)) ?? _owedIdentities;
        bool isKept = _records.Write(RecordName.Traffic, Content(identity.Stream));
        if (isKept && _owedIdentities != null) KeepIdentities(_owedIdentities);
        else TellRefused(RecordName.Traffic, !isKept);
    }

    private void KeepIdentities(byte[] identities)
    {
        bool isKept = _records.Write(RecordName.Units, identities);
        if (isKept) _owedIdentities = null;
        TellRefused(RecordName.Units, !isKept);
    }

    // Once, until the store takes everything again.
    private void TellRefused(string name, bool isRefused)
    {
        if (isRefused && !_wasRefused) _events.Refused(name);
        _wasRefused = isRefused;
    }

    private void Restore()
    {
        byte[]? content = _records.Read(RecordName.Traffic, out RecordHealth health);
        _events.Health(RecordName.Traffic, health);
        if (content == null) return;
        TrafficReport? kept = TrafficReport.Decode(content, 0, content.Length, out _);
        // Whole, and of another version: it begins anew.
        if (kept != null) _table.Restore(kept);
        byte[]? identities = _records.Read(RecordName.Units, out health);
        _events.Health(RecordName.Units, health);
        if (identities != null) _table.RestoreIdentities(identities);
    }

    private byte[] Content(byte[] stream)
    {
        long utcOfZero = TrafficReports.UtcOfZero(_clock);
        var status = new TrafficStatus();
        _table.Read(status, utcOfZero);
        // Requests may add rows while it is written: they find room, or are there the next time.
        var writer = new TrafficReportWriter(TrafficReportWriter.CapacityOf(status.Rows, status.Clients));
        writer.Begin(stream, 0, 0, utcOfZero < 0 ? 0 : _clock.Utc, status);
        var cursor = new TrafficCursor();
        var row = new TrafficRow();
        while (_table.ReadNext(cursor, false, row, utcOfZero))
        {
            if (!writer.TryAdd(row)) break;
        }
        var content = new byte[writer.Finish(null)];
        Array.Copy(writer.Buffer, 0, content, 0, content.Length);
        return content;
    }

    private bool TakeEmptied()
    {
        lock (_lock)
        {
            bool isEmptied = _isEmptied;
            _isEmptied = false;
            return isEmptied;
        }
    }
}
