namespace EdgeGuard.Core;

/// <summary>Counts TLS handshakes and tells of those that were refused, alike on every platform. Any thread.</summary>
public sealed class HandshakeReports
{
    private readonly IEventSink _events;
    private readonly Counters _counters;

    public HandshakeReports(IEventSink events, Counters counters)
    {
        _events = events;
        _counters = counters;
    }

    /// <summary>A client was let in.</summary>
    public void Done()
    {
        _counters.Add(Counter.HandshakesOk);
    }

    /// <summary>A client came that has the NULL role.</summary>
    public void NullRole(Peer peer, RoleFault fault)
    {
        _events.Add(new Event { Code = EventCode.NullRole, Peer = peer, A = (int)fault });
    }

    /// <summary>A client was refused before it was known, or its certificate was.</summary>
    /// <param name="address">Whose.</param>
    /// <param name="fault">Why.</param>
    /// <param name="subject">What its certificate says; empty for none.</param>
    /// <param name="fingerprint">Its certificate's; empty for none.</param>
    /// <param name="offMinutes">For a certificate outside its dates the minutes until it begins, or since its end.</param>
    /// <returns>The client, as far as it may be named.</returns>
    public Peer Refused(string address, HandshakeFault fault, string subject, string fingerprint, int offMinutes = 0)
    {
        _counters.Add(Counter.HandshakesRefused);
        bool isVouchedFor = IsVouchedFor(fault);
        var peer = new Peer(PeerTransport.Tls, address, isVouchedFor ? subject : "", null, isVouchedFor ? fingerprint : "", 0);
        _events.Add(new Event { Code = EventCode.HandshakeRefused, Peer = peer, A = (int)fault, B = offMinutes });
        return peer;
    }

    // A subject is reported only when a CA that the module trusts vouches for it: anybody can write anything into a certificate.
    private static bool IsVouchedFor(HandshakeFault fault)
    {
        switch (fault)
        {
            case HandshakeFault.UntrustedChain:
            case HandshakeFault.ChainTooLong:
            case HandshakeFault.Malformed:
            case HandshakeFault.ClockUntrusted:
            case HandshakeFault.TooSlow:
            case HandshakeFault.Protocol:
                return false;
            default:
                return true;
        }
    }
}
