using EdgeGuard.Checks;
using EdgeGuard.Core;
using EdgeGuard.Guard;
using EdgeGuard.Settings;
using EdgeGuard.Store;

namespace EdgeGuard.Shell;

/// <summary>What every console of a module works on. Does not change once consoles have started; its parts take any thread.</summary>
public sealed class ConsoleServices
{
    private readonly StoreServices _store;
    private readonly int _idleMsUnlessSet;

    /// <param name="store">Where people change what is stored.</param>
    /// <param name="events">The latest events; everything that happens goes through it.</param>
    /// <param name="counters">The module's.</param>
    /// <param name="trace">What the guard reports to whoever traces.</param>
    /// <param name="platform">What it runs on.</param>
    public ConsoleServices(StoreServices store, RecentEvents events, Counters counters, Trace trace, IConsolePlatform platform)
    {
        _store = store;
        Events = events;
        Counters = counters;
        Trace = trace;
        SelfTest = new SelfTest(store.Context);
        Platform = platform;
        _idleMsUnlessSet = (int)ModuleSettings.Unset().Milliseconds(SettingKeys.AccessIdle);
        StartedAt = Clock.Now;
    }

    public IClock Clock
    {
        get { return _store.Context.Clock; }
    }

    public Accounts Accounts
    {
        get { return _store.Accounts; }
    }

    public Configurations Configurations
    {
        get { return _store.Configurations; }
    }

    public Credentials Credentials
    {
        get { return _store.Credentials; }
    }

    public Backups Backups
    {
        get { return _store.Backups; }
    }

    public Isolation Isolation
    {
        get { return _store.Isolation; }
    }

    public RecentEvents Events { get; }

    public Counters Counters { get; }

    public Trace Trace { get; }

    public SelfTest SelfTest { get; }

    public IConsolePlatform Platform { get; }

    /// <summary>Why this run began, as the last one left it; empty where nobody knows. Set before the consoles start.</summary>
    public string StartedBecause { get; set; } = "";

    /// <summary>Who asks what of whom; null: it is not recorded. Set before the consoles start.</summary>
    public StoredTraffic? Traffic { get; set; }

    /// <summary>Monotonic milliseconds of the start.</summary>
    public long StartedAt { get; }

    /// <summary>Milliseconds without a key after which a person is logged out.</summary>
    public int IdleMs
    {
        get
        {
            CheckedConfiguration? inForce = Configurations.InForce;
            return inForce == null ? _idleMsUnlessSet : (int)inForce.Settings.Milliseconds(SettingKeys.AccessIdle);
        }
    }

    /// <summary>Who is logged in at which console.</summary>
    internal ConsolePresence ConsolePresence { get; } = new ConsolePresence();
}
