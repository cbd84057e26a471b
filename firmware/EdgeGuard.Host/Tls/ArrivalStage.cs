namespace EdgeGuard.Host.Tls;

/// <summary>The stages of a connection before it is a link.</summary>
///   Silent --> Greeted --> Handshaking --> (a link, or refused)
///      +----------+------------+---------> refused
internal enum ArrivalStage : byte
{
    /// <summary>No whole ClientHello yet. Costs a socket and a buffer, no thread.</summary>
    Silent = 0,

    /// <summary>A whole ClientHello is here; waits for a handshake slot.</summary>
    Greeted = 1,

    /// <summary>Holds a handshake slot.</summary>
    Handshaking = 2,
}
