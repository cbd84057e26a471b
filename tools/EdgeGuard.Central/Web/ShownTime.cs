using System;
using System.Globalization;

namespace EdgeGuard.Central;

/// <summary>Times for people, UTC.</summary>
public static class ShownTime
{
    /// <summary>Milliseconds since 1970 as <c>2026-11-30 14:20:07Z</c>; a dash for never.</summary>
    public static string At(long utcMs) => utcMs <= 0
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

    /// <summary>Bytes as people say them.</summary>
    public static string Bytes(long bytes) => bytes switch
    {
        < 10_000 => $"{bytes} B",
        < 10_000_000 => $"{bytes / 1000} kB",
        < 10_000_000_000 => $"{bytes / 1_000_000} MB",
        _ => $"{bytes / 1_000_000_000} GB",
    };
}
