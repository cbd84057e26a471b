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

    internal GatewayThreads(GuardContext context, LiveSessions sessions, ThreadCount count)
    {
        _context = context;
        _sessions = sessions;
        _count = count;
        _events = context.CreateEventSource(0, null);
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

    /// <summary>A thread for a session that was admitted, and is counted there.</summary>
    internal void Serve(Session session, IUpstreamLink link)
    {
        // Before its first instruction: a thread that never runs is late too.
        session.Heartbeat = Heartbeats.Begin(Worker.Session, session.Id, _context.Clock.Now);
        try
        {
            new Thread(() => Run(session)).Start();
        }
        catch (Exception fault)
        {
            // No memory for one more thread: this client is rejected, the others are served.
            Report(fault);
            link.Abort();
            link.Close();
            _sessions.Forget(session);
            NotStarted();
        }
    }

    /// <summary>So many threads more for the pool as it misses.</summary>
    internal void Enlarge(WorkerPool pool)
    {
        for (int missing = pool.Missing(); missing > 0; missing--)
        {
            _count.Join();
            try
            {
                new Thread(() => Run(null)).Start();
            }
            catch (Exception fault)
            {
                Report(fault);
                NotStarted();
            }
        }
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

    private void NotStarted()
    {
        _context.Pool?.NotStarted();
        _count.Leave();
    }

    // One session after the other, where there is a pool; else the one until it ends.
    private void Run(Session? first)
    {
        for (Session? session = first ?? Next(); session != null; session = Next()) Turn(session);
        _count.Leave();
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
        if (hasEnded) _sessions.Forget(session);
    }
}
