using System;
using System.Threading;
using System.Threading.Channels;
using System.Threading.Tasks;
using EdgeGuard.Host;
using EdgeGuard.Telemetry;
using MQTTnet;
using MQTTnet.Protocol;

namespace EdgeGuard.Cli;

/// <summary>Hands what reaches the demo's broker on to the central console: over TLS, with the module's certificate, in order, each again
/// until it is acknowledged.</summary>
internal sealed class DemoBridge : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);

    private readonly BrokerTls _tls;
    private readonly int _port;
    private readonly Channel<(string Topic, byte[] Payload)> _waiting = Channel.CreateUnbounded<(string, byte[])>();
    private readonly CancellationTokenSource _end = new();
    private readonly Task _run;

    internal DemoBridge(BrokerTls tls, int port)
    {
        _tls = tls;
        _port = port;
        _run = Task.Run(Run);
    }

    /// <summary>Takes one message; what is no module's is left where it is. Any thread.</summary>
    internal void Take(string topic, byte[] payload)
    {
        if (ModuleTopic.Parse(topic) != null) _waiting.Writer.TryWrite((topic, payload));
    }

    /// <summary>Ends once all is handed on, or after a moment.</summary>
    public async ValueTask DisposeAsync()
    {
        _waiting.Writer.TryComplete();
        _end.CancelAfter(Patience);
        await _run;
        _end.Dispose();
    }

    private async Task Run()
    {
        while (!_end.IsCancellationRequested)
        {
            try
            {
                using IMqttClient client = new MqttClientFactory().CreateMqttClient();
                MqttClientOptionsBuilder options = new MqttClientOptionsBuilder().WithTcpServer("127.0.0.1", _port).WithTimeout(Patience);
                await client.ConnectAsync(options.WithStreamProvider(_tls).Build(), CancellationToken.None);
                await HandOn(client);
                return;
            }
            catch (Exception) when (!_end.IsCancellationRequested)
            {
                // The connection broke: what was not acknowledged is first in the row again.
                await Task.Delay(Pause);
            }
            catch (OperationCanceledException)
            {
                return;
            }
        }
    }

    private async Task HandOn(IMqttClient client)
    {
        while (await _waiting.Reader.WaitToReadAsync(_end.Token))
        {
            while (_waiting.Reader.TryPeek(out (string Topic, byte[] Payload) next))
            {
                MqttApplicationMessage message = new MqttApplicationMessageBuilder().WithTopic(next.Topic).WithPayload(next.Payload)
                    .WithQualityOfServiceLevel(MqttQualityOfServiceLevel.AtLeastOnce).Build();
                await client.PublishAsync(message, _end.Token);
                _waiting.Reader.TryRead(out _);
            }
        }
    }
}
