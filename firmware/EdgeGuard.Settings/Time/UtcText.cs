namespace EdgeGuard.Settings;

/// <summary>A moment as a person types it: <c>2026-11-28 10:15:00Z</c>.</summary>
public static class UtcText
{
    // What a clock can be set to: nothing before this software was written, nothing that is surely a slip.
    private const int FirstYear = 2025;
    private const int LastYear = 2099;

    /// <summary>The moment, in milliseconds since 1970. False: it is none, or not in 2025 to 2099. <c>T</c> may stand for the blank, and
    /// the seconds may be left out; the <c>Z</c> may not.</summary>
    public static bool TryRead(string text, out long utc)
    {
        utc = 0;
        bool hasSeconds = text.Length == 20;
        if ((!hasSeconds && text.Length != 17) || !HasMarks(text, hasSeconds)) return false;
        int year = Number(text, 0, 4);
        int month = Number(text, 5, 2);
        int day = Number(text, 8, 2);
        int hour = Number(text, 11, 2);
        int minute = Number(text, 14, 2);
        int second = hasSeconds ? Number(text, 17, 2) : 0;
        if (year < FirstYear || year > LastYear || month < 1 || month > 12 || day < 1 || day > Calendar.DaysIn(year, month)) return false;
        if (hour < 0 || hour > 23 || minute < 0 || minute > 59 || second < 0 || second > 59) return false;
        utc = (Calendar.DayOf(year, month, day) * Calendar.SecondsPerDay + hour * 3600 + minute * 60 + second) * 1000;
        return true;
    }

    private static bool HasMarks(string text, bool hasSeconds)
    {
        return text[4] == '-' && text[7] == '-' && (text[10] == ' ' || text[10] == 'T') && text[13] == ':'
            && (!hasSeconds || text[16] == ':') && text[text.Length - 1] == 'Z';
    }

    // -1 where a character is no digit.
    private static int Number(string text, int at, int length)
    {
        int number = 0;
        for (int i = at; i < at + length; i++)
        {
            if (text[i] < '0' || text[i] > '9') return -1;
            number = number * 10 + text[i] - '0';
        }
        return number;
    }
}
