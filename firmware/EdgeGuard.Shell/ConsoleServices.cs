using EdgeGuard.Checks;
using EdgeGuard.Core;
using EdgeGuard.Guard;
using EdgeGuard.Settings;
using EdgeGuard.Store;

namespace EdgeGuard.Shell;

/// <summary>What every console of a module works on. Does not change once consoles have started; its parts take any thread.</summary>
public sealed class ConsoleServices
{
    private readonly int _idleMsUnlessSet;

    public ConsoleServices(
        IClock clock, Accounts accounts, Configurations configurations, Credentials credentials, Backups backups, Isolation isolation,
        RecentEvents events, Counters counters, Trace trace, SelfTest selfTest, IConsolePlatform platform)
    {
        Credentials = credentials;
        Backups = backups;
        Isolation = isolation;
        Clock = clock;
        Accounts = accounts;
        Configurations = configurations;
        Events = events;
        Counters = counters;
        Trace = trace;
        SelfTest = selfTest;
        Platform = platform;
        _idleMsUnlessSet = (int)ModuleSettings.Unset().Milliseconds(SettingKeys.AccessIdle);
        StartedAt = clock.Now;
    }

    public IClock Clock { get; }

    public Accounts Accounts { get; }

    public Configurations Configurations { get; }

    public Credentials Credentials { get; }

    public Backups Backups { get; }

    public Isolation Isolation { get; }

    public RecentEvents Events { get; }

    public Counters Counters { get; }

    /// <summary>What the guard tells whoever traces.</summary>
    public Trace Trace { get; }

    public SelfTest SelfTest { get; }

    public IConsolePlatform Platform { get; }

    /// <summary>Why this run began, as the last one left it; empty where nobody knows. Set before the consoles start.</summary>
    public string StartedBecause { get; set; } = "";

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
