using System.Net.Sockets;
using EdgeGuard.Core;

namespace EdgeGuard.Host;

/// <summary>A plain TCP connection from a client that is known by its address only.</summary>
internal sealed class PlainLink : IUpstreamLink, ISocketLink
{
    private readonly SocketLink _link;

    internal PlainLink(Socket socket, IClock clock, Peer peer)
    {
        _link = new SocketLink(socket, clock);
        Peer = peer;
    }

    /// <inheritdoc/>
    public Peer Peer { get; }

    DeadlineSocket ISocketLink.Socket
    {
        get { return ((ISocketLink)_link).Socket; }
    }

    /// <inheritdoc/>
    public bool Ready(long until)
    {
        return _link.Ready(until);
    }

    /// <inheritdoc/>
    public int Read(byte[] buffer, int offset, int count, long deadline)
    {
        return _link.Read(buffer, offset, count, deadline);
    }

    /// <inheritdoc/>
    public bool Write(byte[] buffer, int offset, int count, long deadline)
    {
        return _link.Write(buffer, offset, count, deadline);
    }

    /// <inheritdoc/>
    public void Abort()
    {
        _link.Abort();
    }

    /// <inheritdoc/>
    public void Close()
    {
        _link.Close();
    }
}
