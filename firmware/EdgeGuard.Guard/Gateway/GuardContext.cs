using EdgeGuard.Core;
using EdgeGuard.Traffic;

namespace EdgeGuard.Guard;

/// <summary>What the parts of a gateway and its sessions share. Its members are thread-safe.</summary>
internal sealed class GuardContext
{
    internal GuardContext(ConfigurationSlot slot, PlcPorts lines, IClock clock, IEventSink events, Counters counters, Trace trace)
    {
        Slot = slot;
        Lines = lines;
        Clock = clock;
        Events = events;
        Counters = counters;
        Trace = trace;
    }

    internal ConfigurationSlot Slot { get; }

    internal PlcPorts Lines { get; }

    internal IClock Clock { get; }

    internal IEventSink Events { get; }

    internal Counters Counters { get; }

    internal Trace Trace { get; }

    /// <summary>What serves sessions without a thread of their own; none: each has one. Set before the first session.</summary>
    internal SessionLoop[] Loops { get; set; } = new SessionLoop[0];

    /// <summary>The loop that a session over this link is for: the one with the fewest. Null: it needs a thread of its own.</summary>
    internal SessionLoop? LoopFor(IUpstreamLink link)
    {
        if (Loops.Length == 0 || !(link is IPolledLink)) return null;
        SessionLoop loop = Loops[0];
        for (int i = 1; i < Loops.Length; i++)
        {
            if (Loops[i].Sessions < loop.Sessions) loop = Loops[i];
        }
        return loop;
    }

    /// <summary>Records who asks what; null: nobody does. Set before the first session.</summary>
    internal TrafficTable? Traffic { get; set; }

    /// <summary>A source of events for one more thread.</summary>
    /// <param name="session">The thread's session; 0 for none.</param>
    /// <param name="peer">Its client, or the person for whom it works; null for nobody.</param>
    internal EventSource CreateEventSource(int session, Peer? peer)
    {
        return new EventSource(Events, Counters, new TraceSource(Trace, Clock, session, peer));
    }
}
