using System;
using EdgeGuard.Core;
using EdgeGuard.Policy;

namespace EdgeGuard.Guard;

/// <summary>Looks after what no request brings up: certificates that ran out, PLCs lent to another tool, connections that nobody
/// uses.</summary>
/// <remarks>Of a thread of its own (<see cref="Run"/>), or of one that has other work besides (<see cref="Begin"/>, <see cref="Step"/>,
/// <see cref="End"/>); <see cref="Wake"/> is any thread's.</remarks>
internal sealed class Recheck
{
    private readonly GuardContext _context;
    private readonly LiveSessions _sessions;
    private readonly GatewayThreads _threads;
    private readonly PlcRelease _release;
    private readonly ISignal _wake;
    private readonly EventSource _events;
    private Heartbeat? _beat;
    private long _due;

    internal Recheck(GuardContext context, LiveSessions sessions, GatewayThreads threads, PlcRelease release)
    {
        _context = context;
        _sessions = sessions;
        _threads = threads;
        _release = release;
        _wake = context.Clock.CreateSignal();
        _events = context.CreateEventSource(0, null);
    }

    /// <summary>Ends a wait, because the gateway stops.</summary>
    internal void Wake()
    {
        _wake.Set();
    }

    /// <summary>Until the gateway stops.</summary>
    internal void Run()
    {
        Begin();
        while (!_threads.IsStopping)
        {
            _wake.Wait(_due);
            Step(_context.Clock.Now);
        }
        End();
    }

    /// <summary>From here on it is looked after.</summary>
    internal void Begin()
    {
        long now = _context.Clock.Now;
        _due = now + GuardLimits.RecheckMs;
        _beat = _threads.Heartbeats.Begin(Worker.Recheck, 0, _due);
    }

    /// <summary>Looks, where that is due. When it will be due again, monotonic milliseconds.</summary>
    internal long Step(long now)
    {
        if (now < _due) return _due;
        _due = now + GuardLimits.RecheckMs;
        _beat!.Beat(_due);
        try
        {
            _sessions.EndExpired();
            _release.Step(_events);
        }
        catch (Exception fault)
        {
            _threads.Report(fault);
        }
        return _due;
    }

    /// <summary>Nobody looks any more.</summary>
    internal void End()
    {
        _beat!.End();
    }
}
