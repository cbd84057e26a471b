namespace EdgeGuard.Guard;

/// <summary>Turns UTC into the site's local week, for rules with time windows. Immutable; any thread.</summary>
public interface ISiteTime
{
    /// <summary>Minute of the local week: 0 is Monday 00:00, 10 079 is Sunday 23:59.</summary>
    /// <param name="utc">Milliseconds since 1970-01-01T00:00Z.</param>
    int WeekMinute(long utc);
}
