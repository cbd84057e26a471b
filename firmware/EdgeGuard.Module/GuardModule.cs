using EdgeGuard.Core;
using EdgeGuard.Policy;
using EdgeGuard.Settings;
using EdgeGuard.Shell;
using EdgeGuard.Store;

namespace EdgeGuard.Module;

/// <summary>A whole module, put together from the parts of its platform: the store, the guard by what is stored there, and the consoles
/// that it is set up and changed at.</summary>
/// <remarks>
///     IModuleParts ──> ModuleRun              what lasts from one restart to the next: time, events, counters
///                      ConfigurationApplier   puts what is stored in force: one RunningGuard after the other
///                      StoreServices          where people change accounts, configuration and credentials
///                      consoles               where those people come from
/// <see cref="Start"/>, <see cref="Step"/> and <see cref="Stop"/> from one thread; the rest from any.
/// </remarks>
public sealed class GuardModule
{
    /// <summary>Milliseconds between two steps of what keeps the time.</summary>
    public const int KeepMs = 5_000;

    private readonly IModuleParts _parts;
    private readonly ConfigurationApplier _applier;
    private readonly ITimeKeeper? _keeper;
    private readonly PanelStatus? _panel;
    private readonly StoredTraffic? _traffic;
    private readonly ConsoleServices _services;
    private readonly ISignal _wake;
    private ConsoleTerminal[] _terminals = new ConsoleTerminal[0];
    private bool _hasStarted;
    private long _keepAt;

    private readonly object _lock = new object();

    // Under the lock:
    private bool _isEnding;

    /// <summary>Opens the store. Nothing is in force yet.</summary>
    public GuardModule(IModuleParts parts)
    {
        _parts = parts;
        _wake = parts.Clock.CreateSignal();
        var store = new SharedStore(parts.Store);
        var records = new RecordStore(store);
        ModuleSettings? settings = SettingsReader.ReadStored(StoredConfiguration.Load(records).Settings, new ProblemList());
        Run = new ModuleRun(parts, store, records, settings);
        _keeper = parts.CreateTimeKeeper(records, Run.Events);
        if (_keeper != null) _keeper.Start();
        if (Run.Traffic != null) _traffic = new StoredTraffic(records, Run.Traffic, parts.Clock, Run.Events);
        ModuleSettings unset = ModuleSettings.Unset();
        int target = (int)(settings == null ? unset : settings).Milliseconds(SettingKeys.AccessPasswordTime);
        var cost = new PasswordCost(parts.PasswordCost(target), target);
        bool isAsUnset = settings == null && parts.SpoolOf(null) == parts.SpoolOf(unset)
            && parts.TrafficRowsOf(null) == parts.TrafficRowsOf(unset);
        _applier = new ConfigurationApplier(records, parts, Run, cost, isAsUnset ? unset : settings);
        var context = new StoreContext(records, parts.Hmac, parts.Random, parts.Clock, Run.Events, cost);
        Store = new StoreServices(context, _applier, _applier, _applier);
        IPanel? panel = parts.CreatePanel();
        if (panel != null)
        {
            Panel = new PanelController(panel, Run.Events);
            _panel = new PanelStatus(Panel, Run);
        }
        _services = new ConsoleServices(Store, Run.Events, Run.Counters, Run.Trace, new ConsolePlatform(parts, this))
        {
            StartedBecause = Run.StartedBecause,
            Traffic = _traffic,
        };
    }

    /// <summary>Time, counters and events of this run.</summary>
    public ModuleRun Run { get; }

    /// <summary>Where people change what is stored.</summary>
    public StoreServices Store { get; }

    /// <summary>What the panel does, by a thread of the platform; null: there is none.</summary>
    public PanelController? Panel { get; }

    /// <summary>The guard at work; null while nothing is in force, and everything is refused.</summary>
    public RunningGuard? Guard
    {
        get { return _applier.Guard; }
    }

    /// <summary>Whether somebody wants the module to restart.</summary>
    public bool IsEnding
    {
        get
        {
            lock (_lock) return _isEnding;
        }
    }

    /// <summary>Opens a console at a port: at once, or with <see cref="Start"/>. By the thread that starts and stops.</summary>
    /// <param name="port">Where people come from; closed by <see cref="Stop"/>.</param>
    /// <param name="count">How many can be there at once.</param>
    /// <param name="isBatch">Whether scripts come.</param>
    public void AddConsole(IConsolePort port, int count, bool isBatch)
    {
        var all = new ConsoleTerminal[_terminals.Length + count];
        for (int i = 0; i < all.Length; i++) all[i] = i < _terminals.Length ? _terminals[i] : NewTerminal(port, isBatch);
        int first = _terminals.Length;
        _terminals = all;
        for (int i = first; _hasStarted && i < all.Length; i++) all[i].Start();
    }

    /// <summary>Puts what is stored in force. What is wrong with it is in the log, and then nothing is in force.</summary>
    public CommitResult Start()
    {
        _hasStarted = true;
        Run.Events.Add(new Event { Code = EventCode.ModuleStarted });
        Store.Isolation.Start();
        for (int i = 0; i < _terminals.Length; i++) _terminals[i].Start();
        CommitResult result = Store.Configurations.Start();
        TellOfStart(result);
        return result;
    }

    /// <summary>Does what is due; call it every second or so.</summary>
    /// <returns>When to come back at the latest, monotonic milliseconds; long.MaxValue: as usual.</returns>
    public long Step()
    {
        if (Guard == null) _parts.LookAround();
        _applier.Step();
        Run.StepExpiries();
        if (_traffic != null) _traffic.Step();
        long now = _parts.Clock.Now;
        if (_keeper != null && now >= _keepAt)
        {
            _keeper.Step();
            _keepAt = now + KeepMs;
        }
        long next = Store.Configurations.Step(_parts.Clock.Now);
        if (_panel != null) _panel.Show(Guard, Store.Configurations.TrialMs > 0);
        return next;
    }

    /// <summary>Waits until somebody wants the module to restart, or that time has passed. By the thread that steps.</summary>
    public void Wait(long until)
    {
        _wake.Wait(until);
    }

    /// <summary>Wants the module to restart, or to end. Any thread; returns at once.</summary>
    public void End()
    {
        lock (_lock) _isEnding = true;
        _wake.Set();
    }

    /// <summary>Ends consoles and guard, and stores what is to be known at the next start. Once.</summary>
    public void Stop()
    {
        long deadline = _parts.Clock.Now + ModuleRun.StopMs;
        for (int i = 0; _hasStarted && i < _terminals.Length; i++)
        {
            if (!_terminals[i].Stop(deadline)) _parts.Note("a console was still busy after five seconds");
        }
        if (_keeper != null) _keeper.End();
        if (_hasStarted) Run.Events.Add(new Event { Code = EventCode.ModuleStopping });
        _applier.Stop();
        if (_traffic != null) _traffic.Keep();
    }

    private ConsoleTerminal NewTerminal(IConsolePort port, bool isBatch)
    {
        return new ConsoleTerminal(_services, port, isBatch)
        {
            Heartbeats = Run.Heartbeats,
            Faulted = fault => _parts.Note("internal fault, a console was closed: " + fault.ToString()),
        };
    }

    private void TellOfStart(CommitResult result)
    {
        if (!Store.Accounts.IsClaimed) _parts.Note("nobody has an account: the claim code is " + _parts.ClaimCodePlace);
        if (result.Fault == CommitFault.NothingToCommit) _parts.Note("nothing is configured: every request is refused");
        else if (result.Fault != CommitFault.None) TellProblems(result);
    }

    private void TellProblems(CommitResult result)
    {
        _parts.Note("error: the stored configuration cannot be put in force; every request is refused");
        if (result.Detail.Length > 0) _parts.Note("error: " + result.Detail);
        if (result.Reading != null) _parts.Tell(result.Reading);
    }
}
