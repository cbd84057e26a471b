using EdgeGuard.Core;
using EdgeGuard.Guard;
using EdgeGuard.Settings;
using EdgeGuard.Store;
using EdgeGuard.Traffic;

namespace EdgeGuard.Module;

/// <summary>What lasts from one restart to the next, whatever a new configuration restarts: time, counters, traces, events, and the name
/// of their stream.</summary>
public sealed class ModuleRun
{
    /// <summary>Milliseconds that sessions, a console or the last report may take to end.</summary>
    public const int StopMs = 5_000;

    /// <param name="parts">What it runs on.</param>
    /// <param name="store">The store, for several threads.</param>
    /// <param name="records">The same.</param>
    /// <param name="settings">What is stored; null: nothing.</param>
    public ModuleRun(IModuleParts parts, IStore store, RecordStore records, ModuleSettings? settings)
    {
        Clock = parts.Clock;
        Heartbeats = new Heartbeats(parts.MostWorkers);
        int spool = parts.SpoolOf(settings);
        Stored = new StoredEvents(store, records, parts.Hmac, parts.Random, Clock, Counters, spool, parts.BatchBytes);
        Events = new RecentEvents(Stored.Journal, Clock);
        Expiries = new ExpiryWatch(Events);
        RestartCause before = RestartCause.Before(store, Stored.Boot);
        // Where nothing tells a power cut from being stopped as asked, only what was said is reported.
        StartedBecause = parts.KnowsPowerCuts || before.Reason != RestartReason.Power ? before.Words : "";
        if (StartedBecause.Length > 0) Events.Add(before.ToEvent());
        int rows = parts.TrafficRowsOf(settings);
        if (rows == 0) return;
        Traffic = new TrafficTable(rows, Clock.Now);
        TrafficReports = new TrafficReports(Traffic, Clock, parts.BatchBytes);
    }

    public IClock Clock { get; }

    /// <summary>Where its threads say that they are alive.</summary>
    public Heartbeats Heartbeats { get; }

    /// <summary>Takes an exception that nothing expects on the reporter's thread; set before a guard begins. Null: it goes on.</summary>
    public FaultReport? Faulted { get; set; }

    /// <summary>Why the run began, as the last one left it; empty where nobody knows.</summary>
    public string StartedBecause { get; }

    public Counters Counters { get; } = new Counters();

    /// <summary>What the guard tells whoever traces.</summary>
    public Trace Trace { get; } = new Trace();

    /// <summary>Who asks what, in the clock's milliseconds; null: it is not recorded.</summary>
    public TrafficTable? Traffic { get; }

    /// <summary>What is reported of it; null likewise.</summary>
    public TrafficReports? TrafficReports { get; }

    /// <summary>Where the reporter takes events from, and what is kept of them over a restart.</summary>
    public StoredEvents Stored { get; }

    /// <summary>Where everybody puts them.</summary>
    public RecentEvents Events { get; }

    /// <summary>The alarm before certificates and lists run out.</summary>
    public ExpiryWatch Expiries { get; }

    /// <summary>Raises what alarms are due; call it every second or so.</summary>
    public void StepExpiries()
    {
        Expiries.Step(Clock.Utc, Clock.Trust);
    }
}
