namespace EdgeGuard.Guard;

/// <summary>What an exchange with a PLC, or a unit of a bus, came to. Without
/// an answer nobody knows whether a request was carried out.</summary>
internal enum ExchangeResult : byte
{
    /// <summary>Nothing was sent.</summary>
    NotSent = 0,

    /// <summary>The answer is in the connection's buffer.</summary>
    Answered = 1,

    /// <summary>It went to all units of a bus, and none answers.</summary>
    Broadcast = 2,

    /// <summary>A whole frame came in answer to this request, and says something else than the request implies: the PLC is there and the
    /// stream in step, but nobody can be told what it said.</summary>
    AnsweredOtherwise = 3,

    /// <summary>Nothing that could be an answer came in time.</summary>
    NothingCame = 4,

    /// <summary>An answer began in time and was not whole in time.</summary>
    CutShort = 5,

    /// <summary>What came is no Modbus: of a bus, it has no right CRC.</summary>
    NotModbus = 6,

    /// <summary>The connection, or the bus's port, ended before an answer was whole.</summary>
    ConnectionLost = 7,
}
