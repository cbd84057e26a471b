namespace EdgeGuard.Guard;

/// <summary>How far a ticket is in the queue of a PLC port.</summary>
internal enum PortTurn : byte
{
    /// <summary>It gets nothing: its time passed, its session is being ended, or the port is stopped.</summary>
    Lost = 0,

    /// <summary>Others come first.</summary>
    Waits = 1,

    /// <summary>It holds a connection, or all.</summary>
    Taken = 2,
}
