namespace EdgeGuard.Central;

/// <summary>Something that an event of a module began, and that none has ended.</summary>
/// <param name="Key">What.</param>
/// <param name="Since">Since when, milliseconds since 1970.</param>
/// <param name="Detail">The event in words.</param>
internal sealed record Latch(AlertKey Key, long Since, string Detail);
