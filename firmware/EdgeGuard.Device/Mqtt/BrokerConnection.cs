using System;
using EdgeGuard.Core;
using nanoFramework.M2Mqtt;
using nanoFramework.M2Mqtt.Messages;

namespace EdgeGuard.Device;

/// <summary>One connection to the broker, from its attempt to its end. The library's client is never used for a second one.</summary>
/// <remarks>
/// A client that connects again has hung and leaked in more than one version of the library; and one whose Connect failed keeps a
/// thread and a socket until it is closed. The library sends an unacknowledged message three times, a second apart, and then says so. One
/// that is given up earlier would be sent again behind our back, after newer ones: so its connection is given up with it.
/// </remarks>
internal sealed class BrokerConnection
{
    // One message at a time is in flight; the other place is for what the library has not taken out of its queue yet.
    private const int InFlight = 2;

    private readonly MqttUplinkOptions _options;
    private readonly IClock _clock;
    private readonly MqttClient _client;
    private readonly ISignal _changed;
    private readonly ISignal _told;

    private readonly object _gate = new object();

    // Under the gate:
    private ushort _toldOf;
    private bool _isTold;
    private bool _isPublished;
    private bool _hasEnded;
    private bool _isClosed;

    /// <param name="options">Where the broker is.</param>
    /// <param name="clock">For deadlines.</param>
    /// <param name="changed">Set when the connection ends.</param>
    internal BrokerConnection(MqttUplinkOptions options, IClock clock, ISignal changed)
    {
        _options = options;
        _clock = clock;
        _changed = changed;
        _told = clock.CreateSignal();
        // The library looks up whatever it is given. The text of an address is answered on the spot.
        _client = new MqttClient(
            options.Address.ToString(), options.Port, options.UseTls, options.Authority, options.Certificate, options.Protocol);
        _client.Settings.InflightQueueSize = InFlight;
        _client.Settings.ValidateServerCertificate = true;
        _client.MqttMsgPublished += Published;
        _client.ConnectionClosed += Closed;
    }

    internal bool IsUp
    {
        get { return !HasEnded && _client.IsConnected; }
    }

    private bool HasEnded
    {
        get { lock (_gate) return _hasEnded; }
    }

    /// <summary>Connects, once. Over TLS the whole interpreter stands still meanwhile. Throws whatever the library throws.</summary>
    internal MqttReasonCode Connect(string willTopic, byte[] will)
    {
        string? user = _options.User.Length > 0 ? _options.User : null;
        string? password = user != null ? _options.Password : null;
        return _client.Connect(
            _options.ClientId, user, password, true, MqttQoSLevel.AtLeastOnce, true, willTopic,
            Utf8Text.Read(will) ?? "", true, (ushort)_options.KeepAliveSeconds);
    }

    /// <summary>Publishes and waits for the acknowledgement. One caller at a time; never throws.</summary>
    internal bool Publish(string topic, byte[] payload, bool retain, long deadline)
    {
        try
        {
            lock (_gate) _isTold = false;
            ushort id = _client.Publish(topic, payload, null, null, MqttQoSLevel.AtLeastOnce, retain);
            if (IsAcknowledged(id, deadline, out bool isOver)) return true;
            if (isOver) return false;
        }
        catch (Exception)
        {
            // A connection that has just ended, a queue that does not empty: whatever it is, this connection is no use.
        }
        End();
        return false;
    }

    /// <summary>The connection is over: wakes who waits for it. Any thread.</summary>
    internal void End()
    {
        lock (_gate) _hasEnded = true;
        _told.Set();
        _changed.Set();
    }

    /// <summary>Says goodbye, so that the broker keeps our Will to itself. Never throws.</summary>
    internal void Leave()
    {
        try
        {
            if (_client.IsConnected) _client.Disconnect();
        }
        catch (Exception)
        {
            // It ends anyway; then the broker sends the Will.
        }
    }

    /// <summary>Frees what the library holds: takes up to some 2 s, its own waits. Any thread, any number of times; never throws.</summary>
    internal void Close()
    {
        End();
        lock (_gate)
        {
            if (_isClosed) return;
            _isClosed = true;
        }
        _client.MqttMsgPublished -= Published;
        _client.ConnectionClosed -= Closed;
        // Only a TLS stream closes its number twice; what need not hold others up does not.
        if (_options.UseTls) SocketGate.Dispose(_client);
        else Dispose();
    }

    private void Dispose()
    {
        try
        {
            _client.Dispose();
        }
        catch (Exception)
        {
            // There is nothing more that we could do to free it.
        }
    }

    // Over: the library has given the message up, and will not send it again.
    private bool IsAcknowledged(ushort id, long deadline, out bool isOver)
    {
        isOver = false;
        while (true)
        {
            lock (_gate)
            {
                isOver = _isTold && _toldOf == id;
                if (isOver) return _isPublished;
                if (_hasEnded) return false;
            }
            if (!_told.Wait(deadline) && _clock.Now >= deadline) return false;
        }
    }

    private void Published(object sender, MqttMsgPublishedEventArgs e)
    {
        lock (_gate)
        {
            _toldOf = e.MessageId;
            _isPublished = e.IsPublished;
            _isTold = true;
        }
        _told.Set();
    }

    private void Closed(object sender, EventArgs e)
    {
        End();
    }
}
