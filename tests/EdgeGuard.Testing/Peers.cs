using EdgeGuard.Core;

namespace EdgeGuard.Testing;

/// <summary>Clients for tests.</summary>
public static class Peers
{
    /// <summary>A client with a certificate.</summary>
    public static Peer Tls(string? role, string name = "a", long validUntil = 4_102_444_800_000)
    {
        return new Peer(PeerTransport.Tls, "192.0.2.1", "CN=" + name, role, "fingerprint-" + name, validUntil);
    }

    /// <summary>A client of the plain listener.</summary>
    public static Peer Plain(string? role, string address = "192.0.2.9")
    {
        return new Peer(PeerTransport.Plain, address, "", role, "", long.MaxValue);
    }
}
