using System.Net.Security;
using System.Net.Sockets;
using EdgeGuard.Core;
using EdgeGuard.Guard;

namespace EdgeGuard.Device;

/// <summary>The Modbus/TCP Security listener on the interpreter's TLS.</summary>
/// <remarks>
/// While a handshake goes on nothing else runs in the interpreter, for as long as the other end likes. So a handshake begins only with an
/// address that is expected, that has not had too many of them, that has sent its whole first message, and while the clock can judge
/// certificates; one at a time. It runs in the thread that accepts: in whose time it is makes no difference here.
/// </remarks>
public sealed class TlsListener : IListener, IConfigurationFollower
{
    private const int Backlog = 4;

    // Newcomers taken in before those who wait are looked at again.
    private const int AcceptsAtOnce = 4;

    // How often those who wait are looked at, milliseconds.
    private const int LookMs = 20;

    private readonly ListeningSocket _socket;
    private readonly PeerReader _peers;
    private readonly IClock _clock;
    private readonly IEventSink _events;
    private readonly HandshakeReports _reports;
    private readonly long _silentMs;

    // The accepting thread's.
    private readonly HandshakeQueue _handshakes = new HandshakeQueue();
    private readonly HandshakeRate _rate = new HandshakeRate();
    private bool _hasToldFloor;

    private readonly object _gate = new object();
    private ServerCredentials _credentials; // guarded by _gate
    private bool _acceptsFloor; // likewise

    private TlsListener(
        ListeningSocket socket, TlsListenerSetup setup, ServerCredentials credentials, PeerReader peers, IClock clock, IEventSink events,
        Counters counters)
    {
        _socket = socket;
        _credentials = credentials;
        _peers = peers;
        _clock = clock;
        _events = events;
        _reports = new HandshakeReports(events, counters);
        _acceptsFloor = setup.AcceptsFloor;
        _silentMs = setup.FirstRecordMs;
    }

    /// <summary>The port that it listens on.</summary>
    public int Port
    {
        get { return _socket.Port; }
    }

    /// <summary>Who the module is, from the next handshake on. Any thread.</summary>
    public ServerCredentials Credentials
    {
        get
        {
            lock (_gate) return _credentials;
        }

        set
        {
            lock (_gate) _credentials = value;
        }
    }

    /// <summary>Starts listening. Null, and the problem in words, when that is not possible.</summary>
    /// <param name="setup">Where, and how.</param>
    /// <param name="credentials">Of <see cref="ServerCredentials.TryUse"/>: there are none without a CA.</param>
    /// <param name="peers">Who may come, and with which role.</param>
    /// <param name="clock">For deadlines, and whether certificates can be judged.</param>
    /// <param name="events">Told of each client that is refused.</param>
    /// <param name="counters">Counts them.</param>
    /// <param name="problem">Empty after success.</param>
    public static TlsListener? TryOpen(
        TlsListenerSetup setup, ServerCredentials credentials, PeerReader peers, IClock clock, IEventSink events, Counters counters,
        out string problem)
    {
        ListeningSocket? socket = ListeningSocket.TryOpen(setup.Address, setup.Port, Backlog, clock, out problem);
        return socket == null ? null : new TlsListener(socket, setup, credentials, peers, clock, events, counters);
    }

    /// <inheritdoc/>
    /// <remarks>Whether a clock that is only a floor is good enough, from the next handshake on.</remarks>
    public void Follow(GuardConfiguration configuration)
    {
        lock (_gate) _acceptsFloor = configuration.AcceptClockFloor;
    }

    /// <inheritdoc/>
    public IUpstreamLink? Accept(long until)
    {
        if (!_socket.Begin()) return null;
        TlsLink? link = Next(until);
        if (_socket.IsClosed) TurnAllAway();
        _socket.End();
        return link;
    }

    /// <inheritdoc/>
    public void Close()
    {
        _socket.Close();
    }

    private TlsLink? Next(long until)
    {
        while (!_socket.IsClosed)
        {
            int slice = _handshakes.Count > 0 ? LookMs : SocketLink.SliceMs;
            if (_socket.WaitOnce(until, slice)) TakeIn();
            TlsLink? link = LookAtAll();
            if (link != null) return link;
            if (_clock.Now >= until) return null;
        }
        return null;
    }

    private void TakeIn()
    {
        for (int i = 0; i < AcceptsAtOnce; i++)
        {
            Socket? socket = _socket.TryAccept();
            if (socket == null) return;
            SocketLink.Prepare(socket);
            var newcomer = new PendingConnection(socket, SocketGate.AddressOf(socket), _clock.Now);
            if (!_peers.MayCome(newcomer.Address))
            {
                Refuse(newcomer, HandshakeFault.NotListed);
                continue;
            }
            PendingConnection? displaced = _handshakes.Enter(newcomer);
            if (displaced != null) Refuse(displaced, HandshakeFault.Silent);
        }
    }

    private TlsLink? LookAtAll()
    {
        for (int i = 0; i < _handshakes.Count; i++)
        {
            PendingConnection pending = _handshakes.At(i);
            HandshakeFault fault = pending.Look();
            if (fault == HandshakeFault.Unverified && _clock.Now - pending.Since < _silentMs) continue;
            _handshakes.Leave(pending);
            i--;
            if (fault == HandshakeFault.Unverified) fault = HandshakeFault.Silent;
            if (fault == HandshakeFault.None) fault = Obstacle(pending);
            TlsLink? link = fault == HandshakeFault.None ? ShakeHands(pending) : null;
            if (link != null) return link;
            if (fault != HandshakeFault.None) Refuse(pending, fault);
        }
        return null;
    }

    // Why a handshake would be no use now.
    private HandshakeFault Obstacle(PendingConnection pending)
    {
        ClockTrust trust = _clock.Trust;
        if (trust == ClockTrust.Unset || (trust == ClockTrust.Floor && !AcceptsFloor())) return HandshakeFault.ClockUntrusted;
        return _rate.Take(pending.Address, _clock.Now) ? HandshakeFault.None : HandshakeFault.TooOften;
    }

    private bool AcceptsFloor()
    {
        lock (_gate) return _acceptsFloor;
    }

    private TlsLink? ShakeHands(PendingConnection pending)
    {
        SslStream? stream = SocketGate.Handshake(pending.Socket, Credentials.Own);
        if (stream == null)
        {
            _reports.Refused(pending.Address, HandshakeFault.Protocol, "", "");
            return null;
        }
        Peer? peer = _peers.Read(pending.Address, stream, out RoleFault fault);
        if (peer == null)
        {
            SocketGate.Close(stream);
            _reports.Refused(pending.Address, HandshakeFault.NoCertificate, "", "");
            return null;
        }
        Report(peer, fault);
        return new TlsLink(pending.Socket, stream, peer, _clock);
    }

    private void Report(Peer peer, RoleFault fault)
    {
        _reports.Done();
        if (peer.Role == null) _reports.NullRole(peer, fault);
        if (_hasToldFloor || _clock.Trust == ClockTrust.Trusted) return;
        _hasToldFloor = true;
        _events.Add(new Event { Code = EventCode.ClockNotTrusted, Peer = peer });
    }

    private void Refuse(PendingConnection pending, HandshakeFault fault)
    {
        SocketGate.Close(pending.Socket);
        _reports.Refused(pending.Address, fault, "", "");
    }

    // What our own end breaks off is nobody's fault.
    private void TurnAllAway()
    {
        while (_handshakes.Count > 0)
        {
            PendingConnection pending = _handshakes.At(0);
            _handshakes.Leave(pending);
            SocketGate.Close(pending.Socket);
        }
    }
}
