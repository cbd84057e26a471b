using System;
using System.Collections.Generic;
using System.Globalization;
using EdgeGuard.Core;
using EdgeGuard.Telemetry;

namespace EdgeGuard.Cli;

/// <summary>Makes of batches, as they arrive, each event once: drops what
/// came before, and notices what never came. Not thread-safe.</summary>
public sealed class EventFollower
{
    private readonly Dictionary<string, long> _last = [];

    /// <summary>Takes a message on a module's <c>events</c> topic.</summary>
    /// <param name="topic">The topic it came on.</param>
    /// <param name="payload">The batch.</param>
    /// <param name="problem">Why it is no batch; empty when it is one.</param>
    /// <returns>The events not seen before, in order.</returns>
    public IReadOnlyList<FollowedEvent> Take(string topic, byte[] payload, out string problem)
    {
        problem = "";
        if (ModuleTopic.Parse(topic) is not { Level: "events" } from)
        {
            problem = $"{PeerText.Clean(topic)}: not a topic of events";
            return [];
        }

        EventBatch? batch = EventBatch.Decode(payload, 0, payload.Length, out EventBatchFault fault);
        if (batch == null)
        {
            problem = $"{from.Site}/{from.Module}: {payload.Length} bytes that are no batch of events ({fault})";
            return [];
        }

        return New(from.Site, from.Module, batch);
    }

    private List<FollowedEvent> New(string site, string module, EventBatch batch)
    {
        // The module is part of the key: one that copies another's stream must not silence it.
        // Sequences begin again at every start, and the stream of a commissioned module does not.
        string stream = string.Create(CultureInfo.InvariantCulture, $"{site}/{module}/{EventText.Hex(batch.Stream)}/{batch.Boot}");
        bool isKnown = _last.TryGetValue(stream, out long last);
        var events = new List<FollowedEvent>();
        foreach (EventRecord record in batch.Records)
        {
            if (isKnown && record.Sequence <= last) continue;
            // What came before the first batch seen is not missing: nobody was looking.
            long missing = isKnown ? record.Sequence - last - 1 - Told(record) : 0;
            events.Add(new FollowedEvent(site, module, batch, record, Math.Max(missing, 0)));
            last = record.Sequence;
            isKnown = true;
        }

        _last[stream] = last;
        return events;
    }

    // A loss record stands for itself and those before it.
    private static long Told(EventRecord record) => record.Code == EventCode.EventsLost && record.A > 0 ? record.A - 1L : 0;
}
