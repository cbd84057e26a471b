using System;
using System.Threading;
using EdgeGuard.Core;

namespace EdgeGuard.Guard;

/// <summary>The threads of a gateway: every one of them begins here, serves here, and ends here.</summary>
/// <remarks>Any thread.</remarks>
internal sealed class GatewayThreads
{
    private readonly GuardContext _context;
    private readonly LiveSessions _sessions;
    private readonly ThreadCount _count;

    // Guards the source of events, which faults of any thread use.
    private readonly object _gate = new object();
    private readonly EventSource _events;
    private readonly WaitingThreads _waiting;

    internal GatewayThreads(GuardContext context, LiveSessions sessions, ThreadCount count)
    {
        _context = context;
        _sessions = sessions;
        _count = count;
        _events = context.CreateEventSource(0, null);
        _waiting = new WaitingThreads(context.Clock, this);
    }

    /// <summary>Takes the exceptions that are faults of ours. Set before the first thread.</summary>
    internal FaultReport? Faulted { get; set; }

    /// <summary>Where the threads say that they are alive. Set before the first thread.</summary>
    internal Heartbeats Heartbeats { get; set; } = new Heartbeats(0);

    /// <summary>Whether the gateway stops, and so whoever works for it.</summary>
    internal bool IsStopping
    {
        get { return _count.IsStopping; }
    }

    /// <summary>A thread that accepts, or rechecks, until it finds that the gateway stops. <paramref name="run"/> must not throw.</summary>
    internal void Start(ThreadStart run)
    {
        _count.Join();
        new Thread(() =>
        {
            run();
            _count.Leave();
        }).Start();
    }

    /// <summary>Has a session served that was admitted, and is counted there: by its loop, or by a thread of its own.</summary>
    internal void Serve(Session session, IUpstreamLink link)
    {
        bool isServed = session.Loop != null && session.Loop.TryAdd(session);
        if (!isServed) ServeAlone(session, link);
        // Loops and threads count themselves.
        _count.Leave();
    }

    /// <summary>A thread more. False: there is none to be had, which has been reported. <paramref name="run"/> must not throw.</summary>
    internal bool TryStart(ThreadStart run)
    {
        try
        {
            Start(run);
            return true;
        }
        catch (Exception fault)
        {
            _count.Leave();
            Report(fault);
            return false;
        }
    }

    /// <summary>Lends a session to a thread that may wait for its PLC.</summary>
    internal void Lend(Session session)
    {
        _waiting.Do(session);
    }

    /// <summary>A session has ended.</summary>
    internal void Forget(Session session)
    {
        _sessions.Forget(session);
    }

    /// <summary>Ends the threads that have nothing to do; the gateway stops.</summary>
    internal void Stop()
    {
        _waiting.Stop();
    }

    /// <summary>Counts a fault of ours, reports it, and hands it to <see cref="Faulted"/>.</summary>
    internal void Report(Exception fault)
    {
        lock (_gate)
        {
            _events.Count(Counter.InternalFaults);
            _events.Raise(EventCode.InternalFault, null, 0, 0);
        }
        Faulted?.Invoke(fault);
    }

    private void ServeAlone(Session session, IUpstreamLink link)
    {
        // Before its first instruction: a thread that never runs is late too.
        session.Heartbeat = Heartbeats.Begin(Worker.Session, session.Id, _context.Clock.Now);
        if (TryStart(() => Run(session))) return;
        // No memory for one more thread: this client is rejected, the others are served.
        link.Abort();
        link.Close();
        Forget(session);
    }

    private void Run(Session session)
    {
        try
        {
            session.Serve();
        }
        catch (Exception fault)
        {
            Report(fault);
        }
        Forget(session);
    }
}
