using System;
using System.Net;
using System.Security.Cryptography.X509Certificates;
using System.Threading;
using System.Threading.Tasks;
using MQTTnet.Adapter;
using MQTTnet.Formatter;
using MQTTnet.Packets;

namespace EdgeGuard.Telemetry;

/// <summary>A client's connection that gives it a name where it has none.</summary>
public sealed class NamedClient(IMqttChannelAdapter channel) : IMqttChannelAdapter
{
    public long BytesReceived => channel.BytesReceived;

    public long BytesSent => channel.BytesSent;

    public X509Certificate2 ClientCertificate => channel.ClientCertificate;

    public EndPoint RemoteEndPoint => channel.RemoteEndPoint;

    public EndPoint LocalEndPoint => channel.LocalEndPoint;

    public bool IsSecureConnection => channel.IsSecureConnection;

    public MqttPacketFormatterAdapter PacketFormatterAdapter => channel.PacketFormatterAdapter;

    /// <summary>A name that nobody else has.</summary>
    public static string NewName() => "client-" + Guid.NewGuid().ToString("N");

    public Task ConnectAsync(CancellationToken cancellationToken) => channel.ConnectAsync(cancellationToken);

    public Task DisconnectAsync(CancellationToken cancellationToken) => channel.DisconnectAsync(cancellationToken);

    public async Task<MqttPacket> ReceivePacketAsync(CancellationToken cancellationToken)
    {
        MqttPacket packet = await channel.ReceivePacketAsync(cancellationToken).ConfigureAwait(false);
        // In MQTT 5 the name is told back to the client: the broker's matter.
        bool isOld = PacketFormatterAdapter.ProtocolVersion < MqttProtocolVersion.V500;
        if (isOld && packet is MqttConnectPacket { ClientId: null or "", CleanSession: true } connect) connect.ClientId = NewName();
        return packet;
    }

    public void ResetStatistics() => channel.ResetStatistics();

    public Task SendPacketAsync(MqttPacket packet, CancellationToken cancellationToken) =>
        channel.SendPacketAsync(packet, cancellationToken);

    public void Dispose() => channel.Dispose();
}
