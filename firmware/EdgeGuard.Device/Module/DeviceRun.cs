using EdgeGuard.Core;
using EdgeGuard.Guard;
using EdgeGuard.Settings;
using EdgeGuard.Store;

namespace EdgeGuard.Device;

/// <summary>What lasts from one restart to the next, whatever a new configuration begins anew: counters, events, and the name of their stream.</summary>
internal sealed class DeviceRun
{
    // Enough for a commissioning; nobody fetches them before there is a broker.
    private const int UnconfiguredSpool = 1024;

    // More than the sockets of a board can keep busy.
    private const int MostWorkers = 64;

    /// <param name="clock">The module's.</param>
    /// <param name="spool">Events kept while the broker is away.</param>
    /// <param name="parts">What it runs on.</param>
    /// <param name="store">The store, for several threads.</param>
    /// <param name="records">The same.</param>
    internal DeviceRun(IClock clock, int spool, IDeviceParts parts, IStore store, RecordStore records)
    {
        Stored = new StoredEvents(store, records, parts.Hmac, parts.Random, clock, Counters, spool, MqttUplink.BatchBytes);
        Events = new RecentEvents(Stored.Journal, clock);
        RestartCause before = RestartCause.Before(store, Stored.Boot);
        StartedBecause = before.Words;
        Events.Add(before.ToEvent());
    }

    /// <summary>Where its threads say that they are alive.</summary>
    internal Heartbeats Heartbeats { get; } = new Heartbeats(MostWorkers);

    /// <summary>Why the run began, as the last one left it.</summary>
    internal string StartedBecause { get; }

    internal Counters Counters { get; } = new Counters();

    /// <summary>What the guard tells whoever traces.</summary>
    internal Trace Trace { get; } = new Trace();

    /// <summary>Where the reporter takes events from, and what is kept of them over a restart.</summary>
    internal StoredEvents Stored { get; }

    /// <summary>Where everybody puts them.</summary>
    internal RecentEvents Events { get; }

    /// <summary>How many events are kept, by what is stored: from the next start on where that changes.</summary>
    internal static int SpoolOf(ModuleSettings? settings)
    {
        return settings == null ? UnconfiguredSpool : MemoryBudget.EventsOf(settings);
    }
}
