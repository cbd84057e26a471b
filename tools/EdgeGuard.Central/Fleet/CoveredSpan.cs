namespace EdgeGuard.Central;

/// <summary>Numbers of one start that are stored, without a gap. Immutable.</summary>
/// <param name="First">The first number.</param>
/// <param name="Last">The last.</param>
/// <param name="MacBefore">What its first batch says the MAC before it is; null where it is not sealed, or began amid a batch.</param>
/// <param name="Mac">The MAC of its last batch; null likewise.</param>
/// <param name="Opened">The batch that it began with.</param>
/// <param name="OpenedAt">When that came, milliseconds since 1970.</param>
internal sealed record CoveredSpan(long First, long Last, byte[]? MacBefore, byte[]? Mac, Place Opened, long OpenedAt);
