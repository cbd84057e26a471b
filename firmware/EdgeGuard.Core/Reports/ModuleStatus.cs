namespace EdgeGuard.Core;

/// <summary>What the reporter tells about the module besides events and counters. The host fills it in. Any thread.</summary>
public sealed class ModuleStatus
{
    private readonly object _lock = new object();

    // Under the lock:
    private ConfigurationStatus _configuration = ConfigurationStatus.None;
    private bool _isIsolated;
    private int _changes;

    /// <param name="stream">16 random bytes that name the stream of events; with boot 0 another one for each run.</param>
    /// <param name="boot">Number of this start, counted by the host in stored state; 0 when it cannot.</param>
    /// <param name="inventory">What the module consists of.</param>
    public ModuleStatus(byte[] stream, int boot, Inventory inventory)
    {
        Stream = stream;
        Boot = boot;
        Inventory = inventory;
    }

    public byte[] Stream { get; }

    public int Boot { get; }

    public Inventory Inventory { get; }

    /// <summary>How the PLCs are; set before the reporter starts. Null: nobody says.</summary>
    public IPlcStates? Plcs { get; set; }

    /// <summary>Which units there are; set before the reporter starts. Null: nobody says.</summary>
    public IUnitStates? Units { get; set; }

    /// <summary>Counts the changes, so that the reporter sees that there is something new.</summary>
    public int Changes
    {
        get
        {
            int plcChanges = Plcs == null ? 0 : Plcs.PlcChanges;
            lock (_lock) return unchecked(_changes + plcChanges);
        }
    }

    /// <summary>The configuration in force.</summary>
    public ConfigurationStatus Configuration
    {
        get
        {
            lock (_lock) return _configuration;
        }
    }

    /// <summary>Whether nobody is let in until a person opens the module.</summary>
    public bool IsIsolated
    {
        get
        {
            lock (_lock) return _isIsolated;
        }
    }

    /// <summary>Tells that the module is isolated, or no more.</summary>
    public void SetIsolated(bool isIsolated)
    {
        lock (_lock)
        {
            _isIsolated = isIsolated;
            _changes++;
        }
    }

    /// <summary>Tells of a new configuration in force.</summary>
    public void SetConfiguration(ConfigurationStatus configuration)
    {
        lock (_lock)
        {
            _configuration = configuration;
            _changes++;
        }
    }
}
