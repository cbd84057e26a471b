using System.Net.Sockets;
using EdgeGuard.Core;

namespace EdgeGuard.Device;

/// <summary>A plain TCP connection from a client that is known by its address only.</summary>
internal sealed class PlainLink : SocketLink, IUpstreamLink
{
    internal PlainLink(Socket socket, IClock clock, Peer peer)
        : base(socket, clock)
    {
        Peer = peer;
    }

    /// <inheritdoc/>
    public Peer Peer { get; }
}
