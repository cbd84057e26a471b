namespace EdgeGuard.Core;

/// <summary>Why a handshake was refused, or a session's certificate is no longer good.</summary>
/// <remarks>Reported in events: append only. The zero value refuses. Its text is in HandshakeFaultText.</remarks>
public enum HandshakeFault : byte
{
    /// <summary>Nothing was verified.</summary>
    Unverified = 0,

    /// <summary>Nothing is wrong.</summary>
    None = 1,

    /// <summary>The client did not send its first message in time, or gave way to others while it had not.</summary>
    Silent = 2,

    /// <summary>The first bytes are not a TLS handshake: plain Modbus, a scanner.</summary>
    NotTls = 3,

    /// <summary>The handshake did not end in time, or gave way to others while it was slow.</summary>
    TooSlow = 4,

    /// <summary>The handshake failed: no common version or cipher suite, an alert, a broken message, the client went away.</summary>
    Protocol = 5,

    /// <summary>The client showed no certificate (MB-TCP-Security R-10).</summary>
    NoCertificate = 6,

    /// <summary>The chain does not end at a configured CA, or a signature in it is wrong.</summary>
    UntrustedChain = 7,

    /// <summary>A certificate of the chain is not valid yet.</summary>
    NotYetValid = 8,

    /// <summary>A certificate of the chain has run out.</summary>
    Expired = 9,

    /// <summary>The module's clock is not known well enough to judge dates.</summary>
    ClockUntrusted = 10,

    /// <summary>A certificate of the chain is revoked.</summary>
    Revoked = 11,

    /// <summary>Revocation is checked, and there is no list that a CA of the chain signed.</summary>
    CrlMissing = 12,

    /// <summary>The list of a CA of the chain is outside its thisUpdate … nextUpdate.</summary>
    CrlStale = 13,

    /// <summary>The certificate is not for TLS clients: clientAuth is not among its extended key usages.</summary>
    WrongUsage = 14,

    /// <summary>An issuer in the chain may not issue: basic constraints, key usage, path length.</summary>
    IssuerNotCa = 15,

    /// <summary>A key of the chain is too short, or of a kind that is not accepted.</summary>
    WeakKey = 16,

    /// <summary>A signature of the chain uses less than SHA-256.</summary>
    WeakSignature = 17,

    /// <summary>The chain is longer than the limit.</summary>
    ChainTooLong = 18,

    /// <summary>A certificate of the chain breaks RFC 5280, or holds a critical extension that is not known.</summary>
    Malformed = 19,

    /// <summary>The client gave way to others while it waited for its turn.</summary>
    Busy = 20,

    /// <summary>The client's address is not among those that may come (a device that knows clients by address).</summary>
    NotListed = 21,

    /// <summary>The client's address began too many handshakes, each of which costs everybody its time (a device).</summary>
    TooOften = 22,
}
