namespace EdgeGuard.Policy;

/// <summary>Why a request was refused: the nearest miss of all the lines that could have allowed it.</summary>
/// <remarks>Reported in events: append only. Its text is in RefusalText.</remarks>
public enum Refusal : byte
{
    /// <summary>Not refused, or not judged yet.</summary>
    None = 0,

    /// <summary>The PDU breaks the specification (RequestFault says how).</summary>
    Malformed = 1,

    /// <summary>A <c>never</c> line touches it.</summary>
    Never = 2,

    /// <summary>The client has the NULL role, and there is no <c>role none</c>.</summary>
    NoRole = 3,

    /// <summary>The client's role is not in the policy, and there is no <c>role *</c>.</summary>
    UnknownRole = 4,

    /// <summary>No line of the role names the function code.</summary>
    Function = 5,

    /// <summary>No line names the sub-function or MEI type.</summary>
    SubFunction = 6,

    /// <summary>No line names the unit.</summary>
    Unit = 7,

    /// <summary>No line covers the whole address range (or file and records).</summary>
    Address = 8,

    /// <summary>More, or fewer, than the line's quantity.</summary>
    Quantity = 9,

    /// <summary>A value written lies outside the line's values, or pairs are not written whole.</summary>
    Value = 10,

    /// <summary>A value written is further from the present one than the line's step.</summary>
    Step = 11,

    /// <summary>Bits outside the line's mask would change.</summary>
    Mask = 12,

    /// <summary>The line's <c>when</c> does not hold.</summary>
    State = 13,

    /// <summary>A value that the line needs could not be read.</summary>
    StateUnknown = 14,

    /// <summary>Outside the line's time windows.</summary>
    Time = 15,

    /// <summary>The line has time windows, and the clock cannot be trusted.</summary>
    TimeUnknown = 16,

    /// <summary>The client's request rate is used up (answered 06).</summary>
    Rate = 17,

    /// <summary>Too many requests of the client wait already (answered 06).</summary>
    Pending = 18,

    /// <summary>The request waited longer than its lifetime (answered 06).</summary>
    Lifetime = 19,

    /// <summary>The module, or this client, has as many sessions as it may (the link is closed).</summary>
    Sessions = 20,

    /// <summary>The client's certificate is no longer valid (the link is closed).</summary>
    Identity = 21,

    /// <summary>A request to all units that expects an answer.</summary>
    Broadcast = 22,

    /// <summary>The module is isolated and lets nobody in (the link is closed).</summary>
    Isolated = 23,

    /// <summary>The PLC ended each connection between a value that the line needs and the write that rests on it.</summary>
    ShortConnection = 24,

    /// <summary>The line has a clause that the judge does not know: an internal fault, and no reason to allow.</summary>
    UnknownClause = 25,
}
