using System;
using EdgeGuard.Core;
using EdgeGuard.Policy;

namespace EdgeGuard.Guard;

/// <summary>Looks after what no request brings up: certificates that ran out, PLCs lent to another tool, connections that nobody
/// uses.</summary>
/// <remarks><see cref="Run"/> is one thread's; <see cref="Wake"/> any thread's.</remarks>
internal sealed class Recheck
{
    private readonly GuardContext _context;
    private readonly LiveSessions _sessions;
    private readonly GatewayThreads _threads;
    private readonly PlcRelease _release;
    private readonly ISignal _wake;

    internal Recheck(GuardContext context, LiveSessions sessions, GatewayThreads threads, PlcRelease release)
    {
        _context = context;
        _sessions = sessions;
        _threads = threads;
        _release = release;
        _wake = context.Clock.CreateSignal();
    }

    /// <summary>Ends a wait, because the gateway stops.</summary>
    internal void Wake()
    {
        _wake.Set();
    }

    /// <summary>Until the gateway stops.</summary>
    internal void Run()
    {
        IClock clock = _context.Clock;
        long due = clock.Now + GuardLimits.RecheckMs;
        EventSource events = _context.CreateEventSource(0, null);
        Heartbeat beat = _threads.Heartbeats.Begin(Worker.Recheck, 0, clock.Now);
        while (!_threads.IsStopping)
        {
            try
            {
                beat.Beat(due);
                _wake.Wait(due);
                if (clock.Now < due) continue;
                due = clock.Now + GuardLimits.RecheckMs;
                _sessions.EndExpired();
                _release.Step(events);
            }
            catch (Exception fault)
            {
                _threads.Report(fault);
            }
        }
        beat.End();
    }
}
