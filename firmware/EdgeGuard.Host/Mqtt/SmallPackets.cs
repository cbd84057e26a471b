using System.IO;
using System.Net;
using System.Threading;
using System.Threading.Tasks;
using MQTTnet.Channel;

namespace EdgeGuard.Host;

/// <summary>Connections to a broker over which it may send small packets alone: <see cref="SmallPacketStream"/>.</summary>
internal sealed class SmallPackets(IMqttClientStreamProvider inner) : IMqttClientStreamProvider
{
    /// <inheritdoc/>
    public async Task<Stream> ConnectAsync(EndPoint brokerEndPoint, CancellationToken cancellationToken) =>
        new SmallPacketStream(await inner.ConnectAsync(brokerEndPoint, cancellationToken).ConfigureAwait(false));
}
