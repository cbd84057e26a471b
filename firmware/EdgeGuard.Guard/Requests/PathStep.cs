namespace EdgeGuard.Guard;

/// <summary>Where a request stands in <see cref="RequestPath"/>; the numbers are those of its steps.</summary>
internal enum PathStep : byte
{
    /// <summary>No request is in work.</summary>
    None = 0,

    /// <summary>(2) to (4) come next.</summary>
    Begun = 1,

    /// <summary>(5): in the queue of a PLC port.</summary>
    Queued = 2,

    /// <summary>(6): a connection is held.</summary>
    Held = 3,

    /// <summary>(7): and can be used.</summary>
    Ready = 4,

    /// <summary>(7): a value that a rule needs is being read.</summary>
    Reading = 5,

    /// <summary>(8): the request is on its way.</summary>
    Sent = 6,
}
