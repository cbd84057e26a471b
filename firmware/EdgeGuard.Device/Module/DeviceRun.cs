using EdgeGuard.Core.Events;
using EdgeGuard.Core.Guard.Tracing;
using EdgeGuard.Core.Ports;
using EdgeGuard.Core.Reports;
using EdgeGuard.Core.Settings;
using EdgeGuard.Core.Store.Identity;
using EdgeGuard.Core.Supervision;
using EdgeGuard.Shell;

namespace EdgeGuard.Device.Module;

/// <summary>What lasts from one restart to the next, whatever a new configuration begins anew: counters, events, and the name of their stream.</summary>
internal sealed class DeviceRun
{
    // Enough for a commissioning; nobody fetches them before there is a broker.
    private const int UnconfiguredSpool = 1024;

    // More than the sockets of a board can keep busy.
    private const int MostWorkers = 64;

    /// <param name="clock">The module's.</param>
    /// <param name="spool">Events kept while the broker is away.</param>
    /// <param name="identity">Of this run.</param>
    /// <param name="before">What the last run left.</param>
    internal DeviceRun(IClock clock, int spool, RunIdentity identity, LastWords before)
    {
        StartedBecause = before.Words;
        Journal = new EventJournal(clock, Counters, spool);
        Events = new RecentEvents(Journal, clock);
        Identity = identity;
        Events.Add(before.ToEvent());
    }

    /// <summary>Where its threads say that they are alive.</summary>
    internal Heartbeats Heartbeats { get; } = new Heartbeats(MostWorkers);

    /// <summary>Why the run began, as the last one left it.</summary>
    internal string StartedBecause { get; }

    internal Counters Counters { get; } = new Counters();

    /// <summary>What the guard tells whoever traces.</summary>
    internal Trace Trace { get; } = new Trace();

    /// <summary>Where the reporter takes events from.</summary>
    internal EventJournal Journal { get; }

    /// <summary>Where everybody puts them.</summary>
    internal RecentEvents Events { get; }

    internal RunIdentity Identity { get; }

    /// <summary>How many events are kept, by what is stored: from the next start on where that changes.</summary>
    internal static int SpoolOf(ModuleSettings? settings)
    {
        return settings == null ? UnconfiguredSpool : MemoryBudget.EventsOf(settings);
    }
}
