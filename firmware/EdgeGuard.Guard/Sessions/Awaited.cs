namespace EdgeGuard.Guard;

/// <summary>What must come before a session, or its request, can go on.</summary>
internal enum Awaited : byte
{
    /// <summary>Nothing: it is done with.</summary>
    Nothing = 0,

    /// <summary>Bytes from the client, or room for bytes to it.</summary>
    Client = 1,

    /// <summary>Its turn at a PLC port.</summary>
    Turn = 2,

    /// <summary>A PLC's response.</summary>
    Response = 3,

    /// <summary>A thread that may wait, because what comes next cannot be done without: connecting, or a serial bus.</summary>
    Thread = 4,

    /// <summary>Its next turn: it could go on, and has kept others waiting for long enough.</summary>
    Others = 5,
}
