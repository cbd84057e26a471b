namespace EdgeGuard.Central;

/// <summary>How sure a signal is.</summary>
internal enum SignalKind
{
    /// <summary>It holds.</summary>
    Holds = 0,

    /// <summary>Nobody can say at present: whatever was, stays.</summary>
    Unknown = 1,

    /// <summary>It holds, and another alert has its cause: nothing begins, and nothing ends.</summary>
    Withheld = 2,
}
