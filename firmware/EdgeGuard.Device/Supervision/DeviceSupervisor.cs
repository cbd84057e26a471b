using EdgeGuard.Core;

namespace EdgeGuard.Device;

/// <summary>Feeds the watchdog while every worker is fresh; otherwise the run ends, with the late worker's name.</summary>
/// <remarks>What it cannot see: an interpreter that stands still. Then it
/// stands still too, the watchdog is not fed, and resets the module.</remarks>
internal sealed class DeviceSupervisor
{
    private readonly IClock _clock;
    private readonly Supervisor _supervisor;
    private readonly IWatchdog _watchdog;
    private readonly Restarter _restarter;
    private readonly ISignal _wake;

    internal DeviceSupervisor(IClock clock, Supervisor supervisor, IWatchdog watchdog, Restarter restarter)
    {
        _clock = clock;
        _supervisor = supervisor;
        _watchdog = watchdog;
        _restarter = restarter;
        _wake = clock.CreateSignal();
    }

    /// <summary>Starts the thread, which never ends but with the run. Once, before the workers.</summary>
    internal void Start()
    {
        GuardedThread.Start(Worker.Main, 0, _restarter, Run);
    }

    private void Run()
    {
        while (Step()) _wake.Wait(_clock.Now + Supervisor.StepMs);
    }

    // False: the run is over.
    private bool Step()
    {
        if (_supervisor.Step(_clock.Now))
        {
            _watchdog.Feed();
            return true;
        }
        Heartbeat? late = _supervisor.Late;
        if (late == null) return true;
        _restarter.Restart(new RestartCause(RestartReason.WorkerLate, late.Worker, late.Number, ""));
        return false;
    }
}
