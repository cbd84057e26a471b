namespace EdgeGuard.Device.Time;

/// <summary>Not before this was the device's software built. Moved on with each release.</summary>
internal static class BuildTime
{
    /// <summary>2026-11-01T00:00Z, milliseconds since 1970.</summary>
    internal const long Utc = 1_793_491_200_000;
}
