using EdgeGuard.Core.Ports;

namespace EdgeGuard.Core.Guard;

/// <summary>Says whether a client that was let in would still be: asked for every live session when CA or CRL change.</summary>
public interface IPeerCheck
{
    /// <summary>0 where the peer is still valid; else the number of the fault, as the event SessionRevoked reports it in A.
    /// Must neither throw nor wait: it runs under the gateway's lock.</summary>
    int Check(Peer peer);
}
