namespace EdgeGuard.Guard.Tracing;

/// <summary>What became of a client's request.</summary>
public enum RequestFate : byte
{
    /// <summary>Its session ended before that.</summary>
    None = 0,

    /// <summary>Refused by the policy.</summary>
    Refused = 1,

    /// <summary>Put off by a limit.</summary>
    PutOff = 2,

    /// <summary>There was no path to its unit.</summary>
    NoPath = 3,

    /// <summary>Its unit is left alone.</summary>
    LeftAlone = 4,

    /// <summary>The unit answered, with an exception perhaps.</summary>
    Answered = 5,

    /// <summary>It was sent, and nothing that answers it came.</summary>
    Unanswered = 6,

    /// <summary>It was sent to all units of a bus.</summary>
    Broadcast = 7,
}
