using System;
using System.Net;
using System.Net.Sockets;
using System.Threading;
using EdgeGuard.Core;
using EdgeGuard.Guard;
using EdgeGuard.Module;

namespace EdgeGuard.Host;

/// <summary>Modbus/TCP Security toward the plant: TLS 1.2/1.3, a client certificate always, the role from it.</summary>
/// <remarks>
///     ConnectionAcceptor ──> SharedHandshakeQueue (HandshakeQueue) ──> HandshakeWorkers ──> AcceptQueue ──> Accept, or who takes
///     one thread                                                    n threads at most
/// One thread accepts connections and watches those that have not spoken yet; a thread for the handshake begins only with one
/// whose whole first message is here. <see cref="HandshakeQueue"/> says who goes when it is crowded. Every refusal is an
/// event and counted. Live links are verified again every minute, by a thread for that time.
/// </remarks>
public sealed class TlsListener : ILinkBringer
{
    private const int Backlog = 512;

    private readonly Socket _socket;
    private readonly PeerVerifier _verifier;
    private readonly IEventSink _events;
    private readonly SharedHandshakeQueue _handshakes;
    private readonly AcceptQueue _finished;
    private readonly LiveLinks _live;
    private readonly ListAlarms _listAlarms;
    private readonly ConnectionAcceptor _reception;
    private readonly HandshakeWorkers _workers;

    private TlsListener(
        Socket socket, TlsListenerOptions options, ServerIdentity identity, PeerVerifier verifier, IClock clock, IEventSink events,
        Counters counters, Trace? trace, FileHandles? handles)
    {
        _socket = socket;
        _verifier = verifier;
        _events = events;
        _handshakes = new SharedHandshakeQueue(new HandshakeQueue(options.Waiting, options.Handshakes, options.FairHandshakeMs));
        _finished = new AcceptQueue(options.Finished, clock);
        var alarms = new LeniencyAlarms(events, clock);
        _live = new LiveLinks(verifier, alarms, events);
        _listAlarms = new ListAlarms(events, clock);
        var reports = new HandshakeLog(_handshakes, new HandshakeReports(events, counters), trace, clock);
        _workers = new HandshakeWorkers(_handshakes, _finished, _live, verifier, reports, alarms, clock, options.HandshakeMs, identity);
        var recheck = new Chore("tls recheck", options.RecheckMs, clock, LookAfterLiveLinks);
        _reception = new ConnectionAcceptor(socket, _handshakes, _workers.Threads, recheck, reports, clock, options.HandshakeMs, handles);
        LocalEndPoint = (IPEndPoint)socket.LocalEndPoint!;
    }

    /// <summary>Where it listens, with the port that the system chose if 0 was asked for.</summary>
    public IPEndPoint LocalEndPoint { get; }

    /// <summary>Starts listening. Null, and the problem in words, when that is not possible.</summary>
    public static TlsListener? TryOpen(
        TlsListenerOptions options, ServerIdentity identity, PeerVerifier verifier, IClock clock, IEventSink events, Counters counters,
        out string problem, Trace? trace = null, FileHandles? handles = null)
    {
        Socket? socket = TcpBind.Open(options.EndPoint, Backlog, out problem);
        if (socket == null) return null;
        var listener = new TlsListener(socket, options, identity, verifier, clock, events, counters, trace, handles);
        new Thread(listener._reception.Run) { IsBackground = true, Name = "tls accept" }.Start();
        listener._listAlarms.Check(verifier.Trust);
        return listener;
    }

    /// <summary>Who ends the sessions of clients that are no longer good, and reports it: Gateway.EndSessions. Without, the
    /// listener ends their links and reports it itself. Set before the first Accept.</summary>
    public Func<IPeerCheck, int>? EndSessions { get; set; }

    /// <summary>How many threads there are for handshakes.</summary>
    internal int HandshakeThreads
    {
        get { return _workers.Threads.Count; }
    }

    /// <inheritdoc/>
    public void Start(LinkTaker take, Heartbeat beat)
    {
        _reception.Beat = beat;
        _finished.GiveTo(take);
    }

    /// <inheritdoc/>
    public IUpstreamLink? Accept(long until)
    {
        return _finished.Take(until);
    }

    /// <summary>Puts new certificates in force: the identity for handshakes from now on, the trust also for the links that
    /// stand. Any thread. How many of those were ended.</summary>
    public int Replace(ServerIdentity identity, TrustStore trust)
    {
        _workers.Identity = identity;
        _verifier.Trust = trust;
        int ended = Recheck();
        _events.Add(new Event { Code = EventCode.TrustChanged, A = ended });
        _listAlarms.Check(trust);
        return ended;
    }

    /// <summary>What another trust and other leniency would do to the links that stand. Changes nothing. Any thread.</summary>
    public ReloadEffect Foresee(TrustStore trust, PeerVerifierOptions options) => _live.Foresee(trust, options);

    /// <summary>Verifies the certificates of all links that stand again and ends those that fail; it happens every minute
    /// by itself. Any thread. How many were ended.</summary>
    public int Recheck()
    {
        PeerRecheck recheck = _live.Verify();
        if (EndSessions == null) return _live.End(recheck);
        int ended = EndSessions(recheck);
        // Also those that have no session yet.
        _live.Abort(recheck);
        return ended;
    }

    /// <inheritdoc/>
    public void Close()
    {
        if (!_handshakes.Close()) return;
        TcpBind.Close(_socket);
        _finished.Close();
        _workers.Threads.Stop();
    }

    private void LookAfterLiveLinks()
    {
        if (_handshakes.IsClosed) return;
        Recheck();
        _listAlarms.Check(_verifier.Trust);
    }
}
