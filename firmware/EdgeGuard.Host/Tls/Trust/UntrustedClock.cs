namespace EdgeGuard.Host;

/// <summary>What becomes of certificate dates while the clock is only a floor (setting clock.untrusted).</summary>
public enum UntrustedClock : byte
{
    /// <summary>Nobody gets in.</summary>
    Refuse = 0,

    /// <summary>The floor counts: what had run out before it is refused; what begins after it may be valid by now and is not.</summary>
    Floor = 1,
}
