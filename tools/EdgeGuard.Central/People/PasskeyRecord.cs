using Microsoft.AspNetCore.Identity;

namespace EdgeGuard.Central;

/// <summary>A passkey as it is kept.</summary>
/// <param name="Number">Its number, never used again.</param>
/// <param name="UsedAt">When somebody last came in by it, milliseconds since 1970; 0 for never.</param>
/// <param name="Info">What it is verified by, and its name.</param>
internal sealed record PasskeyRecord(long Number, long UsedAt, UserPasskeyInfo Info);
