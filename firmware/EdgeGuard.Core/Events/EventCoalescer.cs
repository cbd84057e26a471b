using EdgeGuard.Core.Ports;

namespace EdgeGuard.Core.Events;

/// <summary>Lets the first of equal refusals through at once and counts the others for a second, so that a flood is one record a second.</summary>
/// <remarks>
/// Equal: code, peer, unit, function, sub-function, reason, rule, address, quantity and A (which is the kind of fault where a code
/// has one). At the end of the second the counted ones become one record, with the last one's time and details and
/// <see cref="EventRecord.Repeats"/>, and a new second begins; a second without any ends the count. When more kinds arrive than there are
/// windows, the oldest window ends early: a shorter count, never a lost one.
/// Pure, not thread-safe, allocates nothing after the constructor.
/// </remarks>
public sealed class EventCoalescer
{
    /// <summary>How long equals are counted.</summary>
    public const int WindowMs = 1000;

    private readonly EventSpool _spool;
    private readonly EventRecord[] _last;
    private readonly Peer?[] _peers;
    private readonly bool[] _open;
    private readonly long[] _ends;
    private readonly int[] _counted;

    /// <param name="spool">Where records go.</param>
    /// <param name="windows">How many kinds of refusals are counted at once, at least 1.</param>
    public EventCoalescer(EventSpool spool, int windows)
    {
        _spool = spool;
        _last = new EventRecord[windows];
        for (int i = 0; i < windows; i++) _last[i] = new EventRecord();
        _peers = new Peer?[windows];
        _open = new bool[windows];
        _ends = new long[windows];
        _counted = new int[windows];
    }

    /// <summary>Takes a record. True: it was counted with its equals; false: it went to the spool.</summary>
    public bool Add(EventRecord record, Peer? peer, long now)
    {
        Step(now);
        if (EventTraits.Coalesces(record.Code))
        {
            int window = Find(record, peer);
            if (window >= 0)
            {
                _last[window].CopyFrom(record);
                _counted[window]++;
                return true;
            }

            Open(record, peer, now);
        }

        _spool.Add(record, peer);
        return false;
    }

    /// <summary>Ends what is due. Returns when to come back; long.MaxValue when nothing waits.</summary>
    public long Step(long now)
    {
        long next = long.MaxValue;
        for (int i = 0; i < _open.Length; i++)
        {
            if (_open[i] && _ends[i] <= now) End(i, now);
            if (_open[i] && _ends[i] < next) next = _ends[i];
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

    private void End(int window, long now)
    {
        bool goesOn = _counted[window] > 0;
        Emit(window);
        _ends[window] = now + WindowMs;
        if (!goesOn) Close(window);
    }

    private void Open(EventRecord record, Peer? peer, long now)
    {
        int window = FreeOrOldest();
        if (_open[window]) Close(window);
        _open[window] = true;
        _ends[window] = now + WindowMs;
        _last[window].CopyFrom(record);
        _peers[window] = peer;
    }

    private void Close(int window)
    {
        Emit(window);
        _open[window] = false;
        _peers[window] = null;
    }

    private void Emit(int window)
    {
        if (_counted[window] == 0) return;
        _last[window].Repeats = _counted[window];
        _counted[window] = 0;
        _spool.Add(_last[window], _peers[window]);
    }

    private int FreeOrOldest()
    {
        int best = 0;
        for (int i = 0; i < _open.Length; i++)
        {
            if (!_open[i]) return i;
            if (_ends[i] < _ends[best]) best = i;
        }

        return best;
    }

    private int Find(EventRecord record, Peer? peer)
    {
        for (int i = 0; i < _open.Length; i++)
        {
            if (_open[i] && Equal(_last[i], record) && PeerIdentity.Same(_peers[i], peer)) return i;
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
            && a.A == b.A;
    }
}
