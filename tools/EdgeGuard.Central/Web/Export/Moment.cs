using System;
using System.Globalization;

namespace EdgeGuard.Central;

/// <summary>Times for machines.</summary>
internal static class Moment
{
    private static readonly long Last = DateTimeOffset.MaxValue.ToUnixTimeMilliseconds();

    /// <summary>Milliseconds since 1970 as ISO 8601, UTC, with milliseconds; null for never, and for what no calendar has.</summary>
    internal static string? Of(long utcMs) => utcMs <= 0 || utcMs > Last
        ? null
        : DateTimeOffset.FromUnixTimeMilliseconds(utcMs).UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
}
