using System;
using System.Collections.Generic;
using System.Linq;
using EdgeGuard.Core;

namespace EdgeGuard.Testing;

/// <summary>Keeps a copy of every event, in order.</summary>
public sealed class RecordingEventSink : IEventSink
{
    private readonly object _gate = new();
    private readonly List<RecordedEvent> _events = [];

    public IReadOnlyList<RecordedEvent> All
    {
        get
        {
            lock (_gate) return _events.ToArray();
        }
    }

    public void Add(Event e)
    {
        var copy = new RecordedEvent(
            e.Code, e.Peer, e.Unit, e.Function, e.SubFunction, e.Reason, e.Rule, e.Generation, e.Address, e.Quantity,
            e.OffendingAddress, e.OffendingValue, e.A, e.B);
        lock (_gate) _events.Add(copy);
    }

    public int Count(EventCode code)
    {
        return All.Count(e => e.Code == code);
    }

    /// <summary>The one event of this code; fails where there is none or more than one.</summary>
    public RecordedEvent Only(EventCode code)
    {
        RecordedEvent[] found = All.Where(e => e.Code == code).ToArray();
        if (found.Length == 1) return found[0];
        throw new InvalidOperationException(
            $"{found.Length} events {code}, not one; there are: {string.Join(", ", All.Select(e => e.Code))}");
    }
}
