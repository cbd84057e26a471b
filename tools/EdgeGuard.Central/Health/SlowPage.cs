namespace EdgeGuard.Central;

/// <summary>An answer that took long.</summary>
/// <param name="At">When that was, milliseconds since 1970.</param>
/// <param name="Pattern">Its address, as it is mapped.</param>
/// <param name="Ms">How long it took, milliseconds.</param>
internal sealed record SlowPage(long At, string Pattern, long Ms);
