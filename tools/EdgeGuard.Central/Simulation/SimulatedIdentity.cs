using EdgeGuard.Host;
using EdgeGuard.Telemetry;

namespace EdgeGuard.Central;

/// <summary>Who a simulated module is.</summary>
/// <param name="Site">Its site.</param>
/// <param name="Name">Its name.</param>
/// <param name="Tls">How it comes to the broker: with a certificate of its own; null where it never does.</param>
/// <param name="Key">Its stream, and what its batches are sealed with.</param>
/// <param name="IsSealed">Whether it was commissioned.</param>
/// <param name="IsUnsafe">Whether it has a listener whose clients are believed without proof.</param>
internal sealed record SimulatedIdentity(
    string Site, string Name, BrokerTls? Tls, SealKey Key, bool IsSealed = true, bool IsUnsafe = false);
