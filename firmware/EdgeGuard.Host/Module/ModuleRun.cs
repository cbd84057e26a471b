using System.Security.Cryptography;
using EdgeGuard.Core;
using EdgeGuard.Guard;
using EdgeGuard.Settings;
using EdgeGuard.Store;

namespace EdgeGuard.Host;

/// <summary>What lasts for one run of the program, whatever a new configuration begins anew: time, counters, events, traces, and the name of the events' stream.</summary>
public sealed class ModuleRun
{
    private readonly byte[] _stream = RandomNumberGenerator.GetBytes(EventBatchFormat.StreamSize);

    /// <param name="clock">The run's clock.</param>
    /// <param name="counters">The run's counters.</param>
    /// <param name="stored">The events of a module with a store.</param>
    /// <param name="events">Where everybody puts them: the journal, or something before it.</param>
    public ModuleRun(SystemClock clock, Counters counters, StoredEvents stored, IEventSink events)
    {
        Clock = clock;
        Counters = counters;
        Stored = stored;
        Journal = stored.Journal;
        Forwarder = stored.Forwarder;
        Events = events;
        Expiries = new ExpiryWatch(events);
    }

    private ModuleRun(SystemClock clock, Counters counters, EventJournal journal)
    {
        Clock = clock;
        Counters = counters;
        Journal = journal;
        Forwarder = new EventForwarder(journal, _stream, 0);
        Events = journal;
        Expiries = new ExpiryWatch(journal);
        IsOneModule = true;
    }

    public SystemClock Clock { get; }

    public Counters Counters { get; }

    /// <summary>What the guard tells whoever traces.</summary>
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
    public RestartCause? Before { get; init; }

    /// <summary>Takes events from the journal to the broker, over one configuration after the other.</summary>
    public EventForwarder Forwarder { get; }

    /// <summary>The events as they are kept over a restart; null for a module that keeps nothing.</summary>
    public StoredEvents? Stored { get; }

    /// <summary>Name of the stream of events: another one for each run, until commissioning gives it a lasting one.</summary>
    public byte[] Stream => Stored?.Stream ?? _stream;

    /// <summary>Number of this start; 0 where nothing counts them.</summary>
    public int Boot => Stored?.Boot ?? 0;

    /// <summary>Whether the module itself tells of its start and stop: it does where it lasts as long as the run.</summary>
    public bool IsOneModule { get; }

    /// <summary>Raises what alarms are due; call it every second or so.</summary>
    public void StepExpiries() => Expiries.Step(Clock.Utc, Clock.Trust);

    /// <summary>A run of a module that keeps nothing.</summary>
    public static ModuleRun WithoutStore(ModuleSettings settings)
    {
        var clock = new SystemClock();
        var counters = new Counters();
        return new ModuleRun(clock, counters, new EventJournal(clock, counters, settings.Number(SettingKeys.EventsSpool)));
    }
}
