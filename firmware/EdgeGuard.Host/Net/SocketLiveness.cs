using System;
using System.Net.Sockets;

namespace EdgeGuard.Host;

/// <summary>Lets the system notice that a peer has vanished without a word: after a minute, whatever the connection was at.</summary>
/// <remarks>Keep-alive probes (the Messaging Guide V1.0b asks for them) are sent on idle connections only. Where bytes are on the way that
/// nobody acknowledges, the system sends them again for a quarter of an
/// hour, unless TCP_USER_TIMEOUT (RFC 5482) says when to give up.</remarks>
internal static class SocketLiveness
{
    internal const int IdleSeconds = 30;
    internal const int IntervalSeconds = 10;
    internal const int Probes = 3;

    /// <summary>How long sent bytes may stay unacknowledged: as long as an idle peer may stay silent.</summary>
    internal const int UnacknowledgedMs = (IdleSeconds + Probes * IntervalSeconds) * 1000;

    private const int LinuxTcp = 6;
    private const int LinuxUserTimeout = 18;

    /// <exception cref="SocketException">The peer has already gone.</exception>
    internal static void Watch(Socket socket)
    {
        socket.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.KeepAlive, true);
        socket.SetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveTime, IdleSeconds);
        socket.SetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveInterval, IntervalSeconds);
        socket.SetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveRetryCount, Probes);
        // Elsewhere the system's own patience decides.
        if (OperatingSystem.IsLinux()) socket.SetRawSocketOption(LinuxTcp, LinuxUserTimeout, BitConverter.GetBytes(UnacknowledgedMs));
    }

    /// <summary>How long sent bytes may stay unacknowledged on this socket; 0 for as long as the system likes. Linux only.</summary>
    internal static int UnacknowledgedMsOf(Socket socket)
    {
        var value = new byte[sizeof(int)];
        socket.GetRawSocketOption(LinuxTcp, LinuxUserTimeout, value);
        return BitConverter.ToInt32(value);
    }
}
