using EdgeGuard.Core;

namespace EdgeGuard.Central;

/// <summary>Equal refusals as one.</summary>
/// <param name="Site">Of which module.</param>
/// <param name="Module">Likewise.</param>
/// <param name="Record">The last of them.</param>
/// <param name="Peer">Who was refused; null for nobody.</param>
/// <param name="Count">How many they are.</param>
/// <param name="FirstAt">When the first came, milliseconds since 1970 by this computer's clock.</param>
/// <param name="LastAt">When the last came.</param>
public sealed record RefusalRow(string Site, string Module, EventRecord Record, Peer? Peer, long Count, long FirstAt, long LastAt);
