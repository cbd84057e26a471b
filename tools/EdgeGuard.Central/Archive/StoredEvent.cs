using EdgeGuard.Core;

namespace EdgeGuard.Central;

/// <summary>An event as it came.</summary>
/// <param name="Site">Of which module.</param>
/// <param name="Module">Likewise.</param>
/// <param name="Record">What the module said.</param>
/// <param name="Peer">Whom it is about; null for nobody.</param>
/// <param name="ReceivedAt">When it came, milliseconds since 1970 by this computer's clock.</param>
public sealed record StoredEvent(string Site, string Module, EventRecord Record, Peer? Peer, long ReceivedAt);
