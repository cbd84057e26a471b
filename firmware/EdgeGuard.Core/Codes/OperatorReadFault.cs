namespace EdgeGuard.Core;

/// <summary>Why a unit that a person asked has given no answer. Reported in events: append only.</summary>
public enum OperatorReadFault : byte
{
    /// <summary>It has answered, with an exception perhaps.</summary>
    None = 0,

    /// <summary>The request is none of 1 to 4, or malformed: nothing was sent.</summary>
    NotReading = 1,

    /// <summary>No unit of this id is behind the module.</summary>
    NoUnit = 2,

    /// <summary>Unit 0 is all units of a bus, and none of them answers.</summary>
    Broadcast = 3,

    /// <summary>The unit did not answer lately; the guard backs off from it for a while.</summary>
    BackedOff = 4,

    /// <summary>Others had the line until the deadline.</summary>
    LineBusy = 5,

    /// <summary>There is no connection, or no bus that falls silent.</summary>
    NoPath = 6,

    /// <summary>Nothing came that could be an answer.</summary>
    Unanswered = 7,

    /// <summary>The guard stops.</summary>
    Stopping = 8,

    /// <summary>A fault of our own; counted and reported.</summary>
    InternalFault = 9,

    /// <summary>It answered, and not what was asked.</summary>
    AnsweredOtherwise = 10,

    /// <summary>It began an answer and did not finish it.</summary>
    CutShort = 11,

    /// <summary>What came is no Modbus, or came damaged.</summary>
    NotModbus = 12,

    /// <summary>The connection ended instead.</summary>
    ConnectionLost = 13,

    /// <summary>The module has let go of the PLC, because a person wants that.</summary>
    Released = 20,
}
