using System.IO;
using System.Net;
using System.Net.Sockets;
using System.Threading;
using System.Threading.Tasks;
using MQTTnet.Channel;

namespace EdgeGuard.Host;

/// <summary>A TCP connection to a broker, without TLS: the sockets are ours,
/// so that one whose peer has vanished ends like all others.</summary>
public sealed class BrokerSocket : IMqttClientStreamProvider
{
    /// <inheritdoc/>
    public async Task<Stream> ConnectAsync(EndPoint brokerEndPoint, CancellationToken cancellationToken) =>
        new NetworkStream(await Connect(brokerEndPoint, cancellationToken).ConfigureAwait(false), ownsSocket: true);

    /// <summary>A connected socket. Throws what the system's sockets throw.</summary>
    internal static async Task<Socket> Connect(EndPoint broker, CancellationToken cancellationToken)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            SocketLiveness.Watch(socket);
            await socket.ConnectAsync(broker, cancellationToken).ConfigureAwait(false);
            return socket;
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
