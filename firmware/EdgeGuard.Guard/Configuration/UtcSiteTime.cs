namespace EdgeGuard.Guard;

/// <summary>A site that lives by UTC: what is assumed where no zone is set.</summary>
public sealed class UtcSiteTime : ISiteTime
{
    private const long MsPerMinute = 60_000;
    private const long MinutesPerWeek = 10_080;

    // 1970-01-01 was a Thursday: three days into a week that begins on Monday.
    private const long EpochWeekMinute = 3 * 1_440;

    /// <inheritdoc/>
    public int WeekMinute(long utc)
    {
        long minute = (utc / MsPerMinute + EpochWeekMinute) % MinutesPerWeek;
        return (int)minute;
    }
}
