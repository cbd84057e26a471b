using System.Net.Security;
using System.Threading;
using EdgeGuard.Core.Access;
using EdgeGuard.Core.Ports;

namespace EdgeGuard.Host.Tls;

/// <summary>Turns connections from the <see cref="Lobby"/> into links: the handshake, the role, and into the queue. As many
/// threads as there are handshake slots.</summary>
internal sealed class HandshakeDesk
{
    private readonly Lobby _lobby;
    private readonly FinishedLinks _finished;
    private readonly LiveLinks _live;
    private readonly PeerVerifier _verifier;
    private readonly HandshakeReports _reports;
    private readonly LeniencyAlarms _alarms;
    private readonly IClock _clock;
    private readonly int _handshakeMs;
    private ServerIdentity _identity;

    internal HandshakeDesk(
        Lobby lobby, FinishedLinks finished, LiveLinks live, PeerVerifier verifier, HandshakeReports reports, LeniencyAlarms alarms, IClock clock, int handshakeMs, ServerIdentity identity)
    {
        _lobby = lobby;
        _finished = finished;
        _live = live;
        _verifier = verifier;
        _reports = reports;
        _alarms = alarms;
        _clock = clock;
        _handshakeMs = handshakeMs;
        _identity = identity;
    }

    /// <summary>Who the module is, from the next handshake on.</summary>
    internal ServerIdentity Identity
    {
        set { Volatile.Write(ref _identity, value); }
    }

    /// <summary>Works until the lobby closes. Of any number of threads.</summary>
    internal void Run()
    {
        for (Arrival? arrival = _lobby.TakeSlot(_clock); arrival != null; arrival = _lobby.TakeSlot(_clock))
        {
            ShakeHands(arrival);
            _lobby.ReleaseSlot(arrival);
        }
    }

    private void ShakeHands(Arrival arrival)
    {
        TrustStore trust = _verifier.Trust;
        var handshake = new ServerHandshake(_verifier, Volatile.Read(ref _identity));
        SslStream? ssl = handshake.Run(arrival.Records!, _clock.Now + _handshakeMs);
        if (ssl == null)
        {
            arrival.Close();
            _reports.Refused(arrival.Address, FaultOf(arrival, handshake), handshake.Chain, handshake.Verdict.OffMinutes);
            return;
        }

        TlsLink link = CreateLink(arrival, handshake, ssl);
        _live.Add(link);
        HandshakeFault fault = HandOut(link, trust);
        if (fault == HandshakeFault.None)
            return;
        link.Close();
        _reports.Refused(arrival.Address, fault, handshake.Chain);
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
            _reports.NullRole(peer, fault);
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

        return _finished.Offer(link, Admitted) ? HandshakeFault.None : HandshakeFault.Busy;
    }

    private void Admitted(TlsLink link)
    {
        _reports.Done();
        _alarms.Check(link);
    }
}
