using EdgeGuard.Core.Events;
using EdgeGuard.Core.Ports;
using EdgeGuard.Core.Supervision;
using EdgeGuard.Device.Supervision;
using EdgeGuard.Device.Time;
using EdgeGuard.Policy.Problems;
using EdgeGuard.Settings;
using EdgeGuard.Shell;
using EdgeGuard.Shell.Checks;
using EdgeGuard.Shell.Terminal;
using EdgeGuard.Store;
using EdgeGuard.Store.Backups;
using EdgeGuard.Store.Configuring;
using EdgeGuard.Store.Credentials;
using EdgeGuard.Store.Island;
using EdgeGuard.Store.People;

namespace EdgeGuard.Device.Module;

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
    private readonly DeviceBody _body;
    private readonly Restarter _restarter;
    private readonly DevicePanel? _panel;
    private readonly ClockKeeper? _keeper;
    private readonly Accounts _accounts;
    private readonly ConfigurationDesk _desk;
    private readonly IslandDesk _island;
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
        _body = new DeviceBody(records, parts, _run, _restarter);
        int target = settings == null ? AccountLimits.DefaultCostMs : (int)settings.Milliseconds(SettingKeys.AccessPasswordTime);
        int cost = parts.PasswordCost(target);
        _accounts = new Accounts(records, parts.Hmac, parts.Random, parts.Clock, _run.Events, cost);
        IPanel? front = parts.CreatePanel();
        if (front != null) _panel = new DevicePanel(front, parts.Clock, _run, _restarter);
        var credentials = new CredentialDesk(records, _accounts, _run.Events, _body);
        _desk = new ConfigurationDesk(records, _accounts, parts.Clock, _run.Events, _body);
        var backups = new BackupDesk(records, _accounts, _desk, credentials, parts.Hmac, parts.Random, parts.Clock, _run.Events, cost);
        _island = new IslandDesk(records, _accounts, parts.Clock, _run.Events, _body);
        var body = new DeviceConsoleBody(parts, _body, credentials, _panel, End);
        var selfTest = new SelfTest(records, parts.Hmac, parts.Random);
        var services = new ConsoleServices(
            parts.Clock, _accounts, _desk, credentials, backups, _island, _run.Events, _run.Counters, _run.Trace, selfTest, body)
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
        get { return _body.Guard; }
    }

    /// <summary>Puts what is stored in force, and serves until somebody at the console wants a restart, or <see cref="End"/>: then the processor
    /// restarts, as after a fault.</summary>
    internal void Run()
    {
        new DeviceSupervisor(_parts.Clock, new Supervisor(_run.Heartbeats, _run.Events), _parts.CreateWatchdog(), _restarter).Start();
        GuardedThread.Run(Worker.Main, 0, _restarter, Serve);
        _restarter.Restart(new LastWords(RestartReason.Person, Worker.None, 0, "at the console"));
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
        _island.Start();
        _terminal.Start();
        TellOfStart(_desk.Start());
        long keepAt = _parts.Clock.Now;
        while (!IsEnding())
        {
            beat.Beat(_parts.Clock.Now + RoundMs);
            if (_body.Guard == null) _parts.LookAround();
            _body.Step();
            if (_keeper != null && _parts.Clock.Now >= keepAt)
            {
                _keeper.Step();
                keepAt = _parts.Clock.Now + ClockKeeper.StepEveryMs;
            }
            long next = _desk.Step(_parts.Clock.Now);
            if (_panel != null) _panel.Show(_body.Guard, _desk.TrialMs > 0);
            long step = _parts.Clock.Now + StepMs;
            _wake.Wait(next < step ? next : step);
        }
        beat.Beat(_parts.Clock.Now + RoundMs);
        _run.Events.Add(new Event { Code = EventCode.ModuleStopping });
        _terminal.Stop(_parts.Clock.Now + StopMs);
        _body.Stop();
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
        else _parts.Note("in force: " + new LinePlan(_desk.InForce!.Settings).Names());
    }
}
