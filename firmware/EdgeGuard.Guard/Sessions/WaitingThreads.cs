using System;
using EdgeGuard.Core;
using EdgeGuard.Policy;

namespace EdgeGuard.Guard;

/// <summary>Threads that wait for PLCs where a loop must not: one for each connection that is being made, and each serial bus at
/// work.</summary>
/// <remarks>As many as there are such sessions, so that none waits for another's; each ends once it had nothing to do for a while. Any
/// thread; one lock, a leaf.</remarks>
internal sealed class WaitingThreads
{
    private readonly IClock _clock;
    private readonly GatewayThreads _threads;

    // Guards those that have nothing to do.
    private readonly object _gate = new object();
    private WaitingThread? _idle;

    internal WaitingThreads(IClock clock, GatewayThreads threads)
    {
        _clock = clock;
        _threads = threads;
    }

    /// <summary>Lends a session, which its loop has back once it needs no such thread any more.</summary>
    internal void Do(Session session)
    {
        WaitingThread? idle;
        lock (_gate)
        {
            idle = _idle;
            if (idle != null)
            {
                _idle = idle.Next;
                idle.Session = session;
            }
        }
        if (idle != null) idle.Signal.Set();
        else Start(new WaitingThread(_clock.CreateSignal()) { Session = session });
    }

    /// <summary>Ends those that have nothing to do; who works ends by itself.</summary>
    internal void Stop()
    {
        lock (_gate)
        {
            for (WaitingThread? idle = _idle; idle != null; idle = idle.Next) idle.Signal.Set();
            _idle = null;
        }
    }

    private void Start(WaitingThread thread)
    {
        if (_threads.TryStart(() => Run(thread))) return;
        // Without a thread it does not go on; the session ends, closed.
        thread.Session!.End(SessionEnd.InternalFault);
        thread.Session.Loop!.GiveBack(thread.Session);
    }

    private void Run(WaitingThread thread)
    {
        while (thread.Session != null)
        {
            Session session = thread.Session;
            try
            {
                session.StepWaiting();
            }
            catch (Exception fault)
            {
                _threads.Report(fault);
            }
            thread.Session = null;
            // Before the session is given back: the next who needs a thread finds this one.
            bool rests = Rest(thread);
            session.Loop!.GiveBack(session);
            if (rests) Await(thread);
        }
    }

    // False: the gateway stops.
    private bool Rest(WaitingThread thread)
    {
        lock (_gate)
        {
            if (_threads.IsStopping) return false;
            thread.Next = _idle;
            _idle = thread;
            return true;
        }
    }

    private void Await(WaitingThread thread)
    {
        thread.Signal.Wait(_clock.Now + GuardLimits.WaitingThreadIdleMs);
        lock (_gate)
        {
            if (thread.Session == null) Remove(thread);
        }
    }

    // The caller holds the lock.
    private void Remove(WaitingThread thread)
    {
        if (_idle == thread)
        {
            _idle = thread.Next;
            return;
        }
        for (WaitingThread? at = _idle; at != null; at = at.Next)
        {
            if (at.Next == thread) at.Next = thread.Next;
        }
    }
}
