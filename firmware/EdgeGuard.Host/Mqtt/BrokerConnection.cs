using System;
using System.IO;
using System.Threading;
using System.Threading.Tasks;
using EdgeGuard.Core;
using MQTTnet;
using MQTTnet.Exceptions;
using MQTTnet.Protocol;

namespace EdgeGuard.Host;

/// <summary>One connection to the broker, from its attempt to its end; never used for a second one, so nothing of the last can
/// be taken for the next.</summary>
internal sealed class BrokerConnection : IDisposable
{
    // So much of the broker's own keep-alive passes between two of our pings.
    private const double PingShare = 0.75;

    private readonly IMqttClient _client = new MqttClientFactory().CreateMqttClient();
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private volatile string _end = BrokerWords.End(MqttClientDisconnectReason.NormalDisconnection, null);

    public BrokerConnection(int number)
    {
        Number = number;
        _client.DisconnectedAsync += end =>
        {
            bool isOdd = end.Exception?.GetBaseException() is InvalidDataException;
            _end = isOdd ? end.Exception!.GetBaseException().Message : BrokerWords.End(end.Reason, end.ReasonString);
            _ended.TrySetResult();
            return Task.CompletedTask;
        };
    }

    public int Number { get; }

    /// <summary>What the broker takes; set once it has said so.</summary>
    public BrokerTerms? Terms { get; private set; }

    /// <summary>Completes when the connection is over, or was never made.</summary>
    public Task Ended => _ended.Task;

    /// <summary>Why it is over, in words.</summary>
    public string End => _end;

    public async Task<MqttClientConnectResult> Connect(MqttClientOptions options, bool isMqtt5, CancellationToken limit)
    {
        MqttClientConnectResult result = await _client.ConnectAsync(options, limit).ConfigureAwait(false);
        if (result.ResultCode == MqttClientConnectResultCode.Success) Terms = new BrokerTerms(result, isMqtt5);
        return result;
    }

    /// <summary>Publishes, and waits until the broker has the message. Throws what ends the connection.</summary>
    public async Task<(Publication Outcome, string Problem)> Publish(
        string topic, ArraySegment<byte> payload, bool retain, CancellationToken limit)
    {
        bool confirms = Terms is { Confirms: true };
        var message = new MqttApplicationMessage
        {
            Topic = topic,
            PayloadSegment = payload,
            QualityOfServiceLevel = confirms ? MqttQualityOfServiceLevel.AtLeastOnce : MqttQualityOfServiceLevel.AtMostOnce,
            Retain = retain && Terms is { Retains: true },
        };
        MqttClientPublishResult result = await _client.PublishAsync(message, limit).ConfigureAwait(false);
        // Packets are taken in their order: who answers the ping has read what came before it.
        if (!confirms) await _client.PingAsync(limit).ConfigureAwait(false);
        Publication outcome = OutcomeOf(result);
        return (outcome, outcome == Publication.Failed ? BrokerWords.Refusal(result.ReasonCode, topic, result.ReasonString) : "");
    }

    /// <summary>Waits for the end, or for <paramref name="closing"/>; meanwhile keeps alive what the library does not.</summary>
    /// <remarks>It pings by the keep-alive that we named in CONNECT. MQTT 5.0 [MQTT-3.2.2-21]: the broker's own counts instead.</remarks>
    public async Task Hold(CancellationToken closing)
    {
        int seconds = Terms?.KeepAliveSeconds ?? 0;
        TimeSpan every = seconds > 0 ? TimeSpan.FromSeconds(seconds * PingShare) : Timeout.InfiniteTimeSpan;
        while (!Ended.IsCompleted && !closing.IsCancellationRequested)
        {
            await Ended.WaitAsync(every, closing).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (Ended.IsCompleted || closing.IsCancellationRequested) return;
            if (!await Ping(every).ConfigureAwait(false)) return;
        }
    }

    /// <summary>Says goodbye, so that the broker keeps our Will to itself.</summary>
    public Task Disconnect(CancellationToken limit) => _client.DisconnectAsync(new MqttClientDisconnectOptions(), limit);

    public void Dispose() => _client.Dispose();

    private async Task<bool> Ping(TimeSpan within)
    {
        using var limit = new CancellationTokenSource(within);
        try
        {
            await _client.PingAsync(limit.Token).ConfigureAwait(false);
            return true;
        }
        catch (Exception e) when (e is OperationCanceledException or MqttCommunicationException or InvalidOperationException)
        {
            // It ends, or hangs: no use either way.
            return false;
        }
    }

    private static Publication OutcomeOf(MqttClientPublishResult result) => (int)result.ReasonCode switch
    {
        (int)MqttClientPublishReasonCode.Success => Publication.Acknowledged,
        (int)MqttClientPublishReasonCode.NoMatchingSubscribers => Publication.Unheard,
        (int)MqttDisconnectReasonCode.PacketTooLarge => Publication.TooLarge,
        _ => Publication.Failed,
    };
}
