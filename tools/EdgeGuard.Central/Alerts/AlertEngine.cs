using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading;
using Microsoft.Data.Sqlite;

namespace EdgeGuard.Central;

/// <summary>Follows the archive, and keeps the alerts that follow from it. One thread looks; people act from any thread.</summary>
/// <remarks>Whatever fails, its file is closed and opened again as after a kill: what is in memory is never ahead of the disk. It reads the
/// archive like a page does, and never holds up what is stored.</remarks>
public sealed class AlertEngine : IDisposable
{
    /// <summary>Most characters of a reason.</summary>
    public const int MaxReason = 500;

    private const int MostEvents = 5000;
    private const int Patience = 20;
    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(30);

    private readonly string _path;
    private readonly IArchive _archive;
    private readonly Func<IReadOnlySet<string>> _knownPolicies;
    private readonly IAlertListener _listener;
    private readonly TimeProvider _time;
    private readonly long _startedAt;
    private readonly CancellationTokenSource _end = new();
    private readonly Thread _thread;
    private readonly Lock _lock = new();

    // Under the lock:
    private AlertFile? _file;
    private AlertBook _book = new();

    private EventFacts _facts = new(); // of the thread alone, and the mark
    private EventMark _mark = EventMark.Nothing;
    private volatile string _trouble = "";

    private AlertEngine(
        string path, IArchive archive, Func<IReadOnlySet<string>> knownPolicies, IAlertListener listener, TimeProvider time)
    {
        _path = path;
        _archive = archive;
        _knownPolicies = knownPolicies;
        _listener = listener;
        _time = time;
        _startedAt = Now;
        Outbox = new Outbox(this);
        _thread = new Thread(Run) { Name = "alerts", IsBackground = true };
    }

    /// <summary>Opens what is kept, or begins it. <see cref="Start"/> begins to look.</summary>
    /// <param name="folder">Where <c>alerts.db</c> is.</param>
    /// <param name="archive">What is followed.</param>
    /// <param name="knownPolicies">Hashes of the policies that somebody took in here.</param>
    /// <param name="listener">Told of what becomes of alerts.</param>
    /// <param name="time">The clock.</param>
    /// <exception cref="IOException">It cannot be opened.</exception>
    /// <exception cref="SqliteException">Likewise.</exception>
    internal static AlertEngine Open(
        string folder, IArchive archive, Func<IReadOnlySet<string>> knownPolicies, IAlertListener listener, TimeProvider time)
    {
        var engine = new AlertEngine(Path.Combine(folder, AlertFile.FileName), archive, knownPolicies, listener, time);
        lock (engine._lock) engine.Load();
        return engine;
    }

    /// <summary>Why alerts are not kept at present; empty while all is well.</summary>
    public string Trouble => _trouble;

    /// <summary>What waits to be told outside.</summary>
    internal Outbox Outbox { get; }

    /// <summary>Says why nothing comes by somebody else's broker, or nothing while it does. Set before it begins to look.</summary>
    internal Func<string> BrokerTrouble { get; set; } = () => "";

    private long Now => _time.GetUtcNow().ToUnixTimeMilliseconds();

    /// <summary>Begins to look.</summary>
    public void Start() => _thread.Start();

    /// <summary>Those that were raised and are not history, what waits for somebody first, the worst of it first.</summary>
    public IReadOnlyList<Alert> Alerts()
    {
        long now = Now;
        lock (_lock)
        {
            return [.. _book.Alerts.Where(alert => alert.State != AlertState.Pending)
                .OrderByDescending(alert => alert.Waits(now))
                .ThenByDescending(alert => alert.IsOn)
                .ThenByDescending(alert => AlertRules.Of(alert.Key.Kind).Severity)
                .ThenByDescending(alert => alert.RaisedAt)];
        }
    }

    /// <summary>Those that are history, the last first.</summary>
    /// <param name="below">Of a lower number than this.</param>
    /// <param name="most">Most of them.</param>
    public IReadOnlyList<Alert> Closed(long below, int most)
    {
        lock (_lock) return _file?.Closed(below, most) ?? [];
    }

    /// <summary>One of them, also of history; null for none that was raised.</summary>
    public Alert? Find(long id)
    {
        lock (_lock) return _file?.Find(id) is { State: not AlertState.Pending } alert ? alert : null;
    }

    /// <summary>Its history, the last first.</summary>
    public IReadOnlyList<AlertNote> Notes(long id)
    {
        lock (_lock) return _file?.Notes(id) ?? [];
    }

    /// <summary>Acknowledges alerts. Those that are over become history.</summary>
    /// <returns>How many: those that were there, and not acknowledged yet.</returns>
    public int Acknowledge(IEnumerable<long> ids, string who, string reason) => Act(ids, alert => alert.IsAcknowledged
        ? null
        : (alert with { AcknowledgedBy = who, AcknowledgedAt = Now, Reason = reason }, new AlertNote(Now, "acknowledged", who, reason)));

    /// <summary>Puts alerts aside until a time: nobody is bothered with them.</summary>
    /// <returns>How many: those that are not history.</returns>
    public int Shelve(IEnumerable<long> ids, string who, string reason, long until) => Act(ids, alert => alert.State == AlertState.Pending
        ? null
        : (alert with { ShelvedUntil = until, ShelvedBy = who, ShelveReason = reason },
            new AlertNote(Now, $"shelved until {ShownTime.At(until)}", who, reason)));

    /// <summary>Looks once: takes what is new, and stores what becomes of alerts.</summary>
    internal void Look()
    {
        try
        {
            if (_file == null)
            {
                lock (_lock) Load();
            }
            Follow();
            _trouble = "";
        }
        catch (Exception e)
        {
            // Also a fault of our own: it is told on every page and to machines, and must not end what goes on beside.
            Close(e);
        }
    }

    /// <summary>Does something with the file, alone. Nothing is done, and what stands for it given, while it cannot be had.</summary>
    internal T? With<T>(Func<AlertFile, T?> act)
    {
        lock (_lock)
        {
            if (_file == null) return default;
            try
            {
                return act(_file);
            }
            catch (SqliteException e)
            {
                Close(e);
                return default;
            }
        }
    }

    /// <summary>Ends looking. What is known is on the disk already.</summary>
    public void Dispose()
    {
        _end.Cancel();
        if (_thread.IsAlive) _thread.Join();
        lock (_lock)
        {
            _file?.Dispose();
            _file = null;
        }
        _end.Dispose();
    }

    private void Run()
    {
        while (!_end.IsCancellationRequested)
        {
            long began = _time.GetTimestamp();
            Look();
            // However large the fleet, it takes a small part of a processor.
            TimeSpan pause = _time.GetElapsedTime(began) * Patience;
            _end.Token.WaitHandle.WaitOne(TimeSpan.FromTicks(Math.Clamp(pause.Ticks, LookEvery.Ticks, LongestPause.Ticks)));
        }
    }

    private void Load()
    {
        _file?.Dispose();
        _file = OpenFile();
        _book = new AlertBook();
        _facts = new EventFacts();
        foreach (Alert alert in _file.Open()) _book.Put(alert);
        foreach (Latch latch in _file.Latches()) _facts.Restore(latch);
        _mark = _file.Mark();
    }

    private AlertFile OpenFile()
    {
        try
        {
            return AlertFile.Open(_path);
        }
        catch (SqliteException e) when (SqliteFile.IsDamage(e))
        {
            ArchiveFile.SetAside(_path);
            const string Told = "begun anew: who acknowledged what before is not known here";
            _archive.Note(FindingKind.FileDamaged, "", "", AlertFile.FileName, Told);
            return AlertFile.Open(_path);
        }
    }

    private void Close(Exception e)
    {
        _trouble = e.Message;
        lock (_lock)
        {
            _file?.Dispose();
            _file = null;
            if (e is SqliteException failure && SqliteFile.IsDamage(failure)) ArchiveFile.SetAside(_path);
        }
    }

    private void Follow()
    {
        EventMark before = _mark;
        EventMark mark = before;
        long began = Now;
        bool isMore = true;
        while (isMore && !_end.IsCancellationRequested)
        {
            EventTail tail = _archive.EventsAfter(mark, MostEvents);
            foreach (StoredEvent stored in tail.Events) _facts.Take(stored);
            // What came since is the next look's: in a flood there would be more for ever, and nobody would be told of it.
            bool isLater = tail.Events.Count > 0 && tail.Events[^1].ReceivedAt > began;
            isMore = tail.Next != mark && !isLater;
            mark = tail.Next;
        }
        IReadOnlyList<ModuleView> modules = _archive.Modules();
        AlertInput input = Input(modules);
        List<AlertChange> told;
        lock (_lock) told = Store(input, mark, before);
        _mark = mark;
        _facts.EndRound(input.Now);
        foreach (AlertChange change in told) _listener.Told(change.Alert, isOver: change.What == AlertTurn.Cleared);
    }

    private AlertInput Input(IReadOnlyList<ModuleView> modules) => new()
    {
        Now = Now,
        Modules = modules,
        Presence = new FleetPresence(modules, Now, _startedAt),
        Findings = _archive.Findings(),
        Gaps = [.. modules.Where(module => module.Missing > 0).SelectMany(module => _archive.Gaps(module.Site, module.Name))],
        Status = _archive.Status(),
        Latches = _facts.Latches,
        Occurrences = _facts.Occurrences,
        KnownPolicies = _knownPolicies(),
        BrokerTrouble = BrokerTrouble(),
        LostNotifications = With(file => file.Notices.Lost()) ?? [],
        IsOn = (kind, site, module) => _book.IsOn(kind, site, module),
    };

    // One transaction; the lock is held.
    private List<AlertChange> Store(AlertInput input, EventMark mark, EventMark before)
    {
        var told = new List<AlertChange>();
        AlertFile file = _file ?? throw new IOException(_trouble);
        file.Begin();
        foreach (AlertRule rule in AlertRules.All)
        {
            foreach (AlertChange change in _book.Step(rule, rule.Condition(input), input.Now).ToList()) Store(change, told, input.Now);
        }
        foreach (Alert alert in _book.Alerts.Where(alert => alert.ShelvedUntil > 0 && !alert.IsShelved(input.Now)).ToList())
        {
            Store(Unshelve(alert, input.Now), told, input.Now);
        }
        if (mark != before)
        {
            file.Save(mark);
            file.Save(_facts.Latches);
        }
        foreach ((string way, long count) in input.LostNotifications) file.Notices.TellLost(way, count);
        Store(file.Notices, told);
        file.Commit();
        return told;
    }

    // With the alerts that they are about: after a kill neither is there without the other.
    private void Store(NoticeTable table, List<AlertChange> told)
    {
        (string Way, AlertNotice Notice)[] notices =
            [.. told.SelectMany(change => _listener.NoticesOf(change.Alert, change.What == AlertTurn.Cleared))];
        foreach ((string way, AlertNotice notice) in notices) table.Add(way, notice);
        foreach (string way in notices.Select(notice => notice.Way).Distinct()) table.DropMoreThan(way, NotificationQueue.Room);
    }

    private void Store(AlertChange change, List<AlertChange> told, long now)
    {
        if (change.What == AlertTurn.Dropped)
        {
            _file!.Delete(change.Alert.Id);
            _book.Drop(change.Alert.Key);
            return;
        }
        Alert saved = _file!.Save(change.Alert);
        _book.Put(saved);
        if (change.What == AlertTurn.None) return;
        _file.Note(saved.Id, new AlertNote(now, change.What == AlertTurn.Raised ? "raised" : "over", "", saved.Detail));
        if (!saved.IsShelved(now)) told.Add(change with { Alert = saved });
    }

    private static AlertChange Unshelve(Alert alert, long now)
    {
        bool isRaised = alert.IsOn && !alert.IsAcknowledged;
        Alert back = alert with { ShelvedUntil = 0, RaisedAt = isRaised ? now : alert.RaisedAt };
        return new AlertChange(back, isRaised ? AlertTurn.Raised : AlertTurn.None);
    }

    private int Act(IEnumerable<long> ids, Func<Alert, (Alert, AlertNote)?> act)
    {
        lock (_lock)
        {
            if (_file == null) throw new IOException(_trouble);
            try
            {
                return Act(_file, ids, act);
            }
            catch (SqliteException e)
            {
                Close(e);
                throw;
            }
        }
    }

    private int Act(AlertFile file, IEnumerable<long> ids, Func<Alert, (Alert, AlertNote)?> act)
    {
        int count = 0;
        file.Begin();
        foreach (long id in ids.Distinct())
        {
            if (_book.Find(id) is not { } alert || act(alert) is not ({ } acted, { } note)) continue;
            _book.Put(file.Save(acted));
            file.Note(id, note);
            count++;
        }
        file.Commit();
        return count;
    }
}
