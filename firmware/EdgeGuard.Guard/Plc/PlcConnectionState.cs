namespace EdgeGuard.Guard;

/// <summary>Whether a request can be sent now.</summary>
internal enum PlcConnectionState : byte
{
    /// <summary>There is no path: the client gets 0A.</summary>
    NoPath = 0,

    Ready = 1,

    /// <summary>The unit has not answered lately and is left alone for a while: the client gets 0B.</summary>
    UnitSilent = 2,

    /// <summary>It cannot be told without waiting, and the calling thread may not wait.</summary>
    NeedsThread = 3,
}
