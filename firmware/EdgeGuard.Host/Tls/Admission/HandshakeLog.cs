using System.Net;
using EdgeGuard.Core;
using EdgeGuard.Guard;

namespace EdgeGuard.Host;

/// <summary>Counts handshakes and tells of those that were refused, while the listener is open. Any thread.</summary>
internal sealed class HandshakeLog(SharedHandshakeQueue handshakes, HandshakeReports reports, Trace? trace, IClock clock)
{
    internal void Done()
    {
        reports.Done();
    }

    /// <summary>A client came that has the NULL role.</summary>
    internal void NullRole(Peer peer, RoleFault fault)
    {
        reports.NullRole(peer, fault);
    }

    /// <param name="address">Whose.</param>
    /// <param name="fault">Why.</param>
    /// <param name="chain">What the client showed, if it came to that.</param>
    /// <param name="offMinutes">For a certificate outside its dates the minutes until it begins, or since its end.</param>
    internal void Refused(IPAddress address, HandshakeFault fault, PeerChain? chain, int offMinutes = 0)
    {
        // What our own end breaks off is nobody's fault.
        if (handshakes.IsClosed) return;
        Peer peer = reports.Refused(address.ToString(), fault, chain?.Subject ?? "", chain?.Fingerprint ?? "", offMinutes);
        trace?.TurnedAway(peer, fault, clock);
    }
}
