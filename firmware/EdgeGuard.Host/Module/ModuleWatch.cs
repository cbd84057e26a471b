using System;
using System.Threading;
using EdgeGuard.Core;
using EdgeGuard.Module;

namespace EdgeGuard.Host;

/// <summary>Notices when a thread of the module is unresponsive, and tells: an event, and a line in the log. It ends nothing.</summary>
internal sealed class ModuleWatch : IDisposable
{
    private readonly Supervisor _supervisor;
    private readonly ModuleRun _run;
    private readonly StderrLog _log;
    private readonly Timer _timer;
    private readonly Lock _lock = new();
    private Heartbeat? _told;

    public ModuleWatch(ModuleRun run, StderrLog log)
    {
        _run = run;
        _log = log;
        _supervisor = new Supervisor(run.Heartbeats, run.Events);
        _timer = new Timer(_ => Step(_run.Clock.Now), null, Supervisor.StepMs, Supervisor.StepMs);
    }

    public void Dispose() => _timer.Dispose();

    internal void Step(long now)
    {
        // A step that takes longer than the timer's period is not joined by a second one.
        if (!_lock.TryEnter()) return;
        try
        {
            _supervisor.Step(now);
            Heartbeat? late = _supervisor.Late;
            if (late != null && late != _told) _log.Line($"internal fault: {WorkerText.Of(late.Worker, late.Number)} is unresponsive");
            _told = late;
        }
        finally
        {
            _lock.Exit();
        }
    }
}
