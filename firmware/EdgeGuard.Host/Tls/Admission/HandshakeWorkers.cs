using System.Net.Security;
using System.Threading;
using EdgeGuard.Core;

namespace EdgeGuard.Host;

/// <summary>Turns connections from the <see cref="SharedHandshakeQueue"/> into links: the handshake, the role, and into the queue of those
/// that are done.</summary>
internal sealed class HandshakeWorkers
{
    private readonly AcceptQueue _finished;
    private readonly LiveLinks _live;
    private readonly PeerVerifier _verifier;
    private readonly HandshakeLog _reports;
    private readonly LeniencyAlarms _alarms;
    private readonly IClock _clock;
    private readonly int _handshakeMs;
    private ServerIdentity _identity;

    internal HandshakeWorkers(
        SharedHandshakeQueue handshakes, AcceptQueue finished, LiveLinks live, PeerVerifier verifier, HandshakeLog reports,
        LeniencyAlarms alarms, IClock clock, int handshakeMs, ServerIdentity identity)
    {
        _finished = finished;
        _live = live;
        _verifier = verifier;
        _reports = reports;
        _alarms = alarms;
        _clock = clock;
        _handshakeMs = handshakeMs;
        _identity = identity;
        Threads = new HandshakeThreads(handshakes, clock, ShakeHands, TurnAway);
    }

    /// <summary>Who the module is, from the next handshake on.</summary>
    internal ServerIdentity Identity
    {
        set { Volatile.Write(ref _identity, value); }
    }

    /// <summary>What it works with.</summary>
    internal HandshakeThreads Threads { get; }

    private void TurnAway(PendingConnection pending)
    {
        pending.Close();
        _reports.Refused(pending.Address, HandshakeFault.Busy, null);
    }

    private void ShakeHands(PendingConnection pending)
    {
        TrustStore trust = _verifier.Trust;
        var handshake = new ServerHandshake(_verifier, Volatile.Read(ref _identity));
        SslStream? ssl = handshake.Run(pending.Records!, _clock.Now + _handshakeMs);
        if (ssl == null)
        {
            pending.Close();
            _reports.Refused(pending.Address, FaultOf(pending, handshake), handshake.Chain, handshake.Verdict.OffMinutes);
            return;
        }

        TlsLink link = CreateLink(pending, handshake, ssl);
        _live.Add(link);
        HandshakeFault fault = HandOut(link, trust);
        if (fault == HandshakeFault.None) return;
        link.Close();
        _reports.Refused(pending.Address, fault, handshake.Chain);
    }

    private static HandshakeFault FaultOf(PendingConnection pending, ServerHandshake handshake)
    {
        if (pending.GaveWay || pending.Records!.HasTimedOut) return HandshakeFault.TooSlow;
        HandshakeFault fault = handshake.Verdict.Fault;
        return fault == HandshakeFault.Unverified ? HandshakeFault.Protocol : fault;
    }

    private TlsLink CreateLink(PendingConnection pending, ServerHandshake handshake, SslStream ssl)
    {
        PeerChain chain = handshake.Chain!;
        string? role = CertificateRoleReader.Read(chain.Leaf, 0, chain.Leaf.Length, out RoleFault fault);
        var peer = new Peer(
            PeerTransport.Tls, pending.Address.ToString(), chain.Subject, role, chain.Fingerprint, handshake.Verdict.ValidUntil);
        if (role == null) _reports.NullRole(peer, fault);
        return new TlsLink(new TlsChannel(pending.Socket!, pending.Records!, ssl), peer, chain, _live.Remove);
    }

    private HandshakeFault HandOut(TlsLink link, TrustStore verifiedBy)
    {
        // The trust may have been replaced during the handshake, and the live links verified before this was one of them.
        if (!ReferenceEquals(_verifier.Trust, verifiedBy))
        {
            HandshakeFault fault = _verifier.Verify(link.Chain).Fault;
            if (fault != HandshakeFault.None) return fault;
        }

        return _finished.Offer(link, Admitted) ? HandshakeFault.None : HandshakeFault.Busy;
    }

    private void Admitted(TlsLink link)
    {
        _reports.Done();
        _alarms.Check(link);
    }
}
