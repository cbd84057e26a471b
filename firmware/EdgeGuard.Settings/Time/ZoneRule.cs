namespace EdgeGuard.Settings;

/// <summary>When in a year a site changes between standard and daylight saving time: one of the three forms of a POSIX TZ rule.</summary>
/// <remarks>IEEE Std 1003.1, section 8.3: <c>Mm.w.d</c>, <c>Jn</c> or <c>n</c>, and a time of day. Immutable.</remarks>
internal sealed class ZoneRule
{
    private const int JulianForm = -1;
    private const int DayForm = -2;

    // Month 1…12, or one of the forms above.
    private readonly int _month;
    private readonly int _week;
    private readonly int _day;
    private readonly long _second;

    private ZoneRule(int month, int week, int day, long second)
    {
        _month = month;
        _week = week;
        _day = day;
        _second = second;
    }

    /// <summary>The last (5) or the <paramref name="week"/>th <paramref name="day"/> (0: Sunday) of a month.</summary>
    internal static ZoneRule OfMonth(int month, int week, int day, long second)
    {
        return new ZoneRule(month, week, day, second);
    }

    /// <summary>Day 1…365; February 29 is never counted.</summary>
    internal static ZoneRule OfJulianDay(int day, long second)
    {
        return new ZoneRule(JulianForm, 0, day, second);
    }

    /// <summary>Day 0…365; February 29 is counted.</summary>
    internal static ZoneRule OfDay(int day, long second)
    {
        return new ZoneRule(DayForm, 0, day, second);
    }

    /// <summary>The moment of change in a year, seconds since 1970-01-01T00:00 of the local time that is left by it.</summary>
    internal long LocalSecond(int year)
    {
        return Day(year) * Calendar.SecondsPerDay + _second;
    }

    private long Day(int year)
    {
        long newYear = Calendar.DayOf(year, 1, 1);
        if (_month == DayForm) return newYear + _day;
        if (_month == JulianForm) return newYear + _day - 1 + (Calendar.IsLeap(year) && _day > 59 ? 1 : 0);
        long first = Calendar.DayOf(year, _month, 1);
        long day = first + (_day - Calendar.Weekday(first) + 7) % 7 + 7 * (_week - 1);
        return day - first < Calendar.DaysIn(year, _month) ? day : day - 7;
    }
}
