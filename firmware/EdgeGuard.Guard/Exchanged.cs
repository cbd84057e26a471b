namespace EdgeGuard.Guard;

/// <summary>What became of a request that was forwarded.</summary>
internal enum Exchanged : byte
{
    /// <summary>No answer that fits: it may or may not have been carried out.</summary>
    Unanswered = 0,

    /// <summary>The answer is in the lane's buffer.</summary>
    Answered = 1,

    /// <summary>It went to all units of a bus, and none answers.</summary>
    Broadcast = 2,
}
