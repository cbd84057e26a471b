namespace EdgeGuard.Core;

/// <summary>Lets the first of equal events through at once and counts the others,
/// so that what repeats is a record now and then and not one each time.</summary>
/// <remarks>
/// Equal: code, peer, unit, function, sub-function, reason, rule, address, quantity and <see cref="EventTraits.Kind"/>. Those counted
/// become one record, with the last one's time and details and <see cref="EventRecord.Repeats"/>: after a second, then after two, four and
/// so on up to a quarter of an hour, as long as more come. Of refusals (<see cref="EventTable.IsRefusal"/>), which a person waits for who
/// tries again, windows stay at a minute for the first hour. Where none came the next goes out at once again; after a quarter of an hour
/// without any all is forgotten. Comings and goings (<see cref="EventClass.Passing"/>) of many are put together too: beyond so many records
/// of a hundred of codes, those of a code are counted whoever and whatever they are about; such a record has the last one's details, and a
/// peer only if all were of one. A client with a certificate that comes for the first time in a while is always named.
/// When more kinds arrive than there are windows, the oldest window ends early: a shorter count, never a lost one. Either class has windows
/// of its own. Pure, not thread-safe, allocates nothing after the constructor.
/// </remarks>
public sealed class EventCoalescer
{
    /// <summary>How long equals are counted at first.</summary>
    public const int WindowMs = 1000;

    /// <summary>How long at last.</summary>
    public const int LongestWindowMs = 15 * 60_000;

    /// <summary>How long refusals are counted at most while somebody may be trying...</summary>
    public const int TryingWindowMs = 60_000;

    /// <summary>... which is so long from the first on: who goes on for
    /// longer is a program, and a day of it may not fill the spool.</summary>
    public const int TryingMs = 60 * 60_000;

    /// <summary>So many records of comings and goings of one hundred of codes go out one by one...</summary>
    public const int PassingAtOnce = 16;

    /// <summary>... and one more after each of so many milliseconds.</summary>
    public const int PassingEveryMs = 15_000;

    private readonly EventSpool _spool;
    private readonly int _windows;
    private readonly EventRecord[] _last;
    private readonly Peer?[] _peers;
    private readonly bool[] _open;
    private readonly bool[] _quiet;
    private readonly bool[] _mixed;
    private readonly int[] _lengths;
    private readonly long[] _began;
    private readonly long[] _ends;
    private readonly int[] _counted;
    private readonly PassingBudget _budget = new PassingBudget();

    /// <param name="spool">Where records go.</param>
    /// <param name="windows">How many kinds of either class are counted at once, at least 1.</param>
    public EventCoalescer(EventSpool spool, int windows)
    {
        _spool = spool;
        _windows = windows;
        int all = 2 * windows;
        _last = new EventRecord[all];
        for (int i = 0; i < all; i++) _last[i] = new EventRecord();
        _peers = new Peer?[all];
        _open = new bool[all];
        _quiet = new bool[all];
        _mixed = new bool[all];
        _lengths = new int[all];
        _began = new long[all];
        _ends = new long[all];
        _counted = new int[all];
    }

    /// <summary>Takes a record. True: it was counted with its equals; false: it went to the spool.</summary>
    public bool Add(EventRecord record, Peer? peer, long now)
    {
        Step(now);
        if (EventTraits.Coalesces(record.Code) && IsCounted(record, peer, now)) return true;
        _spool.Add(record, peer);
        return false;
    }

    /// <summary>Ends what is due. Returns when to come back; long.MaxValue when nothing waits.</summary>
    public long Step(long now)
    {
        long next = long.MaxValue;
        for (int i = 0; i < _open.Length; i++)
        {
            while (_open[i] && _ends[i] <= now) End(i);
            if (_open[i] && !_quiet[i] && _ends[i] < next) next = _ends[i];
        }

        return next;
    }

    /// <summary>Ends every window now: for a stop.</summary>
    public void Flush()
    {
        for (int i = 0; i < _open.Length; i++)
        {
            if (_open[i]) Close(i);
        }
    }

    // False: it is reported at once, and what follows is counted.
    private bool IsCounted(EventRecord record, Peer? peer, long now)
    {
        int window = Find(record, peer);
        if (window >= 0 && !_quiet[window])
        {
            Count(window, record, peer);
            return true;
        }

        bool isTold = EventTable.ClassOf(record.Code) != EventClass.Passing || EventTraits.IsNamed(record.Code, peer)
            || _budget.Take(EventTraits.GroupOf(record.Code, peer), now);
        if (!isTold) window = FindMixed(record.Code);
        if (window < 0) window = Open(record, now);
        else if (_quiet[window]) Resume(window, now);
        _mixed[window] = !isTold;
        if (isTold) Keep(window, record, peer);
        else Count(window, record, peer);
        return !isTold;
    }

    private void Count(int window, EventRecord record, Peer? peer)
    {
        bool isOfSeveral = _counted[window] > 0 && !PeerIdentity.Same(_peers[window], peer);
        Keep(window, record, isOfSeveral ? null : peer);
        _counted[window]++;
    }

    private void Keep(int window, EventRecord record, Peer? peer)
    {
        _last[window].CopyFrom(record);
        _peers[window] = peer;
    }

    // By its own time, however late somebody looks.
    private void End(int window)
    {
        if (_quiet[window])
        {
            Close(window);
            return;
        }

        _quiet[window] = _counted[window] == 0;
        Emit(window);
        if (!_quiet[window]) Lengthen(window);
        _ends[window] += _quiet[window] ? LongestWindowMs : _lengths[window];
    }

    private int Open(EventRecord record, long now)
    {
        int window = FreeOrOldest(EventTable.ClassOf(record.Code));
        if (_open[window]) Close(window);
        _open[window] = true;
        _lengths[window] = WindowMs;
        _began[window] = now;
        _ends[window] = now + WindowMs;
        return window;
    }

    private void Resume(int window, long now)
    {
        _quiet[window] = false;
        Lengthen(window);
        _ends[window] = now + _lengths[window];
    }

    private void Lengthen(int window)
    {
        int longest = MayBeTrying(window) ? TryingWindowMs : LongestWindowMs;
        _lengths[window] = _lengths[window] > longest / 2 ? longest : _lengths[window] * 2;
    }

    private bool MayBeTrying(int window)
    {
        return EventTable.IsRefusal(_last[window].Code) && _ends[window] - _began[window] < TryingMs;
    }

    private void Close(int window)
    {
        Emit(window);
        _open[window] = false;
        _quiet[window] = false;
        _mixed[window] = false;
        _peers[window] = null;
    }

    private void Emit(int window)
    {
        if (_counted[window] == 0) return;
        _last[window].Repeats = _counted[window];
        _counted[window] = 0;
        _spool.Add(_last[window], _peers[window]);
    }

    // What is quiet goes first: there is nothing in it.
    private int FreeOrOldest(EventClass ofClass)
    {
        int first = ofClass == EventClass.Passing ? _windows : 0;
        int best = first;
        for (int i = first; i < first + _windows; i++)
        {
            if (!_open[i]) return i;
            bool isEarlier = _quiet[i] == _quiet[best] ? _ends[i] < _ends[best] : _quiet[i];
            if (isEarlier) best = i;
        }

        return best;
    }

    private int Find(EventRecord record, Peer? peer)
    {
        for (int i = 0; i < _open.Length; i++)
        {
            if (_open[i] && !_mixed[i] && Equal(_last[i], record) && PeerIdentity.Same(_peers[i], peer)) return i;
        }

        return -1;
    }

    private int FindMixed(EventCode code)
    {
        for (int i = 0; i < _open.Length; i++)
        {
            if (_open[i] && _mixed[i] && _last[i].Code == code) return i;
        }

        return -1;
    }

    private static bool Equal(EventRecord a, EventRecord b)
    {
        return a.Code == b.Code
            && a.Unit == b.Unit
            && a.Function == b.Function
            && a.SubFunction == b.SubFunction
            && a.Reason == b.Reason
            && a.Rule == b.Rule
            && a.Address == b.Address
            && a.Quantity == b.Quantity
            && EventTraits.Kind(a.Code, a.A, a.B) == EventTraits.Kind(b.Code, b.A, b.B);
    }
}
