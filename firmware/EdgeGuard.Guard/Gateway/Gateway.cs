using System;
using System.Threading;
using EdgeGuard.Core;
using EdgeGuard.Policy;

namespace EdgeGuard.Guard;

/// <summary>The guard at work: takes clients from the listeners, judges their requests, forwards what is allowed to the PLCs.</summary>
/// <remarks>
/// Owns its threads: one for each listener, one for each session or, where there is a watch and there are many, a pool for all of them, and one supervisor
/// that ends sessions whose certificate ran out.
/// Any thread may call it. An exception that nothing expects, a fault of ours, ends the session it comes up in, closed; it is
/// counted, is an event, and goes to <see cref="Faulted"/>; the other sessions go on.
/// </remarks>
public sealed class Gateway : IPlcStates
{
    private readonly GuardContext _context;
    private readonly ConfigurationSlot _slot;
    private readonly IListener[] _listeners;
    private readonly IClock _clock;
    private readonly PlcRelease _release;
    private readonly ISignal _wakeSupervisor;
    private readonly ISignal _threadEnded;

    // Guards all below.
    private readonly object _gate = new object();
    private readonly SessionTable _sessions = new SessionTable();
    private readonly EventSource _events;
    // Our own, and those of others while they ask.
    private readonly bool[] _isAccepting;
    private int _threads;
    private bool _isStarted;
    private bool _isStopping;
    private bool _isIsolated;

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
        _listeners = listeners;
        _isAccepting = new bool[listeners.Length];
        _clock = clock;
        _slot = new ConfigurationSlot(configuration);
        _context = new GuardContext(_slot, new PlcPorts(lines, clock), clock, events, counters, trace ?? new Trace());
        _events = _context.CreateEventSource(0, null);
        _release = new PlcRelease(_context);
        _wakeSupervisor = clock.CreateSignal();
        _threadEnded = clock.CreateSignal();
    }

    /// <summary>Takes the exceptions that are faults of ours; set before <see cref="Start"/>.</summary>
    public FaultReport? Faulted { get; set; }

    /// <summary>Lets few threads serve many sessions; set before <see cref="Start"/>. Null: every session has a thread.</summary>
    public ILinkWatch? Watch { get; set; }

    /// <summary>With a watch: so many sessions have a thread each; more are served by a pool of so many threads, and with 0 all by a pool of one. Set before
    /// <see cref="Start"/>.</summary>
    public int SessionThreads { get; set; } = GuardLimits.SessionThreads;

    /// <summary>Where the threads, but for a pool's, say that they are alive; set before <see cref="Start"/>.</summary>
    public Heartbeats Heartbeats { get; set; } = new Heartbeats(0);

    /// <summary>Whether no PLC is being asked now: a moment for what stops everything, such as the device's handshakes with its broker.</summary>
    public bool IsQuiet
    {
        get { return _context.Lines.AreIdle; }
    }

    /// <summary>Whether a PLC was not reached or did not answer when it was last asked. Nobody is asked for this: it is what clients find.</summary>
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
        get { return _threads; }
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
            if (Watch != null) _context.Pool = new WorkerPool(Watch, _clock, SessionThreads);
            _threads += _listeners.Length + 1;
            for (int i = 0; i < _isAccepting.Length; i++) _isAccepting[i] = true;
        }
        for (int i = 0; i < _listeners.Length; i++)
        {
            int number = i;
            new Thread(() => AcceptLoop(number)).Start();
        }
        new Thread(Supervise).Start();
    }

    /// <summary>Closes the listeners, ends every session and the links to the PLCs, and waits for the threads.</summary>
    /// <returns>False when some thread was still busy at <paramref name="deadline"/> (monotonic milliseconds), such as one that is
    /// just connecting to the PLC. It ends by itself; calling again waits for it again.</returns>
    public bool Stop(long deadline)
    {
        lock (_gate)
        {
            _isStopping = true;
            for (int i = 0; i < _sessions.Count; i++) _sessions.At(i).End(SessionEnd.Stopped);
        }
        for (int i = 0; i < _listeners.Length; i++) _listeners[i].Close();
        _context.Lines.Stop();
        _context.Pool?.Close();
        _wakeSupervisor.Set();
        while (ThreadCount() > 0)
        {
            if (!_threadEnded.Wait(deadline)) return ThreadCount() == 0;
        }
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
            for (int i = 0; i < _listeners.Length; i++)
            {
                if (_listeners[i] is IConfigurationFollower follower) follower.Follow(configuration);
            }
            _events.Raise(EventCode.ConfigurationActive, null, configuration.Generation, configuration.PolicyHash);
            if (configuration.Mode != before) _events.Raise(EventCode.ModeChanged, null, (int)configuration.Mode, 0);
        }
    }

    /// <summary>Whether nobody is let in: see <see cref="Isolate"/>.</summary>
    public bool IsIsolated
    {
        get
        {
            lock (_gate) return _isIsolated;
        }
    }

    /// <summary>Ends every session, and lets nobody in until <see cref="Open"/>: who connects is rejected at once, and counted. What the PLC
    /// is working on it finishes, and its answer goes nowhere; nothing else reaches it. May come before <see cref="Start"/>.</summary>
    /// <returns>How many sessions were ended.</returns>
    public int Isolate()
    {
        lock (_gate)
        {
            _isIsolated = true;
            int ended = 0;
            for (int i = 0; i < _sessions.Count; i++)
            {
                if (_sessions.At(i).End(SessionEnd.Isolated)) ended++;
            }
            return ended;
        }
    }

    /// <summary>Lets clients in again.</summary>
    public void Open()
    {
        lock (_gate) _isIsolated = false;
    }

    /// <summary>Whether clients are taken from a listener: not before the start, and not once it is closed.</summary>
    /// <param name="number">Its number among those of the constructor.</param>
    public bool IsAccepting(int number)
    {
        lock (_gate) return _isAccepting[number];
    }

    /// <summary>The sessions there are now.</summary>
    public SessionInfo[] Sessions()
    {
        lock (_gate)
        {
            var list = new SessionInfo[_sessions.Count];
            for (int i = 0; i < list.Length; i++) list[i] = _sessions.At(i).Snapshot();
            return list;
        }
    }

    /// <summary>Ends every session whose peer <paramref name="check"/> finds fault with.</summary>
    /// <returns>How many sessions were ended.</returns>
    public int EndSessions(IPeerCheck check)
    {
        lock (_gate)
        {
            int ended = 0;
            for (int i = 0; i < _sessions.Count; i++)
            {
                Session session = _sessions.At(i);
                HandshakeFault fault = check.Check(session.Peer);
                if (fault != HandshakeFault.None && Revoke(session, fault)) ended++;
            }
            return ended;
        }
    }

    /// <summary>Ends one session, because a person at the console wants that.</summary>
    /// <returns>False: there is none of that number.</returns>
    public bool EndSession(int id, Peer by)
    {
        lock (_gate)
        {
            for (int i = 0; i < _sessions.Count; i++)
            {
                Session session = _sessions.At(i);
                if (session.Id != id) continue;
                if (session.End(SessionEnd.ByPerson)) _events.Raise(EventCode.SessionEnded, by, id, 0);
                return true;
            }
            return false;
        }
    }

    /// <summary>Lets go of PLCs and buses, because a person wants to reach them with another tool: connections and ports are closed, and clients get
    /// 0A. The module takes them back by itself; a stop ends it too. Requests on the wire are finished before.</summary>
    /// <param name="milliseconds">For how long, from now.</param>
    /// <param name="by">Who wants that.</param>
    public void ReleasePlc(int milliseconds, Peer by)
    {
        if (!BeginThread()) return;
        try
        {
            _release.Begin(milliseconds, by);
        }
        finally
        {
            EndThread();
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
    /// <param name="deadline">Until when to wait for the line, monotonic milliseconds. Connecting and the unit's time-out come on top.</param>
    public OperatorReadResult Ask(byte unit, byte[] pdu, Peer by, long deadline)
    {
        if (!BeginThread()) return OperatorReadResult.Without(OperatorReadFault.Stopping);
        try
        {
            return new OperatorRead(_context, unit, pdu, by).Ask(deadline);
        }
        catch (Exception fault)
        {
            Report(fault);
            return OperatorReadResult.Without(OperatorReadFault.InternalFault);
        }
        finally
        {
            EndThread();
        }
    }

    // For somebody else's thread that works here: the lines are not closed under it. False: they will be.
    private bool BeginThread()
    {
        lock (_gate)
        {
            if (_isStopping) return false;
            _threads++;
            return true;
        }
    }

    private void AcceptLoop(int number)
    {
        IListener listener = _listeners[number];
        Heartbeat beat = Heartbeats.Begin(Worker.Listener, number, _clock.Now);
        ISignal pause = _clock.CreateSignal();
        bool isOpen = true;
        while (isOpen && !IsStopping())
        {
            try
            {
                isOpen = AcceptOne(listener, beat);
            }
            catch (Exception fault)
            {
                Report(fault);
                // Whatever it is, it must not become a loop that does nothing else.
                pause.Wait(_clock.Now + GuardLimits.FaultPauseMs);
            }
        }
        lock (_gate) _isAccepting[number] = false;
        beat.End();
        EndThread();
    }

    // False: the listener is closed.
    private bool AcceptOne(IListener listener, Heartbeat beat)
    {
        long until = _clock.Now + GuardLimits.AcceptMs;
        beat.Beat(until);
        IUpstreamLink? link = listener.Accept(until);
        if (link == null) return _clock.Now >= until;
        Session? session = Admit(link);
        if (session == null)
        {
            // A serial port is not the client's to lose: its request is passed over in silence.
            if (link.Peer.Transport != PeerTransport.Serial) link.Abort();
            link.Close();
        }
        else
        {
            Begin(session, link);
        }
        return true;
    }

    private Session? Admit(IUpstreamLink link)
    {
        lock (_gate)
        {
            if (_isStopping) return null;
            GuardConfiguration configuration = _slot.Current;
            Peer peer = link.Peer;
            if (_isIsolated) return Reject(peer, Refusal.Isolated);
            if (!PeerValidity.Holds(configuration, _clock, peer)) return Reject(peer, Refusal.Identity);
            Session? session = _sessions.Open(_context, link, configuration.Policy.Limits);
            if (session == null) return Reject(peer, Refusal.Sessions);
            if (_context.Pool != null) LetIn(_context.Pool);
            _threads++;
            return session;
        }
    }

    // The caller holds the lock.
    private void LetIn(WorkerPool pool)
    {
        pool.SessionBegins();
        // From so many on the supervisor looks after the pool more often than it does otherwise.
        if (_sessions.Count > SessionThreads) _wakeSupervisor.Set();
    }

    private Session? Reject(Peer peer, Refusal reason)
    {
        _events.Count(Counter.SessionsRefused);
        _events.RaiseBecause(EventCode.SessionRefused, peer, reason, 0, 0);
        _events.Trace.Link(TraceKind.SessionRefused, peer, (int)reason, 0);
        return null;
    }

    private void Begin(Session session, IUpstreamLink link)
    {
        // Before its first instruction: a thread that never runs is late too.
        session.Heartbeat = Heartbeats.Begin(Worker.Session, session.Id, _clock.Now);
        try
        {
            new Thread(() => Serve(session)).Start();
        }
        catch (Exception fault)
        {
            // No memory for one more thread: this client is rejected, the others are served.
            Report(fault);
            link.Abort();
            link.Close();
            Forget(session);
            _context.Pool?.NotStarted();
            EndThread();
        }
    }

    // One session after the other, where there is a pool; else the one until it ends.
    private void Serve(Session? first)
    {
        for (Session? session = first ?? Next(); session != null; session = Next()) Turn(session);
        EndThread();
    }

    private Session? Next()
    {
        return (Session?)_context.Pool?.Next();
    }

    private void Turn(Session session)
    {
        bool hasEnded = true;
        try
        {
            hasEnded = session.Run();
        }
        catch (Exception fault)
        {
            Report(fault);
        }
        if (hasEnded) Forget(session);
    }

    private void Forget(Session session)
    {
        session.Heartbeat?.End();
        lock (_gate)
        {
            _sessions.Close(session, _clock.Now);
        }
        _context.Pool?.SessionEnds();
    }

    private void Enlarge(WorkerPool pool)
    {
        for (int missing = pool.Missing(); missing > 0; missing--)
        {
            lock (_gate)
            {
                _threads++;
            }
            try
            {
                new Thread(() => Serve(null)).Start();
            }
            catch (Exception fault)
            {
                Report(fault);
                pool.NotStarted();
                EndThread();
            }
        }
    }

    private void Supervise()
    {
        WorkerPool? pool = _context.Pool;
        long due = _clock.Now + GuardLimits.SupervisorMs;
        long crewDue = _clock.Now;
        EventSource events = _context.CreateEventSource(0, null);
        Heartbeat beat = Heartbeats.Begin(Worker.Recheck, 0, _clock.Now);
        while (!IsStopping())
        {
            try
            {
                beat.Beat(due);
                bool looksAfterPool = pool != null && pool.IsAtWork;
                if (looksAfterPool && _clock.Now >= crewDue) crewDue = _clock.Now + GuardLimits.PoolLookMs;
                _wakeSupervisor.Wait(looksAfterPool ? crewDue : due);
                if (looksAfterPool && _clock.Now >= crewDue) Enlarge(pool!);
                if (_clock.Now < due) continue;
                due = _clock.Now + GuardLimits.SupervisorMs;
                EndExpired();
                _release.Step(events);
            }
            catch (Exception fault)
            {
                Report(fault);
            }
        }
        beat.End();
        EndThread();
    }

    private void EndExpired()
    {
        lock (_gate)
        {
            GuardConfiguration configuration = _slot.Current;
            HandshakeFault fault = PeerValidity.Fault(_clock);
            for (int i = 0; i < _sessions.Count; i++)
            {
                Session session = _sessions.At(i);
                if (!PeerValidity.Holds(configuration, _clock, session.Peer)) Revoke(session, fault);
                else session.EndIfLate(_clock.Now);
            }
        }
    }

    // The caller holds the lock.
    private bool Revoke(Session session, HandshakeFault fault)
    {
        if (!session.End(SessionEnd.Identity)) return false;
        _events.RaiseBecause(EventCode.SessionRevoked, session.Peer, Refusal.Identity, (int)fault, 0);
        return true;
    }

    private void Report(Exception fault)
    {
        lock (_gate)
        {
            _events.Count(Counter.InternalFaults);
            _events.Raise(EventCode.InternalFault, null, 0, 0);
        }
        Faulted?.Invoke(fault);
    }

    private bool IsStopping()
    {
        lock (_gate)
        {
            return _isStopping;
        }
    }

    private int ThreadCount()
    {
        lock (_gate)
        {
            return _threads;
        }
    }

    private void EndThread()
    {
        lock (_gate)
        {
            _threads--;
        }
        _threadEnded.Set();
    }
}
