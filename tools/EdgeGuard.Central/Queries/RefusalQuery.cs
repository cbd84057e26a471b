namespace EdgeGuard.Central;

/// <summary>Which refusals are asked for.</summary>
/// <param name="Site">Of this site; null for all.</param>
/// <param name="Module">Of modules of this name; null for all.</param>
/// <param name="Days">Of so many of the newest days on which something arrived, from 1.</param>
/// <param name="Most">Most rows.</param>
public sealed record RefusalQuery(string? Site = null, string? Module = null, int Days = 7, int Most = 200);
