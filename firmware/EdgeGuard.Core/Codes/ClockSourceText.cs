namespace EdgeGuard.Core;

/// <summary>The words for a <see cref="ClockSource"/>.</summary>
public static class ClockSourceText
{
    /// <summary>A few lower-case words; "unknown" for a number that this version does not know.</summary>
    public static string Of(ClockSource source)
    {
        switch (source)
        {
            case ClockSource.None: return "nobody";
            case ClockSource.Floor: return "the last time that was stored";
            case ClockSource.Rtc: return "the clock chip";
            case ClockSource.Network: return "the time server";
            case ClockSource.Person: return "a person";
            case ClockSource.System: return "the operating system";
            default: return "unknown";
        }
    }
}
