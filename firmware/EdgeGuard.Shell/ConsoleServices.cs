using EdgeGuard.Core.Ports;
using EdgeGuard.Core.Reports;
using EdgeGuard.Guard.Tracing;
using EdgeGuard.Settings;
using EdgeGuard.Shell.Checks;
using EdgeGuard.Store.Backups;
using EdgeGuard.Store.Configuring;
using EdgeGuard.Store.Credentials;
using EdgeGuard.Store.Island;
using EdgeGuard.Store.People;

namespace EdgeGuard.Shell;

/// <summary>What every console of a module works on. Does not change once consoles have started; its parts take any thread.</summary>
public sealed class ConsoleServices
{
    public ConsoleServices(
        IClock clock, Accounts accounts, ConfigurationDesk desk, CredentialDesk credentials, BackupDesk backups, IslandDesk island, RecentEvents events,
        Counters counters, Trace trace, SelfTest selfTest, IConsoleBody body)
    {
        Credentials = credentials;
        Backups = backups;
        Island = island;
        Clock = clock;
        Accounts = accounts;
        Desk = desk;
        Events = events;
        Counters = counters;
        Trace = trace;
        SelfTest = selfTest;
        Body = body;
        StartedAt = clock.Now;
    }

    public IClock Clock { get; }

    public Accounts Accounts { get; }

    public ConfigurationDesk Desk { get; }

    public CredentialDesk Credentials { get; }

    public BackupDesk Backups { get; }

    public IslandDesk Island { get; }

    public RecentEvents Events { get; }

    public Counters Counters { get; }

    /// <summary>What the guard tells whoever traces.</summary>
    public Trace Trace { get; }

    public SelfTest SelfTest { get; }

    public IConsoleBody Body { get; }

    /// <summary>Why this run began, as the last one left it; empty where nobody knows. Set before the consoles start.</summary>
    public string StartedBecause { get; set; } = "";

    /// <summary>Monotonic milliseconds of the start.</summary>
    public long StartedAt { get; }

    /// <summary>Milliseconds without a key after which a person is logged out.</summary>
    public int IdleMs
    {
        get
        {
            CheckedConfiguration? inForce = Desk.InForce;
            return inForce == null ? AccountLimits.DefaultIdleMs : (int)inForce.Settings.Milliseconds(SettingKeys.AccessIdle);
        }
    }

    /// <summary>Who is logged in at which console.</summary>
    internal Presence Presence { get; } = new Presence();
}
