namespace EdgeGuard.Settings;

/// <summary>The Gregorian calendar in whole days since 1970-01-01. Pure arithmetic, the same on the device and on the host.</summary>
internal static class Calendar
{
    internal const long SecondsPerDay = 86_400;

    private const int DaysPer400Years = 146_097;

    // From 0000-03-01 to 1970-01-01: years are counted from March, so that the leap day is the last of its year.
    private const int DaysTo1970 = 719_468;

    private static readonly byte[] DaysOfMonths = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };

    internal static bool IsLeap(int year)
    {
        return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    }

    internal static int DaysIn(int year, int month)
    {
        return month == 2 && IsLeap(year) ? 29 : DaysOfMonths[month - 1];
    }

    /// <summary>The day of a date from 1970 on.</summary>
    internal static long DayOf(int year, int month, int day)
    {
        int marchYear = month > 2 ? year : year - 1;
        int ofEra = marchYear % 400;
        int ofYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1;
        return marchYear / 400 * DaysPer400Years + ofEra * 365 + ofEra / 4 - ofEra / 100 + ofYear - DaysTo1970;
    }

    /// <summary>The year of a day from 1970 on.</summary>
    internal static int YearOf(long day)
    {
        // 365.2425 days a year: at most one off, which the date of new year's day settles.
        int year = 1970 + (int)(day * 400 / DaysPer400Years);
        while (DayOf(year + 1, 1, 1) <= day) year++;
        while (DayOf(year, 1, 1) > day) year--;
        return year;
    }

    /// <summary>0: Sunday … 6: Saturday, of a day from 1970 on.</summary>
    internal static int Weekday(long day)
    {
        return (int)((day + 4) % 7);
    }
}
