using System;
using System.Threading;
using System.Threading.Tasks;
using EdgeGuard.Core.Ports;
using MQTTnet;
using MQTTnet.Protocol;

namespace EdgeGuard.Host.Mqtt;

/// <summary>The uplink over MQTT 5. Connects, and connects again, behind the caller's back; publishing waits for the acknowledgement.</summary>
/// <remarks>
/// MQTT 5 and not 3.1.1: there a broker whose access list discards a message acknowledges it all the same, and the
/// event would be lost with nobody told; here the acknowledgement says so. Sessions are clean: what is unacknowledged the spool keeps.
/// Every attempt has a number of its own, so that the Will of one that failed halfway cannot pass for that of the next.
/// </remarks>
public sealed class MqttUplink : IUplink, IDisposable
{
    private const int CloseMs = 2000;

    private readonly IClock _clock;
    private readonly MqttUplinkOptions _options;
    private readonly string _willTopic;
    private readonly Func<int, byte[]> _willPayload;
    private readonly TroubleLog _log;
    private readonly CancellationTokenSource _closing = new();
    private Task _running = Task.CompletedTask;

    private readonly Lock _lock = new();

    // Under the lock:
    private BrokerConnection? _current;
    private int _number;
    private bool _isClosed;

    /// <param name="clock">For deadlines.</param>
    /// <param name="options">Where the broker is.</param>
    /// <param name="willTopic">Topic of the retained Will.</param>
    /// <param name="willPayload">The Will of the connection with this number. Called by the connecting task; must not throw.</param>
    /// <param name="log">Told of each connection, and once of each kind of trouble. Any thread; must not throw.</param>
    public MqttUplink(IClock clock, MqttUplinkOptions options, string willTopic, Func<int, byte[]> willPayload, Action<string> log)
    {
        _clock = clock;
        _options = options;
        _willTopic = willTopic;
        _willPayload = willPayload;
        _log = new TroubleLog(log);
    }

    /// <inheritdoc/>
    public bool IsConnected => Current() != null;

    /// <inheritdoc/>
    public int ConnectionNumber
    {
        get { lock (_lock) return _number; }
    }

    /// <summary>Begins to connect. Once.</summary>
    public void Start() => _running = Task.Run(StayConnected);

    /// <inheritdoc/>
    public bool Publish(string topic, byte[] payload, int offset, int count, bool retain, long deadline)
    {
        long left = deadline - _clock.Now;
        BrokerConnection? connection = Current();
        if (connection == null || left <= 0) return false;
        var message = new MqttApplicationMessage
        {
            Topic = topic,
            PayloadSegment = new ArraySegment<byte>(payload, offset, count),
            QualityOfServiceLevel = MqttQualityOfServiceLevel.AtLeastOnce,
            Retain = retain,
        };
        try
        {
            using var limit = CancellationTokenSource.CreateLinkedTokenSource(_closing.Token);
            limit.CancelAfter((int)Math.Min(left, int.MaxValue));
            MqttClientPublishResult result = connection.Publish(message, limit.Token).GetAwaiter().GetResult();
            if (!result.IsSuccess) _log.Trouble("the broker refuses " + topic + ": " + result.ReasonCode);
            return result.IsSuccess;
        }
        catch (Exception e)
        {
            // However it ended, it was not acknowledged, and is sent again: late brokers, lost connections, a Close meanwhile.
            if (!_closing.IsCancellationRequested) _log.Trouble("publishing " + topic + ": " + Reason(e, "no acknowledgement"));
            return false;
        }
    }

    /// <inheritdoc/>
    public void Close()
    {
        lock (_lock)
        {
            if (_isClosed) return;
            _isClosed = true;
        }

        _closing.Cancel();
        if (!_running.Wait(CloseMs * 2)) _log.Trouble("the connection does not end");
    }

    /// <summary>As <see cref="Close"/>.</summary>
    public void Dispose()
    {
        Close();
        _closing.Dispose();
    }

    private BrokerConnection? Current()
    {
        lock (_lock) return _current is { Ended.IsCompleted: false } ? _current : null;
    }

    private async Task StayConnected()
    {
        CancellationToken closing = _closing.Token;
        int pause = _options.FirstRetryMs;
        for (int number = 1; !closing.IsCancellationRequested; number++)
        {
            using var connection = new BrokerConnection(number);
            if (await TryConnect(connection).ConfigureAwait(false))
            {
                pause = _options.FirstRetryMs;
                await connection.Ended.WaitAsync(closing).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                await Leave(connection).ConfigureAwait(false);
            }

            int half = pause / 2;
            await Task.Delay(half + Random.Shared.Next(half + 1), closing).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            pause = (int)Math.Min((long)pause * 2, _options.MostRetryMs);
        }
    }

    private async Task<bool> TryConnect(BrokerConnection connection)
    {
        try
        {
            using var limit = CancellationTokenSource.CreateLinkedTokenSource(_closing.Token);
            limit.CancelAfter(_options.ConnectMs);
            MqttClientOptions options = BrokerOptions.Build(_options, _willTopic, _willPayload(connection.Number));
            MqttClientConnectResult result = await connection.Connect(options, limit.Token).ConfigureAwait(false);
            if (result.ResultCode != MqttClientConnectResultCode.Success)
            {
                _log.Trouble("the broker refuses the connection: " + result.ResultCode);
                return false;
            }
        }
        catch (Exception e)
        {
            // Unreachable, untrusted, a missing file, a broker that breaks the protocol: all are tried again, and none may end this task.
            if (!_closing.IsCancellationRequested) _log.Trouble(Reason(e, "no answer"));
            return false;
        }

        lock (_lock)
        {
            _current = connection;
            _number = connection.Number;
        }

        _log.Fine("connected to the broker " + _options.Host + ":" + _options.Port + ", connection " + connection.Number);
        return true;
    }

    private async Task Leave(BrokerConnection connection)
    {
        lock (_lock) _current = null;
        if (connection.Ended.IsCompleted)
        {
            _log.Trouble("the connection was lost");
            return;
        }

        using var limit = new CancellationTokenSource(CloseMs);
        await connection.Disconnect(limit.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private static string Reason(Exception e, string whenCancelled) =>
        e is OperationCanceledException ? whenCancelled : e.InnerException is { } inner ? e.Message + " (" + inner.Message + ")" : e.Message;
}
