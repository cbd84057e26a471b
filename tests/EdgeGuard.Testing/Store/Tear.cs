namespace EdgeGuard.Testing.Store;

/// <summary>What a power cut leaves of the write that it hits.</summary>
public enum Tear
{
    /// <summary>Nothing was written.</summary>
    Before,

    /// <summary>Half of the new bytes, and nothing behind them.</summary>
    Half,

    /// <summary>Half of the new bytes, then what stood there before.</summary>
    Mixed,

    /// <summary>A record of the right length full of what an erased flash holds.</summary>
    Erased,

    /// <summary>All but the last byte.</summary>
    AllButOne,

    /// <summary>Everything was written, and then the power went.</summary>
    After,
}
