namespace EdgeGuard.Central;

/// <summary>A passkey as its owner sees it.</summary>
/// <param name="Number">Its number.</param>
/// <param name="Name">As the owner calls it.</param>
/// <param name="CreatedAt">Milliseconds since 1970.</param>
/// <param name="UsedAt">When somebody last came in by it; 0 for never.</param>
/// <param name="IsCopied">Whether whoever keeps it may copy it to other devices.</param>
public sealed record PasskeyView(long Number, string Name, long CreatedAt, long UsedAt, bool IsCopied);
