namespace EdgeGuard.Core;

/// <summary>Who is at the other end of an upstream link. Immutable.</summary>
public sealed class Peer
{
    public Peer(PeerTransport transport, string address, string subject, string? role, string fingerprint, long validUntil)
    {
        Transport = transport;
        Address = address;
        Subject = subject;
        Role = role;
        Fingerprint = fingerprint;
        ValidUntil = validUntil;
        IsStranger = fingerprint.Length == 0 && (transport == PeerTransport.Tls || transport == PeerTransport.Plain);
    }

    public PeerTransport Transport { get; }

    /// <summary>Network address without port, as text; the port's name for a serial client.</summary>
    public string Address { get; }

    /// <summary>The certificate's subject (RFC 4514 text), empty without a certificate.</summary>
    public string Subject { get; }

    /// <summary>The one valid role, or null: the NULL role (no role, two, or a malformed one; MB-TCP-Security R-23).</summary>
    public string? Role { get; }

    /// <summary>SHA-256 of the certificate, lower-case hex; empty without a certificate.</summary>
    public string Fingerprint { get; }

    /// <summary>UTC milliseconds at which the chain runs out; long.MaxValue without a certificate.</summary>
    public long ValidUntil { get; }

    /// <summary>Whether it is known by an address alone, which anybody can have, or have many of.</summary>
    public bool IsStranger { get; }

    /// <summary>What client limits are counted by: the certificate, or the address without one.</summary>
    public string ClientKey
    {
        get { return Fingerprint.Length > 0 ? Fingerprint : Address; }
    }
}
