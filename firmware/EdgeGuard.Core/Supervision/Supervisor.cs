namespace EdgeGuard.Core;

/// <summary>Tells whether every worker is alive. Its own thread asks it,
/// every <see cref="StepMs"/>; what follows is the platform's.</summary>
/// <remarks>Where the whole module stood still, as the device does in a handshake, everybody is late at once, the supervisor too: then all
/// get time to report. That it stood still too long only a watchdog outside can tell.</remarks>
public sealed class Supervisor
{
    /// <summary>Milliseconds between two steps.</summary>
    public const int StepMs = 500;

    /// <summary>Milliseconds that a worker may be overdue: garbage collection and a full processor on the device cost seconds.</summary>
    public const int GraceMs = 10_000;

    // The supervisor itself came so much later than it should: nobody is judged for what was then.
    private const int StoodStillMs = 3 * StepMs;

    private readonly Heartbeats _heartbeats;
    private readonly IEventSink _events;
    private readonly Event _event = new Event();
    private Heartbeat? _told;
    private long _lastStep = long.MinValue;
    private long _judgeFrom = long.MinValue;

    /// <param name="heartbeats">Whom it watches.</param>
    /// <param name="events">Takes WorkerLate, once for each time that a worker becomes late.</param>
    public Supervisor(Heartbeats heartbeats, IEventSink events)
    {
        _heartbeats = heartbeats;
        _events = events;
    }

    /// <summary>Who is late since the last step; null: nobody.</summary>
    public Heartbeat? Late { get; private set; }

    /// <summary>Looks. True: all are fresh, or nobody can be judged now.</summary>
    public bool Step(long now)
    {
        if (_lastStep != long.MinValue && now - _lastStep > StoodStillMs) _judgeFrom = now + GraceMs;
        _lastStep = now;
        Late = now < _judgeFrom ? null : _heartbeats.Late(now, GraceMs);
        if (Late != null && Late != _told) Tell(Late);
        _told = Late;
        return Late == null;
    }

    private void Tell(Heartbeat late)
    {
        _event.Clear();
        _event.Code = EventCode.WorkerLate;
        _event.A = (int)late.Worker;
        _event.B = late.Number;
        _events.Add(_event);
    }
}
