namespace EdgeGuard.Core;

/// <summary>Keeps the last events for the console, on their way to the journal. Any thread; adding allocates nothing.</summary>
/// <remarks>Not the record of what happened: that is the journal's. Refusals and changes have rings of their own, so that a client which
/// connects again for each poll cannot push them out.</remarks>
public sealed class RecentEvents : IEventSink
{
    /// <summary>Events kept, of all.</summary>
    public const int Size = 200;

    /// <summary>Events kept of refusals, and of changes.</summary>
    public const int SizeOfEach = 100;

    private readonly IEventSink _next;
    private readonly IClock _clock;
    private readonly long _startedAt;
    private readonly object _lock = new object();

    // Under the lock; by EventChoice:
    private readonly EventRing[] _rings = new EventRing[] { new EventRing(Size), new EventRing(SizeOfEach), new EventRing(SizeOfEach) };
    private readonly EventRecord _new = new EventRecord();

    /// <param name="next">Where events go: the journal.</param>
    /// <param name="clock">Stamps them.</param>
    public RecentEvents(IEventSink next, IClock clock)
    {
        _next = next;
        _clock = clock;
        _startedAt = clock.Now;
    }

    /// <summary>How many there were since the start; the number of the newest.</summary>
    public long Count(EventChoice choice)
    {
        lock (_lock) return _rings[(int)choice].Count;
    }

    /// <inheritdoc/>
    public void Add(Event e)
    {
        lock (_lock)
        {
            _new.Take(e);
            _new.Utc = _clock.Utc;
            _new.Trust = _clock.Trust;
            _new.Uptime = _clock.Now - _startedAt;
            _rings[(int)EventChoice.All].Add(_new, e.Peer);
            EventChoice own = ChoiceOf(e.Code);
            if (own != EventChoice.All) _rings[(int)own].Add(_new, e.Peer);
        }
        _next.Add(e);
    }

    /// <summary>Event number <paramref name="number"/> of a choice, from 1, as a line; null when it is not kept any more, or has not come
    /// yet.</summary>
    public string? Line(EventChoice choice, long number)
    {
        lock (_lock) return _rings[(int)choice].Line(number);
    }

    private static EventChoice ChoiceOf(EventCode code)
    {
        if (EventTable.IsRefusal(code)) return EventChoice.Refused;
        return EventTable.ClassOf(code) == EventClass.Change ? EventChoice.Changes : EventChoice.All;
    }
}
