using EdgeGuard.Core;

namespace EdgeGuard.Guard;

/// <summary>Says whether a client that was let in would still be: asked for every live session when CA or CRL change.</summary>
public interface IPeerCheck
{
    /// <summary>None where the peer is still valid; anything else ends its sessions, and is reported. Must neither throw nor wait
    /// for long: it runs under the lock of the gateway's sessions.</summary>
    HandshakeFault Check(Peer peer);
}
