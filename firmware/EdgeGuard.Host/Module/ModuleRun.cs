using System.Security.Cryptography;
using EdgeGuard.Core.Access;
using EdgeGuard.Core.Events;
using EdgeGuard.Core.Guard.Tracing;
using EdgeGuard.Core.Reports;
using EdgeGuard.Core.Settings;
using EdgeGuard.Core.Supervision;
using EdgeGuard.Host.Net;

namespace EdgeGuard.Host.Module;

/// <summary>What lasts for one run of the program, whatever a new configuration begins anew: time, counters, events, traces, and the name of the events' stream.</summary>
public sealed class ModuleRun
{
    /// <param name="clock">The run's clock.</param>
    /// <param name="counters">The run's counters.</param>
    /// <param name="journal">Where the reporter takes events from.</param>
    /// <param name="events">Where everybody puts them: the journal, or something before it.</param>
    public ModuleRun(SystemClock clock, Counters counters, EventJournal journal, IEventSink events)
    {
        Clock = clock;
        Counters = counters;
        Journal = journal;
        Events = events;
        Expiries = new ExpiryWatch(events);
    }

    public SystemClock Clock { get; }

    public Counters Counters { get; }

    /// <summary>Who traces at a console, whatever module is at work.</summary>
    public Trace Trace { get; } = new();

    public EventJournal Journal { get; }

    public IEventSink Events { get; }

    /// <summary>The alarm before certificates and lists run out.</summary>
    public ExpiryWatch Expiries { get; }

    /// <summary>Where its threads say that they are alive: sessions, listeners, consoles.</summary>
    public Heartbeats Heartbeats { get; } = new(512);

    /// <summary>Why the run began, as the last one left it; empty where nobody knows.</summary>
    public string StartedBecause => Before is { Reason: not RestartReason.Power } ? Before.Words : "";

    /// <summary>What the last run left; null where nothing is kept.</summary>
    public LastWords? Before { get; init; }

    /// <summary>Name of the stream of events.</summary>
    public byte[] Stream { get; init; } = RandomNumberGenerator.GetBytes(EventBatchFormat.StreamSize);

    /// <summary>Number of this start; 0 where nothing counts them.</summary>
    public int Boot { get; init; }

    /// <summary>The chain of MACs over batches of events; null before commissioning.</summary>
    public BatchSeal? Seal { get; init; }

    /// <summary>Whether the module itself tells of its start and stop: it does where it lasts as long as the run.</summary>
    public bool IsOneModule { get; init; }

    /// <summary>Raises what alarms are due; call it every second or so.</summary>
    public void StepExpiries() => Expiries.Step(Clock.Utc, Clock.Trust);

    /// <summary>A run of a module that keeps nothing.</summary>
    public static ModuleRun WithoutStore(ModuleSettings settings)
    {
        var clock = new SystemClock();
        var counters = new Counters();
        var journal = new EventJournal(clock, counters, settings.Number(SettingKeys.EventsSpool));
        return new ModuleRun(clock, counters, journal, journal) { IsOneModule = true };
    }
}
