using EdgeGuard.Core;

namespace EdgeGuard.Guard;

/// <summary>Whether a client that was let in is still who its certificate says, as far as time tells.</summary>
internal static class PeerValidity
{
    internal static bool Holds(GuardConfiguration configuration, IClock clock, Peer peer)
    {
        if (peer.ValidUntil == long.MaxValue) return true;
        ClockTrust trust = clock.Trust;
        if (trust == ClockTrust.Unset) return false;
        if (trust != ClockTrust.Trusted && !configuration.AcceptClockFloor) return false;
        // The grace is taken from now, not added to the end: an end far in the future must not overflow.
        return clock.Utc - configuration.PeerExpiryGraceMs <= peer.ValidUntil;
    }

    /// <summary>What is wrong where it does not hold.</summary>
    internal static HandshakeFault Fault(IClock clock)
    {
        return clock.Trust == ClockTrust.Trusted ? HandshakeFault.Expired : HandshakeFault.ClockUntrusted;
    }
}
