namespace EdgeGuard.Core;

/// <summary>Whether two peers are the same somebody to a reader of events. Allocates nothing.</summary>
public static class PeerIdentity
{
    /// <summary>Everything a reader sees is equal; a new session of the same client is the same peer.</summary>
    public static bool Same(Peer? a, Peer? b)
    {
        if (ReferenceEquals(a, b)) return true;
        if (a == null || b == null) return false;
        return a.Transport == b.Transport
            && a.Address == b.Address
            && a.Fingerprint == b.Fingerprint
            && a.Role == b.Role
            && a.Subject == b.Subject;
    }
}
