namespace EdgeGuard.Core;

/// <summary>How somebody reached the module, and so how much its identity is worth. Reported in events: append only.</summary>
public enum PeerTransport : byte
{
    Unknown = 0,

    /// <summary>Mutual TLS; the role is the certificate's.</summary>
    Tls = 1,

    /// <summary>The plain listener (unsafe-plain); the role is by source address.</summary>
    Plain = 2,

    /// <summary>A serial port; the role is a setting of the port.</summary>
    Serial = 3,

    /// <summary>A person at the technician's console, logged in by account.</summary>
    Console = 4,
}
