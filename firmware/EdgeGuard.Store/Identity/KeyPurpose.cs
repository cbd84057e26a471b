namespace EdgeGuard.Store;

/// <summary>What a key derived from the device's secret is for: one key, one use.</summary>
public enum KeyPurpose : byte
{
    /// <summary>The module's MAC over batches of events.</summary>
    Events = 1,

    /// <summary>The central console's MAC over acknowledgements.</summary>
    Acknowledgements = 2,

    /// <summary>The central console's MAC over grants, policies and other orders.</summary>
    Commands = 3,

    /// <summary>The module's MAC over its own backups.</summary>
    Backups = 4,
}
