namespace EdgeGuard.Core;

/// <summary>Where the guard's events go: stamped, coalesced, kept until acknowledged. Any thread.</summary>
/// <remarks>
/// One lock, held for copying 64 bytes at a time and never during I/O. <see cref="Add"/> allocates nothing. Begins with a loss
/// record, unless it is known that an earlier run left nothing unsent or that all of it is stored.
/// </remarks>
public sealed class EventJournal : IEventSink
{
    /// <summary>Kinds of refusals counted at once; see <see cref="EventCoalescer"/>.</summary>
    public const int CoalescingWindows = 32;

    private readonly IClock _clock;
    private readonly Counters _counters;
    private readonly ISignal _arrived;
    private readonly long _startedAt;

    private readonly object _lock = new object();

    // Under the lock:
    private readonly EventSpool _spool;
    private readonly EventCoalescer _coalescer;
    private readonly EventRecord _record = new EventRecord();
    private long _lostCounted;

    /// <param name="clock">Stamps the events; its monotonic time now is uptime 0.</param>
    /// <param name="counters">Where raised, coalesced, lost and acknowledged events are counted.</param>
    /// <param name="records">How many records are kept for the uplink, at least 8; 64 bytes each.</param>
    /// <param name="isComplete">Whether all events of the run before were sent, or are stored.</param>
    /// <param name="torn">Bytes of stored events that a power cut made unreadable.</param>
    public EventJournal(IClock clock, Counters counters, int records, bool isComplete = false, int torn = 0)
    {
        _clock = clock;
        _counters = counters;
        _arrived = clock.CreateSignal();
        _startedAt = clock.Now;
        _spool = new EventSpool(records);
        _coalescer = new EventCoalescer(_spool, CoalescingWindows);
        if (!isComplete) Add(new Event { Code = EventCode.EventsLost, A = -1, B = torn });
    }

    /// <inheritdoc/>
    public void Add(Event e)
    {
        bool counted;
        lock (_lock)
        {
            long now = _clock.Now;
            _record.Take(e);
            _record.Utc = _clock.Utc;
            _record.Trust = _clock.Trust;
            _record.Uptime = now - _startedAt;
            counted = _coalescer.Add(_record, e.Peer, now);
            CountLosses();
        }

        _counters.Add(Counter.EventsRaised);
        if (counted) _counters.Add(Counter.EventsCoalesced);
        else _arrived.Set();
    }

    /// <summary>Waits for events, or until a time. One thread: the reporter's.</summary>
    public void Wait(long until)
    {
        _arrived.Wait(until);
    }

    /// <summary>Wakes <see cref="Wait"/>.</summary>
    public void Wake()
    {
        _arrived.Set();
    }

    /// <summary>Ends the coalescing that is due. Returns when to come back; long.MaxValue when nothing waits.</summary>
    public long Step(long now)
    {
        lock (_lock)
        {
            long next = _coalescer.Step(now);
            CountLosses();
            return next;
        }
    }

    /// <summary>Ends all coalescing: for a stop.</summary>
    public void Flush()
    {
        lock (_lock)
        {
            _coalescer.Flush();
            CountLosses();
        }
    }

    /// <summary>Copies records with sequences above <paramref name="after"/>,
    /// oldest first, with their peers; as <see cref="EventSpool.Read"/>.</summary>
    public int Read(long after, byte[] records, Peer?[] peers)
    {
        lock (_lock) return _spool.Read(after, records, peers);
    }

    /// <summary>Frees what the other side has; as <see cref="EventSpool.Acknowledge"/>.</summary>
    public void Acknowledge(long sequence)
    {
        int freed;
        lock (_lock) freed = _spool.Acknowledge(sequence);
        CountAcknowledged(freed);
    }

    /// <summary>Frees what the store has: it is not acknowledged yet.</summary>
    public void Release(long sequence)
    {
        lock (_lock) _spool.Acknowledge(sequence);
    }

    /// <summary>Counts events that were sent.</summary>
    public void CountAcknowledged(int events)
    {
        _counters.Add(Counter.EventsAcknowledged, events);
    }

    /// <summary>Counts events that the broker had nobody to give to.</summary>
    public void CountUnheard(int events)
    {
        _counters.Add(Counter.EventsUnheard, events);
    }

    /// <summary>Counts events as lost that the broker takes in no size, and tells of it.</summary>
    public void GiveUp(int events)
    {
        _counters.Add(Counter.EventsLost, events);
        Add(new Event { Code = EventCode.EventsTooLarge, A = events });
    }

    /// <summary>Sequence of the last event so far; 0 before the first.</summary>
    public long Last
    {
        get
        {
            lock (_lock) return _spool.NextSequence - 1;
        }
    }

    private void CountLosses()
    {
        while (_lostCounted < _spool.Lost)
        {
            _lostCounted++;
            _counters.Add(Counter.EventsLost);
        }
    }
}
