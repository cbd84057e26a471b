namespace EdgeGuard.Core;

/// <summary>Not before this was the module's software built: no clock is believed that says so. Moved on with each release.</summary>
public static class BuildTime
{
    /// <summary>2026-11-01T00:00Z, milliseconds since 1970.</summary>
    public const long Utc = 1_793_491_200_000;
}
