namespace EdgeGuard.Guard;

/// <summary>What one record of a trace is about. What A and B mean stands beside each.</summary>
public enum TraceKind : byte
{
    None = 0,

    /// <summary>A client's session began. A: PeerTransport.</summary>
    SessionOpened = 1,

    /// <summary>It ended. A: SessionEnd. B: requests it made.</summary>
    SessionClosed = 2,

    /// <summary>A client was rejected. A: Refusal.</summary>
    SessionRefused = 3,

    /// <summary>A connection to the PLC stands. A: connection.</summary>
    PlcConnected = 4,

    /// <summary>It could not be made. A: connection.</summary>
    PlcUnreachable = 5,

    /// <summary>It is given up. A: connection. B: ExchangeResult, what the last exchange came to.</summary>
    PlcClosed = 6,

    /// <summary>A bus's port is open. A: number of the line.</summary>
    BusOpened = 7,

    /// <summary>It is lost, or could not be opened. A: number of the line. B: SerialFault.</summary>
    BusClosed = 8,

    /// <summary>A client was rejected before it had a session. A: HandshakeFault.</summary>
    HandshakeRefused = 9,

    FromClient = 10,
    ToClient = 11,
    ToPlc = 12,
    FromPlc = 13,

    /// <summary>A connection to the PLC is closed because nobody needs it. A: connection.</summary>
    PlcLetGo = 14,

    /// <summary>A bus's port likewise. A: number of the line.</summary>
    BusLetGo = 15,

    /// <summary>A request and what became of it.</summary>
    Request = 20,
}
