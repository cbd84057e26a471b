namespace EdgeGuard.Host;

/// <summary>What becomes of clients when a revocation list is past its nextUpdate (setting crl.stale).</summary>
public enum StaleCrl : byte
{
    /// <summary>Nobody of that CA gets in, and sessions end.</summary>
    Refuse = 0,

    /// <summary>The old list counts, with an alarm: a process keeps running while the new list is fetched.</summary>
    Accept = 1,
}
