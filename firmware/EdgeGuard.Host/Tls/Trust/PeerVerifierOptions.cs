namespace EdgeGuard.Host;

/// <summary>What gives way to keep a process running. The defaults refuse.</summary>
public sealed record PeerVerifierOptions
{
    /// <summary>Setting crl.stale.</summary>
    public StaleCrl StaleCrl { get; init; }

    /// <summary>Setting peer.expiry-grace: milliseconds for which a certificate counts after it ran out.</summary>
    public long ExpiryGraceMs { get; init; }

    /// <summary>Setting clock.untrusted.</summary>
    public UntrustedClock UntrustedClock { get; init; }
}
