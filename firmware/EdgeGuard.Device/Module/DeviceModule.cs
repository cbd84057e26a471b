using EdgeGuard.Checks;
using EdgeGuard.Core;
using EdgeGuard.Policy;
using EdgeGuard.Settings;
using EdgeGuard.Shell;
using EdgeGuard.Store;

namespace EdgeGuard.Device;

/// <summary>A whole module on a device: the store, the guard by what is stored there, and the console that it is set up and changed at.</summary>
/// <remarks><see cref="Run"/> once, from one thread.</remarks>
internal sealed class DeviceModule
{
    private const int StepMs = 1_000;
    private const int StopMs = 5_000;

    // A start puts what is stored in force: it stretches nothing, but opens listeners.
    private const int StartMs = 120_000;

    // A trial that ends, or a commit that somebody at the console makes meanwhile: one guard stops and another begins.
    private const int RoundMs = 60_000;

    private readonly IDeviceParts _parts;
    private readonly DeviceRun _run;
    private readonly DeviceApplier _applier;
    private readonly Restarter _restarter;
    private readonly DevicePanel? _panel;
    private readonly ClockKeeper? _keeper;
    private readonly Accounts _accounts;
    private readonly Configurations _configurations;
    private readonly Isolation _isolation;
    private readonly ConsoleTerminal _terminal;
    private readonly ISignal _wake;
    private readonly object _lock = new object();

    // Under the lock:
    private bool _isEnding;

    /// <summary>Opens the store. Nothing is in force yet.</summary>
    internal DeviceModule(IDeviceParts parts)
    {
        _parts = parts;
        _wake = parts.Clock.CreateSignal();
        var store = new SharedStore(parts.Store);
        var records = new RecordStore(store);
        FirstStart found = FirstStart.Look(records, parts);
        ModuleSettings? settings = SettingsReader.ReadStored(StoredConfiguration.Load(records).Settings, new ProblemList());
        _run = new DeviceRun(parts.Clock, DeviceRun.SpoolOf(settings), parts, store, records);
        _restarter = new Restarter(parts.Store, _run.Stored.Boot, parts.Reboot);
        found.Tell(_run.Events);
        _keeper = parts.CreateClockKeeper(records, _run.Events);
        if (_keeper != null) _keeper.Start();
        _applier = new DeviceApplier(records, parts, _run, _restarter);
        int target = settings == null ? AccountLimits.DefaultCostMs : (int)settings.Milliseconds(SettingKeys.AccessPasswordTime);
        int cost = parts.PasswordCost(target);
        _accounts = new Accounts(records, parts.Hmac, parts.Random, parts.Clock, _run.Events, cost);
        IPanel? panel = parts.CreatePanel();
        if (panel != null) _panel = new DevicePanel(panel, parts.Clock, _run, _restarter);
        var credentials = new Credentials(records, _accounts, _run.Events, _applier);
        _configurations = new Configurations(records, _accounts, parts.Clock, _run.Events, _applier);
        var backups = new Backups(records, _accounts, _configurations, credentials, parts.Hmac, parts.Random, parts.Clock, _run.Events, cost);
        _isolation = new Isolation(records, _accounts, parts.Clock, _run.Events, _applier);
        var body = new DeviceConsolePlatform(parts, _applier, credentials, _panel, End);
        var selfTest = new SelfTest(records, parts.Hmac, parts.Random);
        var services = new ConsoleServices(
            parts.Clock, _accounts, _configurations, credentials, backups, _isolation, _run.Events, _run.Counters, _run.Trace, selfTest, body)
        {
            StartedBecause = _run.StartedBecause,
        };
        _terminal = new ConsoleTerminal(services, parts.Console, false)
        {
            Heartbeats = _run.Heartbeats,
            Faulted = fault => parts.Note("internal fault, the console was closed: " + fault.ToString()),
        };
    }

    /// <summary>The guard at work; null while nothing is in force, and everything is refused.</summary>
    internal RunningGuard? Guard
    {
        get { return _applier.Guard; }
    }

    /// <summary>Puts what is stored in force, and serves until somebody at the console wants a restart, or <see cref="End"/>: then the processor
    /// restarts, as after a fault.</summary>
    internal void Run()
    {
        new DeviceSupervisor(_parts.Clock, new Supervisor(_run.Heartbeats, _run.Events), _parts.CreateWatchdog(), _restarter).Start();
        GuardedThread.Run(Worker.Main, 0, _restarter, Serve);
        _restarter.Restart(new RestartCause(RestartReason.Person, Worker.None, 0, "at the console"));
    }

    /// <summary>Ends <see cref="Run"/>. Any thread; returns at once.</summary>
    internal void End()
    {
        lock (_lock) _isEnding = true;
        _wake.Set();
    }

    private void Serve()
    {
        Heartbeat beat = _run.Heartbeats.Begin(Worker.Main, 0, _parts.Clock.Now + StartMs);
        _run.Events.Add(new Event { Code = EventCode.ModuleStarted });
        if (_panel != null) _panel.Start();
        _isolation.Start();
        _terminal.Start();
        TellOfStart(_configurations.Start());
        long keepAt = _parts.Clock.Now;
        while (!IsEnding())
        {
            beat.Beat(_parts.Clock.Now + RoundMs);
            if (_applier.Guard == null) _parts.LookAround();
            _applier.Step();
            if (_keeper != null && _parts.Clock.Now >= keepAt)
            {
                _keeper.Step();
                keepAt = _parts.Clock.Now + ClockKeeper.StepEveryMs;
            }
            long next = _configurations.Step(_parts.Clock.Now);
            if (_panel != null) _panel.Show(_applier.Guard, _configurations.TrialMs > 0);
            long step = _parts.Clock.Now + StepMs;
            _wake.Wait(next < step ? next : step);
        }
        beat.Beat(_parts.Clock.Now + RoundMs);
        _run.Events.Add(new Event { Code = EventCode.ModuleStopping });
        _terminal.Stop(_parts.Clock.Now + StopMs);
        _applier.Stop();
        if (_panel != null) _panel.Stop();
        beat.End();
    }

    private bool IsEnding()
    {
        lock (_lock) return _isEnding;
    }

    private void TellOfStart(CommitResult result)
    {
        if (!_accounts.IsClaimed) _parts.Note("nobody has an account: the console takes the claim code of the label");
        if (result.Fault == CommitFault.NothingToCommit) _parts.Note("nothing is configured: every request is refused");
        else if (result.Fault != CommitFault.None)
            _parts.Note("what is stored cannot be put in force, and every request is refused: " + (result.Detail.Length > 0 ? result.Detail : "'check' at the console lists why"));
        else _parts.Note("in force: " + new PlcPortPlan(_configurations.InForce!.Settings).Names());
    }
}
