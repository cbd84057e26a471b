namespace EdgeGuard.Store;

/// <summary>What is wrong with an order to close or to open the module. The zero value is a refusal.</summary>
public enum IsolationFault : byte
{
    /// <summary>This person may not.</summary>
    NotAllowed = 0,

    /// <summary>Nothing is wrong: it is done.</summary>
    None = 1,

    /// <summary>It is so already.</summary>
    Already = 2,

    /// <summary>The store refused to write. Closing: it is closed, but a restart would open it. Opening: it stays closed.</summary>
    StoreRefused = 3,
}
