using System;
using System.Text;
using EdgeGuard.Core;
using nanoFramework.M2Mqtt;
using nanoFramework.M2Mqtt.Messages;

namespace EdgeGuard.Device.Tests.Libraries;

/// <summary>What the library has of one connection, from Connect to Close.</summary>
internal sealed class FakeBrokerLine
{
    private const int ResponseMs = 30_000;
    private const int RetryMs = 1_000;
    private const int Attempts = 3;

    private readonly object _gate = new();
    private readonly FakeBroker _broker;
    private readonly MqttClient _client;
    private readonly ISignal _closed;
    private int _threads;
    private int _sockets;
    private int _inFlight;
    private ushort _lastId;
    private bool _isGoodbye;
    private bool _isOver;

    internal FakeBrokerLine(FakeBroker broker, MqttClient client)
    {
        _broker = broker;
        _client = client;
        _closed = broker.Clock.CreateSignal();
        Number = broker.Add(this);
        At = broker.Clock.Now;
    }

    internal sealed record Request(
        string ClientId, string? User, string? Password, bool IsWillKept, string? WillTopic, string? WillMessage, bool IsClean,
            int KeepAlive);

    internal int Number { get; }

    internal long At { get; }

    internal string Target
    {
        get { return _client.Target; }
    }

    internal string Tls
    {
        get { return _client.Tls; }
    }

    internal Request? Asked { get; private set; }

    internal bool IsUp { get; private set; }

    internal MqttReasonCode Connect(Request request)
    {
        Asked = request;
        Hold(0, 1);
        if (!_broker.IsReachable)
        {
            throw new InvalidOperationException("Exception connecting to the broker", new TimeoutException("no route"));
        }
        Hold(1, 0);
        if (_broker.IsMute)
        {
            _closed.Wait(_broker.Clock.Now + ResponseMs);
            throw new TimeoutException("no CONNACK");
        }
        if (_broker.Answer != MqttReasonCode.Success) return _broker.Answer;
        Hold(3, 0);
        IsUp = true;
        if (_broker.DropsAfterMs > 0) _broker.Clock.Run(DropLater);
        return MqttReasonCode.Success;
    }

    internal ushort Publish(string topic, byte[] message, bool retain)
    {
        lock (_gate)
        {
            if (_inFlight >= _broker.Settings.InflightQueueSize) throw new InvalidOperationException("the queue is full");
            _inFlight++;
        }
        ushort id = ++_lastId;
        _broker.Clock.Run(() => Send(id, topic, message, retain));
        return id;
    }

    internal void SayGoodbye()
    {
        _isGoodbye = true;
        Lose();
    }

    /// <summary>The connection is lost: the library's own thread frees what it holds, and says so.</summary>
    internal void Lose()
    {
        _broker.Clock.Run(() =>
        {
            Close();
            _client.RaiseClosed();
        });
    }

    internal void Close()
    {
        lock (_gate)
        {
            if (_isOver) return;
            _isOver = true;
        }
        bool isWillSent = IsUp && !_isGoodbye;
        IsUp = false;
        _broker.Count(-_threads, -_sockets);
        _closed.Set();
        if (!isWillSent || Asked is not { IsWillKept: true, WillTopic: { } topic, WillMessage: { } will }) return;
        _broker.Take(new FakeBroker.Message(topic, Encoding.UTF8.GetBytes(will), true, Number, _broker.Clock.Now));
    }

    private void Hold(int threads, int sockets)
    {
        _threads += threads;
        _sockets += sockets;
        _broker.Count(threads, sockets);
    }

    private void DropLater()
    {
        ISignal pause = _broker.Clock.CreateSignal();
        pause.Wait(_broker.Clock.Now + _broker.DropsAfterMs);
        Close();
        _client.RaiseClosed();
    }

    private void Send(ushort id, string topic, byte[] message, bool retain)
    {
        ISignal pause = _broker.Clock.CreateSignal();
        bool isAcknowledged = false;
        for (int attempt = 0; attempt < Attempts && IsUp && !isAcknowledged; attempt++)
        {
            isAcknowledged = _broker.Take(new FakeBroker.Message(topic, message, retain, Number, _broker.Clock.Now));
            if (!isAcknowledged) pause.Wait(_broker.Clock.Now + RetryMs);
        }
        lock (_gate) _inFlight--;
        if (IsUp) _client.RaisePublished(id, isAcknowledged);
    }
}
