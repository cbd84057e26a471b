using EdgeGuard.Core;
using EdgeGuard.Module;
using EdgeGuard.Store;

namespace EdgeGuard.Device;

/// <summary>A module on a device: its threads are watched, and whatever ends it restarts the processor.</summary>
/// <remarks><see cref="Run"/> once, from one thread.</remarks>
internal sealed class DeviceModule
{
    private const int StepMs = 1_000;

    // A start puts what is stored in force: it stretches nothing, but opens listeners.
    private const int StartMs = 120_000;

    // A trial that ends, or a commit that somebody at the console makes meanwhile: one guard stops and another begins.
    private const int RoundMs = 60_000;

    private readonly IDeviceParts _parts;
    private readonly GuardModule _module;
    private readonly Restarter _restarter;
    private readonly PanelThread? _panel;

    /// <summary>Opens the store. Nothing is in force yet.</summary>
    internal DeviceModule(IDeviceParts parts)
    {
        _parts = parts;
        FirstStart found = FirstStart.Look(new RecordStore(parts.Store), parts);
        _module = new GuardModule(parts);
        found.Tell(_module.Run.Events);
        _restarter = new Restarter(parts.Store, _module.Run.Stored.Boot, parts.Reboot);
        _module.Run.Faulted = fault => _restarter.Restart(RestartCause.Of(fault, Worker.Reporter, 0));
        if (_module.Panel != null) _panel = new PanelThread(parts.Clock, _module.Panel, _module.Run.Heartbeats, _restarter);
        _module.AddConsole(parts.Console, 1, false);
    }

    /// <summary>The guard at work; null while nothing is in force, and everything is refused.</summary>
    internal RunningGuard? Guard
    {
        get { return _module.Guard; }
    }

    /// <summary>Puts what is stored in force, and serves until somebody at the console wants a restart, or <see cref="End"/>: then the
    /// processor restarts, as after a fault.</summary>
    internal void Run()
    {
        ModuleRun run = _module.Run;
        new DeviceSupervisor(_parts.Clock, new Supervisor(run.Heartbeats, run.Events), _parts.CreateWatchdog(), _restarter).Start();
        GuardedThread.Run(Worker.Main, 0, _restarter, Serve);
        _restarter.Restart(new RestartCause(RestartReason.Person, Worker.None, 0, "at the console"));
    }

    /// <summary>Ends <see cref="Run"/>. Any thread; returns at once.</summary>
    internal void End()
    {
        _module.End();
    }

    private void Serve()
    {
        Heartbeat beat = _module.Run.Heartbeats.Begin(Worker.Main, 0, _parts.Clock.Now + StartMs);
        if (_panel != null) _panel.Start();
        _module.Start();
        while (!_module.IsEnding)
        {
            beat.Beat(_parts.Clock.Now + RoundMs);
            long next = _module.Step();
            long step = _parts.Clock.Now + StepMs;
            _module.Wait(next < step ? next : step);
        }
        beat.Beat(_parts.Clock.Now + RoundMs);
        _module.Stop();
        if (_panel != null) _panel.Stop();
        beat.End();
    }
}
