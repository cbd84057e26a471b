using System.Net;
using System.Net.Sockets;

namespace EdgeGuard.Host;

/// <summary>The one form of a network address, for roles, limits and events alike.</summary>
public static class IpAddresses
{
    /// <summary>IPv4 stays IPv4 also where a dual-stack socket shows it inside IPv6 (::ffff:10.0.0.7).</summary>
    public static IPAddress Plain(IPAddress address)
    {
        return address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
    }

    /// <summary>The peer's address, or <see cref="IPAddress.None"/> when the peer has already gone. Never throws.</summary>
    public static IPAddress OfPeer(Socket socket)
    {
        try
        {
            return socket.RemoteEndPoint is IPEndPoint end ? Plain(end.Address) : IPAddress.None;
        }
        catch (SocketException)
        {
            return IPAddress.None;
        }
    }
}
