using EdgeGuard.Core;

namespace EdgeGuard.Guard;

/// <summary>Letting go of the PLCs and buses for a while, for somebody else's tool: nothing is sent, connections and ports are closed, and
/// clients get 0A. Any thread.</summary>
internal sealed class PlcRelease
{
    private readonly GuardContext _context;

    // Guards all below; taken before the lines' own.
    private readonly object _gate = new object();
    private readonly EventSource _events;
    private Peer? _by;
    private long _until;
    private int _changes;

    internal PlcRelease(GuardContext context)
    {
        _context = context;
        _events = context.CreateEventSource(0, null);
    }

    /// <summary>Counts the changes.</summary>
    internal int Changes
    {
        get { lock (_gate) return _changes; }
    }

    /// <summary>Milliseconds that are left, and who wanted it; 0 where nothing is released.</summary>
    internal long Left(out string by)
    {
        lock (_gate)
        {
            by = _by == null ? "" : _by.Subject;
            if (_by == null) return 0;
            long left = _until - _context.Clock.Now;
            return left > 0 ? left : 1;
        }
    }

    /// <summary>Lets go for so many milliseconds from now, also where that was done before. Requests on the wire are finished.</summary>
    internal void Begin(int milliseconds, Peer by)
    {
        lock (_gate)
        {
            _by = by;
            _until = _context.Clock.Now + milliseconds;
            _changes++;
            _context.Lines.Release(true);
            _events.Raise(EventCode.PlcReleased, by, milliseconds / 1000, 0);
        }
        CloseIdle(_context.CreateEventSource(0, by));
    }

    /// <summary>Takes them back. False: they were not released.</summary>
    internal bool End(Peer by)
    {
        lock (_gate)
        {
            if (_by == null) return false;
            End(by, 1);
            return true;
        }
    }

    /// <summary>Takes back what was released for long enough, and closes
    /// what nobody uses any more. <see cref="Recheck"/>, once a second.</summary>
    internal void Step(EventSource events)
    {
        lock (_gate)
        {
            if (_by != null && _context.Clock.Now >= _until) End(null, 0);
        }
        CloseIdle(events);
    }

    private void CloseIdle(EventSource events)
    {
        _context.Lines.CloseIdle(_context.Slot.Current.PlcIdleMs, events);
    }

    private void End(Peer? by, int isByPerson)
    {
        _by = null;
        _changes++;
        _context.Lines.Release(false);
        _events.Raise(EventCode.PlcTakenBack, by, isByPerson, 0);
    }
}
