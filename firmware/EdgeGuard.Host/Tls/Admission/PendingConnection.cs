using System.Net;
using System.Net.Sockets;
using EdgeGuard.Core;

namespace EdgeGuard.Host;

/// <summary>A connection on its way to being a link: what it has sent so far, and since when it is at it.</summary>
internal sealed class PendingConnection
{
    internal PendingConnection(IPAddress address, long now)
    {
        Address = address;
        Since = now;
    }

    internal PendingConnection(Socket socket, IClock clock)
        : this(IpAddresses.OfPeer(socket), clock.Now)
    {
        Socket = new DeadlineSocket(socket, clock);
        Records = new RecordStream(Socket);
    }

    internal IPAddress Address { get; }

    /// <summary>When the present stage began, monotonic milliseconds.</summary>
    internal long Since { get; set; }

    internal PendingStage Stage { get; set; }

    /// <summary>Whether the handshake is broken off because others wait.</summary>
    internal bool GaveWay { get; set; }

    internal DeadlineSocket? Socket { get; }

    internal RecordStream? Records { get; }

    /// <summary>Ends the connection. Not while another thread works on it: that one is woken by Abort.</summary>
    internal void Close()
    {
        Socket?.Abort();
        Socket?.Close();
    }
}
