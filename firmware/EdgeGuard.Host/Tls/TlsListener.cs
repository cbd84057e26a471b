using System;
using System.Collections.Generic;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Threading;
using EdgeGuard.Core.Access;
using EdgeGuard.Core.Events;
using EdgeGuard.Core.Guard;
using EdgeGuard.Core.Ports;
using EdgeGuard.Core.Reports;
using EdgeGuard.Host.Net;

namespace EdgeGuard.Host.Tls;

/// <summary>Modbus/TCP Security toward the plant: TLS 1.2/1.3, a client certificate always, the role from it.</summary>
/// <remarks>
/// One thread accepts connections and watches those that have not spoken yet; a handshake thread is given only to one
/// whose whole first message is here. <see cref="WaitingRoom"/> says who goes when it is crowded. Every refusal is an
/// event and counted. Another thread verifies live links again every minute.
/// </remarks>
public sealed class TlsListener : IListener
{
    private const int Backlog = 512;

    // How often the waiting are looked at when nothing happens on the network: the grain of the deadlines.
    private const int TickMs = 50;

    // Newcomers taken in before those who wait are looked at again.
    private const int AcceptsAtOnce = 64;

    private readonly Socket _socket;
    private readonly TlsListenerOptions _options;
    private readonly IClock _clock;
    private readonly PeerVerifier _verifier;
    private readonly IEventSink _events;
    private readonly Counters _counters;
    private readonly LiveLinks _live;
    private readonly ISignal _finishedSignal;
    private readonly ISignal _watchSignal;
    private readonly object _gate = new();
    private readonly WaitingRoom _room; // guarded by _gate
    private readonly Queue<TlsLink> _finished = new(); // guarded by _gate
    private bool _isClosed; // guarded by _gate
    private ServerIdentity _identity;

    private TlsListener(
        Socket socket, TlsListenerOptions options, ServerIdentity identity, PeerVerifier verifier, IClock clock, IEventSink events, Counters counters)
    {
        _socket = socket;
        _options = options;
        _identity = identity;
        _verifier = verifier;
        _clock = clock;
        _events = events;
        _counters = counters;
        _live = new LiveLinks(verifier, events, clock);
        _room = new WaitingRoom(options.Waiting, options.Handshakes, options.FairHandshakeMs);
        _finishedSignal = clock.CreateSignal();
        _watchSignal = clock.CreateSignal();
        LocalEndPoint = (IPEndPoint)socket.LocalEndPoint!;
    }

    /// <summary>Where it listens, with the port that the system chose if 0 was asked for.</summary>
    public IPEndPoint LocalEndPoint { get; }

    /// <summary>Starts listening. Null, and the problem in words, when that is not possible.</summary>
    public static TlsListener? TryOpen(
        TlsListenerOptions options, ServerIdentity identity, PeerVerifier verifier, IClock clock, IEventSink events, Counters counters, out string problem)
    {
        Socket? socket = TcpBind.Open(options.EndPoint, Backlog, out problem);
        if (socket == null)
            return null;
        var listener = new TlsListener(socket, options, identity, verifier, clock, events, counters);
        Start(listener.Watch, "tls accept");
        for (int i = 0; i < options.Handshakes; i++)
            Start(listener.ShakeHands, "tls handshake");
        Start(listener.WatchLiveLinks, "tls recheck");
        return listener;
    }

    /// <summary>Who ends the sessions of clients that are no longer good, and reports it: Gateway.EndSessions. Without, the
    /// listener ends their links and reports it itself. Set before the first Accept.</summary>
    public Func<IPeerCheck, int>? EndSessions { get; set; }

    /// <inheritdoc/>
    public IUpstreamLink? Accept(long until)
    {
        while (true)
        {
            lock (_gate)
            {
                if (_finished.Count > 0)
                    return _finished.Dequeue();
                if (_isClosed)
                    return null;
            }

            if (!_finishedSignal.Wait(until))
                return null;
        }
    }

    /// <summary>Puts new certificates in force: the identity for handshakes from now on, the trust also for the links that
    /// stand. Any thread. How many of those were ended.</summary>
    public int Replace(ServerIdentity identity, TrustStore trust)
    {
        Volatile.Write(ref _identity, identity);
        _verifier.Trust = trust;
        int ended = Recheck();
        _events.Add(new Event { Code = EventCode.TrustChanged, A = ended });
        return ended;
    }

    /// <summary>Verifies the certificates of all links that stand again and ends those that fail; it happens every minute
    /// by itself. Any thread. How many were ended.</summary>
    public int Recheck()
    {
        PeerRecheck recheck = _live.Verify();
        if (EndSessions == null)
            return _live.End(recheck);
        int ended = EndSessions(recheck);
        // Also those that have no session yet.
        _live.Abort(recheck);
        return ended;
    }

    /// <inheritdoc/>
    public void Close()
    {
        List<TlsLink> links;
        lock (_gate)
        {
            if (_isClosed)
                return;
            _isClosed = true;
            links = [.. _finished];
            _finished.Clear();
            foreach (Arrival arrival in _room.Everybody())
                arrival.Socket?.Abort();
            Monitor.PulseAll(_gate);
        }

        TcpBind.Close(_socket);
        foreach (TlsLink link in links)
            link.Close();
        _finishedSignal.Set();
        _watchSignal.Set();
    }

    private static void Start(ThreadStart work, string name)
    {
        new Thread(work) { IsBackground = true, Name = name }.Start();
    }

    private bool IsClosed
    {
        get
        {
            lock (_gate)
                return _isClosed;
        }
    }

    private void Watch()
    {
        while (!IsClosed)
        {
            WaitForNetwork();
            ReadWaiting();
            int accepted = 0;
            while (accepted < AcceptsAtOnce && TakeIn())
                accepted++;
            DropLate();
        }

        lock (_gate)
        {
            foreach (Arrival arrival in _room.Waiting)
                arrival.Close();
        }
    }

    private void WaitForNetwork()
    {
        var sockets = new List<Socket> { _socket };
        lock (_gate)
        {
            foreach (Arrival arrival in _room.Waiting)
            {
                if (arrival.Stage == ArrivalStage.Silent)
                    sockets.Add(arrival.Socket!.Socket);
            }
        }

        try
        {
            Socket.Select(sockets, null, null, TickMs * 1000);
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // Closed meanwhile, or no memory for the call: the tick goes on without the network's word.
            Thread.Sleep(TickMs);
        }
    }

    private void ReadWaiting()
    {
        Arrival[] silent;
        lock (_gate)
            silent = [.. _room.Waiting];
        foreach (Arrival arrival in silent)
        {
            if (arrival.Stage == ArrivalStage.Silent)
                Look(arrival);
        }
    }

    // Only this thread reads from the silent, and only this thread ends them.
    private void Look(Arrival arrival)
    {
        bool hasRecordOrEnd = arrival.Records!.Pump();
        FirstRecordState state = FirstRecord.Look(arrival.Records.Received);
        if (state == FirstRecordState.Hello)
            Greet(arrival);
        else if (state == FirstRecordState.NotTls)
            Drop(arrival, HandshakeFault.NotTls);
        else if (hasRecordOrEnd)
            Drop(arrival, arrival.Records.Received.Length == 0 ? HandshakeFault.Silent : HandshakeFault.Protocol);
    }

    private void Greet(Arrival arrival)
    {
        lock (_gate)
        {
            WaitingRoom.Greet(arrival, _clock.Now);
            Monitor.PulseAll(_gate);
        }
    }

    private bool TakeIn()
    {
        Socket? socket = TcpBind.TryAccept(_socket);
        if (socket == null)
            return false;
        var newcomer = new Arrival(socket, _clock);
        Arrival? displaced;
        lock (_gate)
            displaced = _room.Enter(newcomer);
        if (displaced != null)
            Refuse(displaced, displaced.Stage == ArrivalStage.Silent ? HandshakeFault.Silent : HandshakeFault.Busy);
        Look(newcomer);
        return true;
    }

    private void DropLate()
    {
        long now = _clock.Now;
        while (true)
        {
            Arrival? late;
            lock (_gate)
                late = _room.SilentSince(now - _options.HandshakeMs);
            if (late == null)
                break;
            Drop(late, HandshakeFault.Silent);
        }

        lock (_gate)
        {
            for (Arrival? slow = _room.GiveWay(now); slow != null; slow = _room.GiveWay(now))
                slow.Socket!.Abort();
        }
    }

    private void Drop(Arrival arrival, HandshakeFault fault)
    {
        lock (_gate)
            _room.Leave(arrival);
        Refuse(arrival, fault);
    }

    private void Refuse(Arrival arrival, HandshakeFault fault)
    {
        arrival.Close();
        Report(arrival.Address, fault, null);
    }

    private void ShakeHands()
    {
        for (Arrival? arrival = NextHandshake(); arrival != null; arrival = NextHandshake())
        {
            ShakeHands(arrival);
            lock (_gate)
            {
                _room.ReleaseSlot(arrival);
                Monitor.PulseAll(_gate);
            }
        }
    }

    private Arrival? NextHandshake()
    {
        lock (_gate)
        {
            while (!_isClosed)
            {
                Arrival? next = _room.TakeSlot(_clock.Now);
                if (next != null)
                    return next;
                Monitor.Wait(_gate);
            }
        }

        return null;
    }

    private void ShakeHands(Arrival arrival)
    {
        TrustStore trust = _verifier.Trust;
        var handshake = new ServerHandshake(_verifier, Volatile.Read(ref _identity));
        SslStream? ssl = handshake.Run(arrival.Records!, _clock.Now + _options.HandshakeMs);
        if (ssl == null)
        {
            arrival.Close();
            Report(arrival.Address, FaultOf(arrival, handshake), handshake.Chain);
            return;
        }

        TlsLink link = CreateLink(arrival, handshake, ssl);
        _live.Add(link);
        HandshakeFault fault = HandOut(link, trust);
        if (fault == HandshakeFault.None)
            return;
        link.Close();
        Report(arrival.Address, fault, handshake.Chain);
    }

    private static HandshakeFault FaultOf(Arrival arrival, ServerHandshake handshake)
    {
        if (arrival.GaveWay || arrival.Records!.HasTimedOut)
            return HandshakeFault.TooSlow;
        HandshakeFault fault = handshake.Verdict.Fault;
        return fault == HandshakeFault.Unverified ? HandshakeFault.Protocol : fault;
    }

    private TlsLink CreateLink(Arrival arrival, ServerHandshake handshake, SslStream ssl)
    {
        PeerChain chain = handshake.Chain!;
        string? role = RoleReader.Read(chain.Leaf, 0, chain.Leaf.Length, out RoleFault fault);
        var peer = new Peer(
            PeerTransport.Tls, arrival.Address.ToString(), chain.Subject, role, chain.Fingerprint, handshake.Verdict.ValidUntil);
        if (role == null)
            _events.Add(new Event { Code = EventCode.NullRole, Peer = peer, A = (int)fault });
        return new TlsLink(new TlsChannel(arrival.Socket!, arrival.Records!, ssl), peer, chain, _live.Remove);
    }

    private HandshakeFault HandOut(TlsLink link, TrustStore verifiedBy)
    {
        // The trust may have been replaced during the handshake, and the live links verified before this was one of them.
        if (!ReferenceEquals(_verifier.Trust, verifiedBy))
        {
            HandshakeFault fault = _verifier.Verify(link.Chain).Fault;
            if (fault != HandshakeFault.None)
                return fault;
        }

        lock (_gate)
        {
            if (_isClosed || _finished.Count >= _options.Finished)
                return HandshakeFault.Busy;
            _finished.Enqueue(link);
        }

        _counters.Add(Counter.HandshakesOk);
        _finishedSignal.Set();
        return HandshakeFault.None;
    }

    private void Report(IPAddress address, HandshakeFault fault, PeerChain? chain)
    {
        if (IsClosed)
            return;
        _counters.Add(Counter.HandshakesRefused);
        // A subject is told only when a CA of ours vouches for it: anybody can write anything into a certificate.
        bool isVouchedFor = chain != null && fault is not (HandshakeFault.UntrustedChain or HandshakeFault.ChainTooLong
            or HandshakeFault.Malformed or HandshakeFault.ClockUntrusted or HandshakeFault.TooSlow or HandshakeFault.Protocol);
        var peer = new Peer(
            PeerTransport.Tls, address.ToString(), isVouchedFor ? chain!.Subject : "", null, isVouchedFor ? chain!.Fingerprint : "", 0);
        _events.Add(new Event { Code = EventCode.HandshakeRefused, Peer = peer, A = (int)fault });
    }

    private void WatchLiveLinks()
    {
        while (!IsClosed)
        {
            _watchSignal.Wait(_clock.Now + _options.RecheckMs);
            if (IsClosed)
                return;
            Recheck();
            _live.CheckLists();
        }
    }
}
