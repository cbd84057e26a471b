using EdgeGuard.Core;
using EdgeGuard.Modbus;
using EdgeGuard.Policy;

namespace EdgeGuard.Guard;

/// <summary>A serial port at which a client asks: the module answers there as the units behind it.</summary>
/// <remarks>
/// To a session it looks like any other link, with Modbus/TCP frames: each request heard gets a header, each answer loses it again. A
/// link is handed out when a request for a unit of ours has been heard, and there is one at a time. Units that are not behind
/// the module are other devices on the same line: what they are asked and what they answer is passed over in silence. The role
/// of whoever asks is a setting, for a serial line tells nobody who is at its other end.
/// </remarks>
public sealed class RtuListener : IListener, IConfigurationFollower
{
    private readonly ISerialPort _port;
    private readonly IClock _clock;
    private readonly EventSource _events;
    private readonly Peer _peer;
    private readonly ISignal _wake;
    private readonly Backoff _backoff = new Backoff(GuardLimits.FirstDialDelayMs, GuardLimits.LastDialDelayMs);
    private readonly RtuClientReceiver _receiver;

    // Guards what is below.
    private readonly object _gate = new object();
    private ISerialLink? _serial;
    private RtuClientLink? _link;
    private bool _isClosed;

    private bool _isReportedLost;

    /// <param name="port">Where the client asks.</param>
    /// <param name="timing">Of the line.</param>
    /// <param name="hasEcho">Whether the transceiver hands back what is sent.</param>
    /// <param name="role">The client's role.</param>
    /// <param name="configuration">In force from the start; which units are ours is in it.</param>
    /// <param name="clock">Drives every wait.</param>
    /// <param name="events">Takes what is to be reported.</param>
    /// <param name="counters">Counts it.</param>
    public RtuListener(
        ISerialPort port, RtuTiming timing, bool hasEcho, string role, GuardConfiguration configuration, IClock clock,
        IEventSink events, Counters counters)
    {
        _port = port;
        _clock = clock;
        _events = new EventSource(events, counters, TraceSource.Untraced(clock));
        _peer = new Peer(PeerTransport.Serial, port.Name, "", role, "", long.MaxValue);
        _wake = clock.CreateSignal();
        _receiver = new RtuClientReceiver(timing, hasEcho, configuration, _peer, clock, _events);
    }

    /// <summary>Whether the port is open.</summary>
    public bool IsPortOpen
    {
        get
        {
            lock (_gate) return _serial != null;
        }
    }

    /// <inheritdoc/>
    public void Follow(GuardConfiguration configuration)
    {
        _receiver.Configuration.Current = configuration;
    }

    /// <inheritdoc/>
    public IUpstreamLink? Accept(long until)
    {
        while (true)
        {
            if (IsHandedOut(out bool isClosed))
            {
                if (!_wake.Wait(until)) return null;
                continue;
            }
            ISerialLink? serial = isClosed ? null : Serial(until);
            if (isClosed || (serial == null && _clock.Now >= until))
            {
                if (isClosed) Release(null);
                return null;
            }
            if (serial == null) continue;
            ListenResult heard = _receiver.AwaitRequest(serial, until * RtuClientReceiver.PerMillisecond);
            if (heard == ListenResult.Request) return HandOut(serial);
            if (heard == ListenResult.Ended) Lose(SerialFault.Failed);
            else return null;
        }
    }

    /// <inheritdoc/>
    public void Close()
    {
        lock (_gate)
        {
            _isClosed = true;
            _serial?.Abort();
        }
        _wake.Set();
    }

    /// <summary>The session is over. The port goes on, unless it has ended; where we ended it, it is no loss.</summary>
    internal void TakeBack(RtuClientLink link, bool isEnded, bool isAborted)
    {
        Release(link);
        if (isEnded) Lose(isAborted ? SerialFault.None : SerialFault.Failed);
        _wake.Set();
    }

    private bool IsHandedOut(out bool isClosed)
    {
        lock (_gate)
        {
            isClosed = _isClosed;
            return _link != null;
        }
    }

    private RtuClientLink? HandOut(ISerialLink serial)
    {
        lock (_gate)
        {
            if (_isClosed) return null;
            _link = new RtuClientLink(this, serial, _receiver, _peer);
            return _link;
        }
    }

    private ISerialLink? Serial(long until)
    {
        ISerialLink? open = _serial;
        if (open != null) return open;
        long now = _clock.Now;
        if (now < _backoff.Until)
        {
            _wake.Wait(_backoff.Until < until ? _backoff.Until : until);
            return null;
        }
        ISerialLink? serial = _port.Open(out SerialFault fault);
        if (serial == null || !Keep(serial))
        {
            Lose(fault);
            return null;
        }
        _backoff.Reset();
        _isReportedLost = false;
        _receiver.Begin();
        _events.Raise(EventCode.BusOpened, _peer, EventDetailText.ClientPort, 0);
        return serial;
    }

    private bool Keep(ISerialLink serial)
    {
        lock (_gate)
        {
            if (!_isClosed)
            {
                _serial = serial;
                return true;
            }
        }
        serial.Close();
        return false;
    }

    // Gives a link back, and the port too where nobody will use it any more.
    private void Release(RtuClientLink? link)
    {
        ISerialLink? unused = null;
        lock (_gate)
        {
            if (_link == link) _link = null;
            if (_isClosed && _link == null)
            {
                unused = _serial;
                _serial = null;
            }
        }
        unused?.Close();
    }

    private void Lose(SerialFault fault)
    {
        ISerialLink? lost;
        bool isClosed;
        lock (_gate)
        {
            lost = _serial;
            _serial = null;
            isClosed = _isClosed;
        }
        lost?.Close();
        _backoff.Failed(_clock.Now);
        if (isClosed || _isReportedLost || fault == SerialFault.None) return;
        _isReportedLost = true;
        _events.Raise(EventCode.BusLost, _peer, EventDetailText.ClientPort, (int)fault);
    }
}
