using EdgeGuard.Traffic;

namespace EdgeGuard.Cli;

/// <summary>What was recorded of who asks what of one PLC, wherever that comes from.</summary>
/// <param name="Rows">The polls.</param>
/// <param name="Merges">How often polls became one for want of room.</param>
/// <param name="Unlisted">Requests that had no room at all.</param>
/// <param name="WithoutRole">Addresses of clients that no role is known of, each once, in order.</param>
internal sealed record RecordedTraffic(TrafficRow[] Rows, long Merges, long Unlisted, string[] WithoutRole);
