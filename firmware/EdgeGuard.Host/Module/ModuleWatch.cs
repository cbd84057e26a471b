using EdgeGuard.Core;
using EdgeGuard.Module;

namespace EdgeGuard.Host;

/// <summary>Notices when a thread of the module is unresponsive, and tells: an event, and a line in the log. It ends nothing. Of the thread
/// that steps the module.</summary>
internal sealed class ModuleWatch
{
    private readonly Supervisor _supervisor;
    private readonly ModuleRun _run;
    private readonly StderrLog _log;
    private Heartbeat? _told;

    public ModuleWatch(ModuleRun run, StderrLog log)
    {
        _run = run;
        _log = log;
        _supervisor = new Supervisor(run.Heartbeats, run.Events);
    }

    /// <summary>Looks; every <see cref="Supervisor.StepMs"/>.</summary>
    internal void Step() => Step(_run.Clock.Now);

    internal void Step(long now)
    {
        _supervisor.Step(now);
        Heartbeat? late = _supervisor.Late;
        if (late != null && late != _told) _log.Line($"internal fault: {WorkerText.Of(late.Worker, late.Number)} is unresponsive");
        _told = late;
    }
}
