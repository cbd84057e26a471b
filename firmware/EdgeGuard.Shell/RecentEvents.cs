using EdgeGuard.Core.Events;
using EdgeGuard.Core.Ports;

namespace EdgeGuard.Shell;

/// <summary>Keeps the last events for the console, on their way to the journal: a ring, in which the oldest make room. Any thread; adding
/// allocates nothing.</summary>
/// <remarks>Not the record of what happened: that is the journal's. Equal events in a row are counted as one.</remarks>
public sealed class RecentEvents : IEventSink
{
    /// <summary>Events kept.</summary>
    public const int Size = 200;

    private readonly IEventSink _next;
    private readonly IClock _clock;
    private readonly long _startedAt;
    private readonly object _lock = new object();

    // Under the lock:
    private readonly EventRecord[] _records = new EventRecord[Size];
    private readonly Peer?[] _peers = new Peer?[Size];
    private readonly EventRecord _new = new EventRecord();
    private long _count;

    /// <param name="next">Where events go: the journal.</param>
    /// <param name="clock">Stamps them.</param>
    public RecentEvents(IEventSink next, IClock clock)
    {
        _next = next;
        _clock = clock;
        _startedAt = clock.Now;
        for (int i = 0; i < Size; i++) _records[i] = new EventRecord();
    }

    /// <summary>How many there were since the start; the number of the newest.</summary>
    public long Count
    {
        get
        {
            lock (_lock) return _count;
        }
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
            if (!IsRepeated(e.Peer)) Keep(e.Peer);
        }
        _next.Add(e);
    }

    /// <summary>Event number <paramref name="number"/>, from 1, as a line; null when it is not kept any more, or has not come yet.</summary>
    public string? Line(long number)
    {
        lock (_lock)
        {
            if (number < 1 || number > _count || number <= _count - Size) return null;
            int at = (int)(number % Size);
            return EventText.Line(_records[at], _peers[at]);
        }
    }

    private void Keep(Peer? peer)
    {
        _count++;
        int at = (int)(_count % Size);
        _records[at].CopyFrom(_new);
        _records[at].Repeats = 1;
        _peers[at] = peer;
    }

    private bool IsRepeated(Peer? peer)
    {
        if (_count == 0 || !EventCodeText.IsAboutRequest(_new.Code)) return false;
        int at = (int)(_count % Size);
        EventRecord last = _records[at];
        bool isSame = last.Code == _new.Code && last.Function == _new.Function && last.Unit == _new.Unit && last.Address == _new.Address
            && last.Quantity == _new.Quantity && last.Reason == _new.Reason && last.Rule == _new.Rule && last.OffendingValue == _new.OffendingValue
            && PeerIdentity.Same(_peers[at], peer) && last.Repeats < int.MaxValue;
        if (isSame) last.Repeats++;
        return isSame;
    }
}
