using System;
using System.Threading;
using EdgeGuard.Core;

namespace EdgeGuard.Host;

/// <summary>A link from a client that proved who it is by its certificate.</summary>
public sealed class TlsLink : TlsChannelLink, IUpstreamLink, ISocketLink
{
    private readonly Action<TlsLink> _closed;
    private int _isExpiryTold;

    internal TlsLink(TlsChannel channel, Peer peer, PeerChain chain, Action<TlsLink> closed)
        : base(channel)
    {
        _closed = closed;
        Peer = peer;
        Chain = chain;
    }

    /// <inheritdoc/>
    public Peer Peer { get; }

    /// <summary>The certificates that the client showed.</summary>
    public PeerChain Chain { get; }

    DeadlineSocket ISocketLink.Socket
    {
        get { return Channel.Socket; }
    }

    /// <summary>True the first time only: one alarm a link. Any thread.</summary>
    internal bool TellExpiry()
    {
        return Interlocked.Exchange(ref _isExpiryTold, 1) == 0;
    }

    /// <inheritdoc/>
    public override void Close()
    {
        _closed(this);
        base.Close();
    }
}
