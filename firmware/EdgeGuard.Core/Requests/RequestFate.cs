namespace EdgeGuard.Core;

/// <summary>What became of a client's request.</summary>
public enum RequestFate : byte
{
    /// <summary>Its session ended before that.</summary>
    None = 0,

    /// <summary>Refused by the policy.</summary>
    Refused = 1,

    /// <summary>Put off by a limit.</summary>
    RateLimited = 2,

    /// <summary>There was no path to its unit.</summary>
    NoPath = 3,

    /// <summary>Its unit is left alone.</summary>
    BackedOff = 4,

    /// <summary>The unit answered, with an exception perhaps.</summary>
    Answered = 5,

    /// <summary>Nothing that could be its answer came in time.</summary>
    Unanswered = 6,

    /// <summary>It was sent to all units of a bus.</summary>
    Broadcast = 7,

    /// <summary>The unit answered, and not what the request implies.</summary>
    AnsweredOtherwise = 8,

    /// <summary>The unit began an answer and did not finish it in time.</summary>
    CutShort = 9,

    /// <summary>What came is no Modbus, or came damaged.</summary>
    NotModbus = 10,

    /// <summary>The connection ended before there was an answer.</summary>
    ConnectionLost = 11,
}
