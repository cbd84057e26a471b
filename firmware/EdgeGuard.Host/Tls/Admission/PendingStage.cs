namespace EdgeGuard.Host;

/// <summary>The stages of a connection before it is a link.</summary>
///   Silent --> HelloReceived --> Handshaking --> (a link, or refused)
///      +------------+-----------------+--------> refused
internal enum PendingStage : byte
{
    /// <summary>No whole ClientHello yet. Costs a socket and a buffer, no thread.</summary>
    Silent = 0,

    /// <summary>A whole ClientHello is here; waits for a handshake slot.</summary>
    HelloReceived = 1,

    /// <summary>Holds a handshake slot.</summary>
    Handshaking = 2,
}
