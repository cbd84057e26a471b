using System;
using System.Threading;
using System.Threading.Tasks;
using EdgeGuard.Core;
using MQTTnet;
using MQTTnet.Exceptions;
using MQTTnet.Protocol;

namespace EdgeGuard.Host;

/// <summary>The uplink over MQTT 5. Connects, and connects again, behind
/// the caller's back; publishing waits for the acknowledgement.</summary>
/// <remarks>
/// MQTT 5 first and 3.1.1 only with a broker that knows nothing else: there a broker whose access list discards a message acknowledges it
/// all the same, and the event would be lost and nobody would know; here the acknowledgement says so. Sessions are clean: what is
/// unacknowledged the spool keeps. A broker that takes less than is asked (no retained messages, QoS 0, small packets) gets what it takes,
/// and the log says what is gone by that. Every attempt has a number of its own, so that
/// the Will of one that failed halfway cannot pass for that of the next.
/// </remarks>
public sealed class MqttUplink : IUplink, IDisposable
{
    private const int CloseMs = 2000;

    private readonly IClock _clock;
    private readonly MqttUplinkOptions _options;
    private readonly string _broker;
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
        _broker = options.Host + ":" + options.Port;
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
    public int MostBytes(string topic) => Current()?.Terms?.MostBytes(topic) ?? int.MaxValue;

    /// <inheritdoc/>
    public Publication Publish(string topic, byte[] payload, int offset, int count, bool retain, long deadline)
    {
        long left = deadline - _clock.Now;
        BrokerConnection? connection = Current();
        if (connection == null || left <= 0) return Publication.Failed;
        if (count > MostBytes(topic)) return TooLarge(topic, count);
        try
        {
            using var limit = CancellationTokenSource.CreateLinkedTokenSource(_closing.Token);
            limit.CancelAfter((int)Math.Min(left, int.MaxValue));
            (Publication outcome, string problem) =
                connection.Publish(topic, new ArraySegment<byte>(payload, offset, count), retain, limit.Token).GetAwaiter().GetResult();
            if (outcome == Publication.TooLarge) return TooLarge(topic, count);
            if (outcome == Publication.Failed) _log.Trouble(problem);
            if (outcome == Publication.Unheard && topic == _options.EventsTopic) _log.Once(Unheard(topic));
            return outcome;
        }
        catch (MqttClientUnexpectedDisconnectReceivedException e) when (e.ReasonCode == MqttDisconnectReasonCode.PacketTooLarge)
        {
            return TooLarge(topic, count);
        }
        catch (Exception e)
        {
            // However it ended, it was not acknowledged, and is sent again: late brokers, lost connections, a Close meanwhile. Of a lost
            // connection its end tells.
            if (!_closing.IsCancellationRequested && e is OperationCanceledException)
            {
                _log.Trouble($"no acknowledgement of {topic} in time");
            }
            return Publication.Failed;
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

    private static string Unheard(string topic) =>
        $"nobody subscribes to {topic}: the broker takes events and has nobody to give them to ('events.unheard keep' keeps them until "
            + "somebody does)";

    private Publication TooLarge(string topic, int count)
    {
        _log.Once($"a message on {topic} is larger than the broker takes; what can be sent in smaller pieces is");
        return Publication.TooLarge;
    }

    private BrokerConnection? Current()
    {
        lock (_lock) return _current is { Ended.IsCompleted: false } ? _current : null;
    }

    private async Task StayConnected()
    {
        CancellationToken closing = _closing.Token;
        var wish = new BrokerWish();
        int pause = _options.FirstRetryMs;
        for (int number = 1; !closing.IsCancellationRequested; number++)
        {
            using var connection = new BrokerConnection(number);
            long begun = _clock.Now;
            (bool isConnected, wish) = await TryConnect(connection, wish).ConfigureAwait(false);
            if (isConnected)
            {
                await connection.Hold(closing).ConfigureAwait(false);
                await Leave(connection).ConfigureAwait(false);
                wish = wish.AfterEnd();
                // A broker that ends us right behind its CONNACK is not asked every second.
                if (_clock.Now - begun >= _options.GoodMs) pause = _options.FirstRetryMs;
            }

            int half = pause / 2;
            await Task.Delay(half + Random.Shared.Next(half + 1), closing).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            pause = (int)Math.Min((long)pause * 2, _options.MostRetryMs);
        }
    }

    // And what to ask the next time.
    private async Task<(bool IsConnected, BrokerWish Next)> TryConnect(BrokerConnection connection, BrokerWish wish)
    {
        try
        {
            using var limit = CancellationTokenSource.CreateLinkedTokenSource(_closing.Token);
            limit.CancelAfter(_options.ConnectMs);
            MqttClientOptions options = BrokerOptions.Build(_options, wish, _willTopic, _willPayload(connection.Number));
            MqttClientConnectResult result = await connection.Connect(options, wish.IsMqtt5, limit.Token).ConfigureAwait(false);
            if (result.ResultCode != MqttClientConnectResultCode.Success)
            {
                _log.Trouble(BrokerWords.Refusal(result.ResultCode, result.ReasonString));
                return (false, wish.After(result.ResultCode));
            }
        }
        catch (Exception e)
        {
            // Unreachable, untrusted, a missing file, a broker that breaks the protocol: all are tried again, and none may end this task.
            if (!_closing.IsCancellationRequested) _log.Trouble(BrokerWords.Of(e, _broker));
            return (false, BrokerWords.IsOtherVersion(e) ? wish.AfterSilence() : wish);
        }

        lock (_lock)
        {
            _current = connection;
            _number = connection.Number;
        }

        _log.Fine("connected to the broker " + _broker + ", connection " + connection.Number);
        foreach (string note in connection.Terms!.Notes(_options.EventsTopic)) _log.Once(note);
        return (true, wish);
    }

    private async Task Leave(BrokerConnection connection)
    {
        lock (_lock) _current = null;
        if (!_closing.IsCancellationRequested)
        {
            _log.Trouble(connection.Ended.IsCompleted ? connection.End : "the connection was lost: the broker does not answer");
            return;
        }

        using var limit = new CancellationTokenSource(CloseMs);
        await connection.Disconnect(limit.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }
}
