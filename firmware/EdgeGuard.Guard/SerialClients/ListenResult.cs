namespace EdgeGuard.Guard;

/// <summary>What came of listening for a request on a serial line.</summary>
internal enum ListenResult : byte
{
    /// <summary>Nothing for us by the time given.</summary>
    Nothing = 0,

    /// <summary>A request for a unit of ours.</summary>
    Request = 1,

    /// <summary>The port has ended.</summary>
    Ended = 2,
}
