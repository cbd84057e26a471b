using System;
using System.Threading;
using System.Threading.Tasks;
using MQTTnet;

namespace EdgeGuard.Host.Mqtt;

/// <summary>One connection to the broker, from its attempt to its end; never used for a second one, so nothing of the last can
/// be taken for the next.</summary>
internal sealed class BrokerConnection : IDisposable
{
    private readonly IMqttClient _client = new MqttClientFactory().CreateMqttClient();
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public BrokerConnection(int number)
    {
        Number = number;
        _client.DisconnectedAsync += _ =>
        {
            _ended.TrySetResult();
            return Task.CompletedTask;
        };
    }

    public int Number { get; }

    /// <summary>Completes when the connection is over, or was never made.</summary>
    public Task Ended => _ended.Task;

    public Task<MqttClientConnectResult> Connect(MqttClientOptions options, CancellationToken limit) => _client.ConnectAsync(options, limit);

    public Task<MqttClientPublishResult> Publish(MqttApplicationMessage message, CancellationToken limit) => _client.PublishAsync(message, limit);

    /// <summary>Says goodbye, so that the broker keeps our Will to itself.</summary>
    public Task Disconnect(CancellationToken limit) => _client.DisconnectAsync(new MqttClientDisconnectOptions(), limit);

    public void Dispose() => _client.Dispose();
}
