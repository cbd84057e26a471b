namespace EdgeGuard.Core;

/// <summary>Raises the alarm before certificates and lists run out: each of its alarms once a start. Any thread; takes time as an
/// argument.</summary>
public sealed class ExpiryWatch
{
    private readonly IEventSink _events;
    private readonly object _lock = new object();

    // Under the lock:
    private ExpiryDates _dates = new ExpiryDates();
    private byte[] _told = new byte[ExpiryDates.Max];

    public ExpiryWatch(IEventSink events)
    {
        _events = events;
    }

    /// <summary>What is in use now.</summary>
    public ExpiryDates Dates
    {
        get
        {
            lock (_lock) return _dates;
        }
    }

    /// <summary>Watches what is in use from now on. What was in use before, and has been reported, is not reported again.</summary>
    public void Use(ExpiryDates dates)
    {
        lock (_lock)
        {
            var told = new byte[ExpiryDates.Max];
            for (int i = 0; i < dates.Count; i++)
            {
                for (int j = 0; j < _dates.Count; j++)
                {
                    if (dates.KindAt(i) == _dates.KindAt(j) && dates.UntilAt(i) == _dates.UntilAt(j)) told[i] = _told[j];
                }
            }
            _dates = dates;
            _told = told;
        }
    }

    /// <summary>Tells of what has become due. Call it every second or so.</summary>
    /// <param name="utc">Milliseconds since 1970.</param>
    /// <param name="trust">Unset: nothing can be said. A floor may be late, never early: what it says has run out has.</param>
    public void Step(long utc, ClockTrust trust)
    {
        if (trust == ClockTrust.Unset) return;
        lock (_lock)
        {
            for (int i = 0; i < _dates.Count; i++)
            {
                int due = _dates.AlarmsAt(i, utc);
                if (due > _told[i]) Tell(_dates.KindAt(i), _dates.DaysAt(i, utc));
                _told[i] = (byte)(due > _told[i] ? due : _told[i]);
            }
        }
    }

    private void Tell(CredentialKind kind, int days)
    {
        // That a list is overdue is reported daily by whoever judges by it (CrlStale).
        if (days < 0 && kind == CredentialKind.RevocationList) return;
        EventCode code = days < 0 ? EventCode.CredentialEnded : EventCode.CredentialEnding;
        _events.Add(new Event { Code = code, A = (int)kind, B = days });
    }
}
