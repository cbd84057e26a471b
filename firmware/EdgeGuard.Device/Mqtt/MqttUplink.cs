using System;
using System.Threading;
using EdgeGuard.Core;
using EdgeGuard.Module;
using nanoFramework.M2Mqtt.Messages;

namespace EdgeGuard.Device;

/// <summary>The uplink over MQTT 3.1.1 and the M2Mqtt library, which does not reconnect by itself.</summary>
/// <remarks>
/// One thread connects, again and again, ever less often. Every attempt has a number of its own, so that the Will of one that failed
/// halfway cannot pass for that of the next. Sessions are clean: what is unacknowledged the spool keeps.
/// Over TLS connecting stops the interpreter until the handshake is over, so pauses are longer there and an attempt waits, for a while,
/// until no PLC is being waited for. The library acknowledges whatever the broker acknowledges: a broker whose access list discards our
/// messages does so silently in MQTT 3.1.1, and what version 5 would say the library does not hand on.
/// </remarks>
internal sealed class MqttUplink : IUplink
{
    /// <summary>Bytes of a batch of events, for the reporter: three copies of it, unacknowledged, fit the send buffer of the stock image
    /// (5,744 bytes). Over TLS a write that does not fit stops the interpreter until the broker takes it.</summary>
    internal const int BatchBytes = 1_700;

    private const int TlsFirstRetryMs = 5_000;
    private const int TlsMostRetryMs = 300_000;

    // A connection that did not hold so long counts as another failure: a broker that drops us at once is not asked every second.
    private const int GoodMs = 60_000;

    // How long an attempt waits for a quiet moment, and how often it looks.
    private const int QuietMs = 10_000;
    private const int LookMs = 50;

    // How long a connection that stands goes unlooked at: the library may miss to say that it has ended.
    private const int CheckMs = 1_000;

    // How long an attempt may take: the stack gives TCP up after a minute, the
    // library CONNACK after half of one. A Connect that takes longer hangs.
    private const int ConnectMs = 300_000;

    private const int CloseMs = 5_000;
    private const int Spreads = 256;

    private readonly IClock _clock;
    private readonly MqttUplinkOptions _options;
    private readonly string _willTopic;
    private readonly LastWillSource _will;
    private readonly Backoff _backoff;
    private readonly ISignal _wake;
    private Thread? _thread;
    private string _lastTrouble = "";
    private Heartbeat? _heartbeat;

    private readonly object _gate = new object();

    // Under the gate:
    private BrokerConnection? _current;
    private BrokerConnection? _attempt;
    private int _number;
    private bool _isClosed;

    /// <param name="clock">For deadlines and pauses.</param>
    /// <param name="options">Where the broker is.</param>
    /// <param name="willTopic">Topic of the retained Will.</param>
    /// <param name="will">The Will of each connection.</param>
    internal MqttUplink(IClock clock, MqttUplinkOptions options, string willTopic, LastWillSource will)
    {
        _clock = clock;
        _options = options;
        _willTopic = willTopic;
        _will = will;
        _backoff = options.UseTls ? new Backoff(TlsFirstRetryMs, TlsMostRetryMs) : new Backoff();
        _wake = clock.CreateSignal();
    }

    /// <summary>Told of each connection, and once of each kind of trouble; set before <see cref="Start"/>.</summary>
    internal TroubleSink? Told { get; set; }

    /// <summary>Asked before an attempt over TLS; set before <see cref="Start"/>.</summary>
    internal QuietCheck? IsQuiet { get; set; }

    /// <summary>Where the thread says that it is alive; set before <see cref="Start"/>.</summary>
    internal Heartbeats Heartbeats { get; set; } = new Heartbeats(0);

    /// <inheritdoc/>
    public bool IsConnected
    {
        get { return Current() != null; }
    }

    /// <inheritdoc/>
    public int ConnectionNumber
    {
        get { lock (_gate) return _number; }
    }

    /// <summary>Begins to connect. Once.</summary>
    internal void Start()
    {
        _thread = new Thread(Run);
        _thread.Start();
    }

    /// <inheritdoc/>
    public int MostBytes(string topic)
    {
        // Version 3.1.1 has no word for it.
        return int.MaxValue;
    }

    /// <inheritdoc/>
    public Publication Publish(string topic, byte[] payload, int offset, int count, bool retain, long deadline)
    {
        BrokerConnection? connection = Current();
        if (connection == null || _clock.Now >= deadline) return Publication.Failed;
        // The library keeps what it is given and sends it again; the caller may change its buffer meanwhile.
        var message = new byte[count];
        Array.Copy(payload, offset, message, 0, count);
        return connection.Publish(topic, message, retain, deadline) ? Publication.Acknowledged : Publication.Failed;
    }

    /// <inheritdoc/>
    public void Close()
    {
        BrokerConnection? attempt;
        lock (_gate)
        {
            _isClosed = true;
            attempt = _attempt;
            if (_current != null) _current.End();
        }
        // Nothing but closing its socket wakes a Connect.
        if (attempt != null) attempt.Close();
        _wake.Set();
        if (_thread != null) _thread.Join(CloseMs);
    }

    private BrokerConnection? Current()
    {
        lock (_gate) return _current != null && _current.IsUp ? _current : null;
    }

    private void Run()
    {
        int number = 0;
        Heartbeat heartbeat = Heartbeats.Begin(Worker.Uplink, 0, _clock.Now);
        _heartbeat = heartbeat;
        while (Pause())
        {
            long began = _clock.Now;
            heartbeat.Beat(began + ConnectMs);
            number++;
            Connect(number);
            if (_clock.Now - began >= GoodMs) _backoff.Reset();
            _backoff.Failed(_clock.Now);
        }
        heartbeat.End();
    }

    // Waits until it is time to try again, and quiet. False: closed.
    private bool Pause()
    {
        long now = _clock.Now;
        long until = _backoff.Until > now ? _backoff.Until + (_backoff.Until - now) * Spread() / (2 * Spreads) : now;
        Beat(until + QuietMs);
        while (!IsClosed() && _clock.Now < until) _wake.Wait(until);
        if (!_options.UseTls || IsQuiet == null) return !IsClosed();
        until = _clock.Now + QuietMs;
        while (!IsClosed() && !IsQuiet() && _clock.Now < until) _wake.Wait(_clock.Now + LookMs);
        return !IsClosed();
    }

    // One connection, from the attempt to its end. Never throws: nothing that a broker or the library does may end this thread.
    private void Connect(int number)
    {
        BrokerConnection? connection = null;
        try
        {
            connection = new BrokerConnection(_options, _clock, _wake);
            if (!Begin(connection)) return;
            MqttReasonCode answer = connection.Connect(_willTopic, _will(number));
            if (answer == MqttReasonCode.Success) Stay(connection, number);
            else Trouble("the broker refuses the connection: " + Refusal((int)answer));
        }
        catch (Exception e)
        {
            // Not the library's words, which name no remedy: what it was, for whoever asks us.
            Trouble(
                "the connection to " + _options.Address.ToString()
                    + " cannot be made: is the broker there, are port and certificates right? ("
                + (e.InnerException ?? e).GetType().Name + ")");
        }
        finally
        {
            End();
            if (connection != null) connection.Close();
        }
    }

    // As MQTT 3.1.1 numbers them, section 3.2.2.3.
    private static string Refusal(int code)
    {
        switch (code)
        {
            case 1: return "it does not speak MQTT 3.1.1";
            case 2: return "it does not take our client id; do two modules have the same site and module name?";
            case 3: return "it is not available at present";
            case 4: return "user name or password is wrong; see mqtt.user and the password";
            case 5: return "it does not let us in; see mqtt.user and its password, and the broker's access list";
            default: return "code " + code.ToString();
        }
    }

    // Before it connects, so that Close can wake it.
    private bool Begin(BrokerConnection connection)
    {
        lock (_gate)
        {
            _attempt = connection;
            return !_isClosed;
        }
    }

    private void Stay(BrokerConnection connection, int number)
    {
        lock (_gate)
        {
            _attempt = null;
            _number = number;
            _current = connection;
        }
        _lastTrouble = "";
        Tell("connected to the broker " + _options.Address.ToString() + ", connection " + number.ToString());
        while (!IsClosed() && connection.IsUp)
        {
            Beat(_clock.Now + CheckMs);
            _wake.Wait(_clock.Now + CheckMs);
        }
        if (IsClosed()) connection.Leave();
        else Trouble("the connection was lost");
    }

    private void Beat(long until)
    {
        if (_heartbeat != null) _heartbeat.Beat(until);
    }

    private void End()
    {
        lock (_gate)
        {
            _current = null;
            _attempt = null;
        }
    }

    private bool IsClosed()
    {
        lock (_gate) return _isClosed;
    }

    // A broker that is away for a weekend is one line.
    private void Trouble(string line)
    {
        if (line == _lastTrouble || IsClosed()) return;
        _lastTrouble = line;
        Tell("broker: " + line);
    }

    private void Tell(string line)
    {
        if (Told != null) Told(line);
    }

    // A fleet that lost its broker in one moment does not come back in one: each module has its own share of half a pause.
    private int Spread()
    {
        int sum = 0;
        for (int i = 0; i < _options.ClientId.Length; i++) sum = (sum * 31 + _options.ClientId[i]) % 65_521;
        return sum % Spreads;
    }
}
