namespace EdgeGuard.Testing;

/// <summary>What a <see cref="MisbehavingPlc"/> does instead of answering a request properly.</summary>
public enum Mischief
{
    /// <summary>Nothing: it answers.</summary>
    None,

    /// <summary>It carries the request out and says nothing.</summary>
    Silent,

    /// <summary>Another transaction id.</summary>
    WrongTransaction,

    /// <summary>Another unit id.</summary>
    WrongUnit,

    /// <summary>Another function code.</summary>
    WrongFunction,

    /// <summary>The last byte is missing, and the header says so.</summary>
    TooShort,

    /// <summary>One byte more, and the header says so.</summary>
    TrailingByte,

    /// <summary>A protocol id that is not Modbus.</summary>
    NotModbus,

    /// <summary>An exception response with code 04.</summary>
    Exception,

    /// <summary>It ends the connection instead of answering.</summary>
    Close,

    /// <summary>The right answer, and then it ends the connection.</summary>
    CloseBehind,

    /// <summary>It ends the connection in the middle of the answer.</summary>
    CloseHalfway,

    /// <summary>It sends half of the answer and no more.</summary>
    StopHalfway,

    /// <summary>One byte every 5 ms.</summary>
    ByteByByte,

    /// <summary>An answer that nobody asked for, then the right one, in one piece.</summary>
    StrayFirst,

    /// <summary>The bare answer as on a serial line: no header, a CRC.</summary>
    RtuOverTcp,

    /// <summary>The right answer, and one more behind it.</summary>
    AnswerTwice,

    /// <summary>Answers that nobody asked for, one every millisecond, for ten seconds.</summary>
    Babble,
}
