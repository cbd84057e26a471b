using System;
using System.Globalization;

namespace EdgeGuard.Central;

/// <summary>Times for people, UTC.</summary>
public static class ShownTime
{
    // The last moment that a calendar has.
    private const long Last = 253_402_300_799_999;

    /// <summary>Milliseconds since 1970 as <c>2026-11-30 14:20:07Z</c>; a dash for never, and for what no calendar has.</summary>
    public static string At(long utcMs) => utcMs is <= 0 or > Last
        ? "–"
        : DateTimeOffset.FromUnixTimeMilliseconds(utcMs).UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    /// <summary>How long ago, such as <c>3 min ago</c>.</summary>
    public static string Ago(long utcMs, long nowMs)
    {
        if (utcMs <= 0) return "never";
        long seconds = Math.Max((nowMs - utcMs) / 1000, 0);
        return seconds switch
        {
            < 60 => $"{seconds} s ago",
            < 3600 => $"{seconds / 60} min ago",
            < 86_400 => $"{seconds / 3600} h ago",
            _ => $"{seconds / 86_400} d ago",
        };
    }

    /// <summary>How long something takes, such as <c>40 ms</c>, <c>1.5 s</c>, <c>12 min</c>.</summary>
    public static string Span(long ms) => ms switch
    {
        < 1000 => $"{ms} ms",
        < 60_000 => string.Create(CultureInfo.InvariantCulture, $"{ms / 1000.0:0.#} s"),
        < 3_600_000 => $"{ms / 60_000} min",
        < 2 * 86_400_000 => $"{ms / 3_600_000} h",
        _ => $"{ms / 86_400_000} d",
    };

    /// <summary>Bytes as people say them.</summary>
    public static string Bytes(long bytes) => bytes switch
    {
        < 10_000 => $"{bytes} B",
        < 10_000_000 => $"{bytes / 1000} kB",
        < 10_000_000_000 => $"{bytes / 1_000_000} MB",
        _ => $"{bytes / 1_000_000_000} GB",
    };
}
