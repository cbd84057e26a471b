using System.Net;
using EdgeGuard.Core.Access;
using EdgeGuard.Core.Events;
using EdgeGuard.Core.Guard.Tracing;
using EdgeGuard.Core.Ports;
using EdgeGuard.Core.Reports;

namespace EdgeGuard.Host.Tls;

/// <summary>Counts handshakes and tells of those that were refused. Any thread.</summary>
internal sealed class HandshakeReports
{
    private readonly Lobby _lobby;
    private readonly IEventSink _events;
    private readonly Counters _counters;
    private readonly Trace? _trace;
    private readonly IClock _clock;

    internal HandshakeReports(Lobby lobby, IEventSink events, Counters counters, Trace? trace, IClock clock)
    {
        _lobby = lobby;
        _events = events;
        _counters = counters;
        _trace = trace;
        _clock = clock;
    }

    internal void Done()
    {
        _counters.Add(Counter.HandshakesOk);
    }

    /// <summary>A client came that has the NULL role.</summary>
    internal void NullRole(Peer peer, RoleFault fault)
    {
        _events.Add(new Event { Code = EventCode.NullRole, Peer = peer, A = (int)fault });
    }

    /// <param name="address">Whose.</param>
    /// <param name="fault">Why.</param>
    /// <param name="chain">What the client showed, if it came to that.</param>
    internal void Refused(IPAddress address, HandshakeFault fault, PeerChain? chain)
    {
        // What our own end breaks off is nobody's fault.
        if (_lobby.IsClosed)
            return;
        _counters.Add(Counter.HandshakesRefused);
        // A subject is told only when a CA of ours vouches for it: anybody can write anything into a certificate.
        bool isVouchedFor = chain != null && fault is not (HandshakeFault.UntrustedChain or HandshakeFault.ChainTooLong
            or HandshakeFault.Malformed or HandshakeFault.ClockUntrusted or HandshakeFault.TooSlow or HandshakeFault.Protocol);
        var peer = new Peer(
            PeerTransport.Tls, address.ToString(), isVouchedFor ? chain!.Subject : "", null, isVouchedFor ? chain!.Fingerprint : "", 0);
        _trace?.TurnedAway(peer, fault, _clock);
        _events.Add(new Event { Code = EventCode.HandshakeRefused, Peer = peer, A = (int)fault });
    }
}
