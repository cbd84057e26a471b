using System;
using EdgeGuard.Core;
using MQTTnet;
using MQTTnet.Protocol;

namespace EdgeGuard.Central;

/// <summary>What a simulated module says to a broker as a real one does: TLS with its certificate, a Will, QoS 1.</summary>
internal static class SimulatedMqtt
{
    /// <param name="module">Who connects.</param>
    /// <param name="host">The broker's.</param>
    /// <param name="port">Likewise.</param>
    /// <param name="connection">Number of the connection, which the Will names.</param>
    /// <param name="keepAlive">How long it may be silent.</param>
    /// <param name="patience">How long the broker may take.</param>
    internal static MqttClientOptions Options(
        SimulatedModule module, string host, int port, int connection, TimeSpan keepAlive, TimeSpan patience) =>
        new MqttClientOptionsBuilder()
            .WithTcpServer(host, port)
            .WithStreamProvider(module.Identity.Tls!)
            .WithKeepAlivePeriod(keepAlive)
            .WithTimeout(patience)
            .WithWillTopic(module.Topics.State)
            .WithWillPayload(Report.Offline(module.Status, connection, stopped: false))
            .WithWillQualityOfServiceLevel(MqttQualityOfServiceLevel.AtLeastOnce)
            .Build();

    internal static MqttApplicationMessage Message(string topic, byte[] payload) => new MqttApplicationMessageBuilder()
        .WithTopic(topic).WithPayload(payload).WithQualityOfServiceLevel(MqttQualityOfServiceLevel.AtLeastOnce).Build();
}
