namespace EdgeGuard.Core;

/// <summary>Times and durations as people read them, and columns of a table.</summary>
public static class TerminalText
{
    /// <summary>UTC milliseconds as <c>2026-11-30 05:19:14Z</c>.</summary>
    public static string Utc(long utc)
    {
        return EventText.Time(new EventRecord { Utc = utc, Trust = ClockTrust.Trusted });
    }

    /// <summary>Milliseconds as days and a time: <c>12d 03:04:05</c>.</summary>
    public static string Duration(long ms)
    {
        long seconds = ms / 1000;
        string days = seconds >= 86_400 ? seconds / 86_400 + "d " : "";
        return days + Two(seconds / 3600 % 24) + ":" + Two(seconds / 60 % 60) + ":" + Two(seconds % 60);
    }

    /// <summary>Milliseconds in a few characters: <c>20ms</c>, <c>1.5s</c>, <c>36s</c>, <c>5m</c>, <c>2.5h</c>, <c>12d</c>.</summary>
    public static string Brief(long ms)
    {
        if (ms < 1000) return ms + "ms";
        if (ms < 60_000) return Tenths(ms, 1000) + "s";
        if (ms < 3_600_000) return Tenths(ms, 60_000) + "m";
        return ms < 86_400_000 ? Tenths(ms, 3_600_000) + "h" : Tenths(ms, 86_400_000) + "d";
    }

    /// <summary>A text with blanks behind it, one at least.</summary>
    public static string Padded(string text, int columns)
    {
        string padded = text + " ";
        while (padded.Length < columns) padded += " ";
        return padded;
    }

    // One digit behind the point below ten, where it is not 0.
    private static string Tenths(long ms, long unit)
    {
        long tenths = ms * 10 / unit;
        return tenths >= 100 || tenths % 10 == 0 ? (tenths / 10).ToString() : tenths / 10 + "." + tenths % 10;
    }

    private static string Two(long number)
    {
        return number < 10 ? "0" + number : number.ToString();
    }
}
