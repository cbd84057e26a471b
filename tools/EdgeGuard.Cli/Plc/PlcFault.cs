namespace EdgeGuard.Cli;

/// <summary>How the simulated PLC misbehaves. On the command line: its name in lower case, with hyphens.</summary>
public enum PlcFault
{
    None = 0,

    /// <summary>Answers with the transaction id plus one.</summary>
    WrongTransaction,

    /// <summary>Answers for the next unit id.</summary>
    WrongUnit,

    /// <summary>Answers with another function code.</summary>
    WrongFunction,

    /// <summary>Answers with protocol id 1.</summary>
    WrongProtocol,

    /// <summary>The MBAP length announces one byte more than is sent.</summary>
    WrongLength,

    /// <summary>A byte behind the PDU, counted in the MBAP length.</summary>
    TrailingBytes,

    /// <summary>The last byte of the PDU is missing, and not counted.</summary>
    ShortResponse,

    /// <summary>Does what it is asked and answers nothing.</summary>
    Silence,

    /// <summary>Answers so many milliseconds late; 500 unless said otherwise.</summary>
    Slow,

    /// <summary>One byte at a time, so many milliseconds apart; 5 unless said otherwise.</summary>
    ByteByByte,

    /// <summary>Closes the connection instead of answering.</summary>
    CloseAfterRequest,

    /// <summary>Keeps the answer back and sends it ahead of the next one on the same connection.</summary>
    Stale,

    /// <summary>Does nothing and answers an exception; 4 unless said otherwise.</summary>
    Exception,

    /// <summary>On a serial line: one bit of the CRC is wrong.</summary>
    WrongCrc,

    /// <summary>On a serial line: the answer ends in its middle.</summary>
    Cut,

    /// <summary>On a serial line: the answer comes twice without a silence between.</summary>
    Twice,

    /// <summary>On a serial line: two bytes of nothing stand before the answer.</summary>
    Noise,
}
