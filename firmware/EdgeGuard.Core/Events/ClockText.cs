namespace EdgeGuard.Core;

/// <summary>The module's time in words.</summary>
public static class ClockText
{
    /// <summary>UTC, and how far it can be trusted.</summary>
    public static string Of(IClock clock)
    {
        string time = EventText.Time(new EventRecord { Utc = clock.Utc, Trust = clock.Trust });
        switch (clock.Trust)
        {
            case ClockTrust.Trusted: return time + "   trusted";
            case ClockTrust.Floor: return time + "   NOT TRUSTED: it may be later than this";
            default: return "NOT KNOWN: whatever depends on it is refused";
        }
    }
}
