using System;
using System.Net.Sockets;
using System.Threading;
using EdgeGuard.Core.Ports;
using EdgeGuard.Host.Net;

namespace EdgeGuard.Host.Tls;

/// <summary>A link from a client that proved who it is by its certificate.</summary>
public sealed class TlsLink : IUpstreamLink, IPolledLink
{
    private readonly TlsChannel _channel;
    private readonly Action<TlsLink> _closed;
    private int _isExpiryTold;

    internal TlsLink(TlsChannel channel, Peer peer, PeerChain chain, Action<TlsLink> closed)
    {
        _channel = channel;
        _closed = closed;
        Peer = peer;
        Chain = chain;
    }

    /// <inheritdoc/>
    public Peer Peer { get; }

    /// <summary>The certificates that the client showed.</summary>
    public PeerChain Chain { get; }

    Socket IPolledLink.Socket
    {
        get { return _channel.Socket; }
    }

    bool IPolledLink.HasBuffered
    {
        get { return _channel.HasBuffered; }
    }

    /// <summary>True the first time only: one alarm a link. Any thread.</summary>
    internal bool TellExpiry()
    {
        return Interlocked.Exchange(ref _isExpiryTold, 1) == 0;
    }

    /// <inheritdoc/>
    public bool Ready(long until)
    {
        return _channel.Ready(until);
    }

    /// <inheritdoc/>
    public int Read(byte[] buffer, int offset, int count, long deadline)
    {
        return _channel.Read(buffer, offset, count, deadline);
    }

    /// <inheritdoc/>
    public bool Write(byte[] buffer, int offset, int count, long deadline)
    {
        return _channel.Write(buffer, offset, count, deadline);
    }

    /// <inheritdoc/>
    public void Abort()
    {
        _channel.Abort();
    }

    /// <inheritdoc/>
    public void Close()
    {
        _closed(this);
        _channel.Close();
    }
}
