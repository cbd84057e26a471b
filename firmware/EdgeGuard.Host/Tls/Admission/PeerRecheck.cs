using System.Collections.Generic;
using EdgeGuard.Core;
using EdgeGuard.Guard;

namespace EdgeGuard.Host;

/// <summary>Which clients that were let in would not be any more. Found out beforehand, so that asking takes no time.</summary>
public sealed class PeerRecheck : IPeerCheck
{
    // By reference: two links of one client may have shown different chains.
    private readonly Dictionary<Peer, HandshakeFault> _faults = new(ReferenceEqualityComparer.Instance);
    private readonly List<TlsLink> _failed = [];

    internal IReadOnlyList<TlsLink> Failed
    {
        get { return _failed; }
    }

    /// <inheritdoc/>
    public HandshakeFault Check(Peer peer)
    {
        return _faults.GetValueOrDefault(peer, HandshakeFault.None);
    }

    internal void Add(TlsLink link, HandshakeFault fault)
    {
        _failed.Add(link);
        _faults[link.Peer] = fault;
    }
}
