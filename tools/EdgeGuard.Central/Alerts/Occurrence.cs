namespace EdgeGuard.Central;

/// <summary>Something that happened, and is no state.</summary>
/// <param name="Key">What.</param>
/// <param name="At">When, milliseconds since 1970.</param>
/// <param name="Detail">In words.</param>
/// <param name="Times">How often.</param>
internal sealed record Occurrence(AlertKey Key, long At, string Detail, long Times);
