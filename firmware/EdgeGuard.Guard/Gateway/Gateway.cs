using System;
using EdgeGuard.Core;
using EdgeGuard.Traffic;

namespace EdgeGuard.Guard;

/// <summary>The guard at work: takes clients from the listeners, judges their requests, forwards what is allowed to the PLCs.</summary>
/// <remarks>
/// Owns its threads: one for each listener that has none itself (<see cref="Acceptor"/>), one for each poller, which serves many sessions
/// (<see cref="SessionLoop"/>), or else one for each session, and one that looks after what no request brings up (<see cref="Recheck"/>).
/// Any thread may call it. An exception that nothing expects, a fault of ours, ends the session it comes up in, closed; it is
/// counted, is an event, and goes to <see cref="Faulted"/>; the other sessions go on.
/// </remarks>
public sealed class Gateway : IPlcStates
{
    private readonly GuardContext _context;
    private readonly ConfigurationSlot _slot;
    private readonly ThreadCount _count;
    private readonly LiveSessions _sessions;
    private readonly GatewayThreads _threads;
    private readonly PlcRelease _release;
    private readonly Recheck _recheck;
    private readonly Acceptor[] _acceptors;

    // Guards the start, and commits, whose events come in their order.
    private readonly object _gate = new object();
    private readonly EventSource _events;
    private bool _isStarted;

    /// <param name="configuration">What is in force from the start.</param>
    /// <param name="listeners">Where clients come from; each gets an accept thread. Closed by <see cref="Stop"/>.</param>
    /// <param name="lines">The ways to the PLCs; the configuration's routes name them by their number here.</param>
    /// <param name="clock">Drives every wait.</param>
    /// <param name="events">Takes what is to be reported.</param>
    /// <param name="counters">Counts it.</param>
    /// <param name="trace">Who traces; null where nobody can.</param>
    public Gateway(
        GuardConfiguration configuration, IListener[] listeners, PlcPortSetup[] lines, IClock clock, IEventSink events, Counters counters,
        Trace? trace = null)
    {
        _slot = new ConfigurationSlot(configuration);
        _context = new GuardContext(_slot, new PlcPorts(lines, clock), clock, events, counters, trace ?? new Trace());
        _events = _context.CreateEventSource(0, null);
        _release = new PlcRelease(_context);
        _count = new ThreadCount(clock);
        _sessions = new LiveSessions(_context, _count);
        _threads = new GatewayThreads(_context, _sessions, _count);
        _recheck = new Recheck(_context, _sessions, _threads, _release);
        _acceptors = new Acceptor[listeners.Length];
        for (int i = 0; i < _acceptors.Length; i++) _acceptors[i] = new Acceptor(listeners[i], i, clock, _sessions, _threads);
    }

    /// <summary>Takes the exceptions that are faults of ours; null: nobody does.</summary>
    public FaultReport? Faulted
    {
        get { return _threads.Faulted; }
        init { _threads.Faulted = value; }
    }

    /// <summary>Each lets one thread serve many sessions. None: every session has a thread.</summary>
    public ILinkPoller[] Pollers { get; init; } = new ILinkPoller[0];

    /// <summary>Records who asks what, in the clock's milliseconds. Null: it is not recorded.</summary>
    public TrafficTable? Traffic
    {
        get { return _context.Traffic; }
        init { _context.Traffic = value; }
    }

    /// <summary>Where the threads say that they are alive.</summary>
    public Heartbeats Heartbeats
    {
        get { return _threads.Heartbeats; }
        init { _threads.Heartbeats = value; }
    }

    /// <summary>Whether no PLC is being asked now: a moment for what stops
    /// everything, such as the device's handshakes with its broker.</summary>
    public bool IsQuiet
    {
        get { return _context.Lines.AreIdle; }
    }

    /// <summary>Whether a PLC was not reached or did not answer when it was
    /// last asked. Nobody is asked for this: it is what clients find.</summary>
    public bool IsPlcInTrouble
    {
        get { return _context.Lines.AreInTrouble; }
    }

    /// <inheritdoc/>
    public int PlcChanges
    {
        get { return unchecked(_context.Lines.Changes + _release.Changes); }
    }

    /// <inheritdoc/>
    public PlcStatus[] Plcs()
    {
        long left = _release.Left(out string by);
        return _context.Lines.Status(_slot.Current.Routes, left, by);
    }

    /// <summary>How many threads were started and have not ended. Read without the lock, for a test that holds a lock of its own.</summary>
    internal int Threads
    {
        get { return _count.Count; }
    }

    /// <summary>The configuration in force.</summary>
    public GuardConfiguration Configuration
    {
        get { return _slot.Current; }
    }

    /// <summary>Starts the threads. Once.</summary>
    /// <exception cref="InvalidOperationException">Started already.</exception>
    public void Start()
    {
        lock (_gate)
        {
            if (_isStarted) throw new InvalidOperationException("A gateway starts once.");
            _isStarted = true;
            _context.Loops = new SessionLoop[Pollers.Length];
            for (int i = 0; i < Pollers.Length; i++)
            {
                _context.Loops[i] = new SessionLoop(i, Pollers[i], _context.Clock, _threads, i == 0 ? _recheck : null);
            }
        }
        for (int i = 0; i < _context.Loops.Length; i++) _threads.Start(_context.Loops[i].Run);
        for (int i = 0; i < _acceptors.Length; i++) _acceptors[i].Start();
        if (_context.Loops.Length == 0) _threads.Start(_recheck.Run);
    }

    /// <summary>Closes the listeners, ends every session and the links to the PLCs, and waits for the threads.</summary>
    /// <returns>False when some thread was still busy at <paramref name="deadline"/> (monotonic milliseconds), such as one that is
    /// just connecting to the PLC. It ends by itself; calling again waits for it again.</returns>
    public bool Stop(long deadline)
    {
        _count.Stop();
        _sessions.EndAll(SessionEnd.Stopped);
        for (int i = 0; i < _acceptors.Length; i++) _acceptors[i].Close();
        _context.Lines.Stop();
        for (int i = 0; i < _context.Loops.Length; i++) _context.Loops[i].Stop();
        _threads.Stop();
        _recheck.Wake();
        if (!_count.WaitForNone(deadline)) return false;
        _context.Lines.Close();
        return true;
    }

    /// <summary>Puts a configuration in force for every request that is not yet on the wire to the PLC. No session is dropped;
    /// rate buckets live on; values observed before are forgotten.</summary>
    public void Commit(GuardConfiguration configuration)
    {
        lock (_gate)
        {
            GuardMode before = _slot.Current.Mode;
            _slot.Current = configuration;
            for (int i = 0; i < _acceptors.Length; i++) _acceptors[i].Follow(configuration);
            _events.Raise(EventCode.ConfigurationActive, null, configuration.Generation, configuration.PolicyHash);
            if (configuration.Mode != before) _events.Raise(EventCode.ModeChanged, null, (int)configuration.Mode, 0);
        }
    }

    /// <summary>Whether nobody is let in: see <see cref="Isolate"/>.</summary>
    public bool IsIsolated
    {
        get { return _sessions.IsIsolated; }
    }

    /// <summary>Ends every session, and lets nobody in until <see cref="Open"/>: who connects is rejected at once, and counted. What the
    /// PLC is working on it finishes, and its answer goes nowhere; nothing else reaches it. May come before <see cref="Start"/>.</summary>
    /// <returns>How many sessions were ended.</returns>
    public int Isolate()
    {
        return _sessions.Isolate();
    }

    /// <summary>Lets clients in again.</summary>
    public void Open()
    {
        _sessions.Open();
    }

    /// <summary>Whether clients are taken from a listener: not before the start, and not once it is closed.</summary>
    /// <param name="number">Its number among those of the constructor.</param>
    public bool IsAccepting(int number)
    {
        return _acceptors[number].IsAccepting;
    }

    /// <summary>The sessions there are now.</summary>
    public SessionInfo[] Sessions()
    {
        return _sessions.Snapshot();
    }

    /// <summary>Ends every session whose peer <paramref name="check"/> finds fault with.</summary>
    /// <returns>How many sessions were ended.</returns>
    public int EndSessions(IPeerCheck check)
    {
        return _sessions.EndUnfit(check);
    }

    /// <summary>Ends one session, because a person at the console wants that.</summary>
    /// <returns>False: there is none of that number.</returns>
    public bool EndSession(int id, Peer by)
    {
        return _sessions.End(id, by);
    }

    /// <summary>Lets go of PLCs and buses, because a person wants to reach them with another tool: connections and ports are closed, and
    /// clients get 0A. The module takes them back by itself; a stop ends it too. Requests on the wire are finished before.</summary>
    /// <param name="milliseconds">For how long, from now.</param>
    /// <param name="by">Who wants that.</param>
    public void ReleasePlc(int milliseconds, Peer by)
    {
        if (!_count.TryJoin()) return;
        try
        {
            _release.Begin(milliseconds, by);
        }
        finally
        {
            _count.Leave();
        }
    }

    /// <summary>Takes PLCs and buses back before the time. False: the module has not let go of them.</summary>
    public bool TakePlc(Peer by)
    {
        return _release.End(by);
    }

    /// <summary>Asks a unit for a person, over the line that the clients use and in turn with them. Past the policy, and so for functions 1
    /// to 4 alone. An event tells who asked what.</summary>
    /// <param name="unit">The unit id, as clients use it.</param>
    /// <param name="pdu">The request.</param>
    /// <param name="by">Who asks.</param>
    /// <param name="deadline">Until when to wait for the line, monotonic
    /// milliseconds. Connecting and the unit's time-out come on top.</param>
    public OperatorReadResult Ask(byte unit, byte[] pdu, Peer by, long deadline)
    {
        if (!_count.TryJoin()) return OperatorReadResult.Without(OperatorReadFault.Stopping);
        try
        {
            return new OperatorRead(_context, unit, pdu, by).Ask(deadline);
        }
        catch (Exception fault)
        {
            _threads.Report(fault);
            return OperatorReadResult.Without(OperatorReadFault.InternalFault);
        }
        finally
        {
            _count.Leave();
        }
    }
}
