using System.Net;

namespace EdgeGuard.Central;

/// <summary>Where the broker listens.</summary>
/// <param name="Tls">For modules with a certificate.</param>
/// <param name="PlainPort">Without TLS and without proof, on 127.0.0.1 alone; null for none, 0 for a free port.</param>
public sealed record BrokerPorts(IPEndPoint Tls, int? PlainPort = null);
