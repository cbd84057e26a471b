using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Linq;
using System.Threading;
using EdgeGuard.Core;
using EdgeGuard.Telemetry;

namespace EdgeGuard.Cli;

/// <summary>The module's events as they reach the broker. Any thread.</summary>
internal sealed class DemoEvents
{
    private readonly object _gate = new();
    private readonly EventFollower _follower = new();
    private readonly List<FollowedEvent> _seen = [];

    /// <summary>Told of each new event.</summary>
    internal event Action<FollowedEvent>? Arrived;

    /// <summary>How many came so far: where to look from for the next.</summary>
    internal int Count
    {
        get { lock (_gate) return _seen.Count; }
    }

    /// <summary>How many refusals came so far.</summary>
    internal long Refusals
    {
        get { lock (_gate) return _seen.Where(seen => EventTable.IsRefusal(seen.Record.Code)).Sum(seen => (long)seen.Record.Repeats); }
    }

    /// <summary>Takes a message that reached the broker.</summary>
    internal void Take(string topic, byte[] payload)
    {
        if (ModuleTopic.Parse(topic) is not { Level: "events" }) return;
        IReadOnlyList<FollowedEvent> events;
        lock (_gate)
        {
            events = _follower.Take(topic, payload, out _);
            _seen.AddRange(events);
            Monitor.PulseAll(_gate);
        }
        foreach (FollowedEvent followed in events) Arrived?.Invoke(followed);
    }

    /// <summary>The first event from number <paramref name="from"/> on that fits, or null when none comes in time.</summary>
    internal FollowedEvent? WaitFor(int from, Func<FollowedEvent, bool> fits, TimeSpan patience)
    {
        var watch = Stopwatch.StartNew();
        lock (_gate)
        {
            while (true)
            {
                for (; from < _seen.Count; from++)
                {
                    if (fits(_seen[from])) return _seen[from];
                }
                TimeSpan left = patience - watch.Elapsed;
                if (left <= TimeSpan.Zero) return null;
                Monitor.Wait(_gate, left);
            }
        }
    }
}
