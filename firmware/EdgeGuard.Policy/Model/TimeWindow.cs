namespace EdgeGuard.Policy;

/// <summary>Some days of the week and a time of day: <c>mon-fri 06:00-18:00</c>. Over midnight it belongs to its first day.</summary>
public sealed class TimeWindow
{
    /// <summary>The most windows that one line may have: each is looked at for each request.</summary>
    public const int MaxPerLine = 8;

    /// <summary>Minutes of a day.</summary>
    public const int Day = 1440;

    /// <summary>Days, bit 0 is Monday.</summary>
    public byte Days { get; internal set; }

    /// <summary>First minute of the day, 0…1439.</summary>
    public int From { get; internal set; }

    /// <summary>First minute behind the window, 1…1440; not above <see cref="From"/>: the next day's.</summary>
    public int To { get; internal set; }

    /// <summary>Whether the window holds a minute of the local week (0 is Monday 00:00).</summary>
    public static bool Holds(int days, int from, int to, int weekMinute)
    {
        int day = weekMinute / Day;
        int minute = weekMinute - day * Day;
        bool today = (days >> day & 1) != 0;
        if (from < to) return today && minute >= from && minute < to;
        bool yesterday = (days >> (day == 0 ? 6 : day - 1) & 1) != 0;
        return (today && minute >= from) || (yesterday && minute < to);
    }
}
