using System.Net.Sockets;

namespace EdgeGuard.Host;

/// <summary>A link whose bytes come through one socket, so that the system can tell when there are some.</summary>
internal interface IPolledLink
{
    /// <summary>The connected socket.</summary>
    Socket Socket { get; }

    /// <summary>Whether a read would find something, or the end, without asking the socket. For the link's owner.</summary>
    bool HasBuffered { get; }
}
