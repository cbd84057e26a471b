using EdgeGuard.Core.Events;
using EdgeGuard.Core.Ports;
using EdgeGuard.Core.Reports;

namespace EdgeGuard.Core.Guard;

/// <summary>What every session of a gateway shares. Immutable; its members are thread-safe.</summary>
internal sealed class GuardContext
{
    internal GuardContext(ConfigurationSlot slot, PlcLines lines, IClock clock, IEventSink events, Counters counters)
    {
        Slot = slot;
        Lines = lines;
        Clock = clock;
        Events = events;
        Counters = counters;
    }

    internal ConfigurationSlot Slot { get; }

    internal PlcLines Lines { get; }

    internal IClock Clock { get; }

    internal IEventSink Events { get; }

    internal Counters Counters { get; }

    /// <summary>A source of events for one more thread.</summary>
    internal EventSource CreateEventSource()
    {
        return new EventSource(Events, Counters);
    }
}
