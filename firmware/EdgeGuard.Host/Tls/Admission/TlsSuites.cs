using System;
using System.Net.Security;
using System.Security.Authentication;

namespace EdgeGuard.Host;

/// <summary>What is negotiated: TLS 1.2 and 1.3, ephemeral elliptic-curve keys, authenticated encryption, nothing else.</summary>
/// <remarks>MB-TCP-Security R-14, R-62 (the two AES-128-GCM suites), R-36, R-37, R-50 to R-55. No NULL encryption (R-67 is
/// optional): whoever may read the PLC's traffic may still not read it on the wire.</remarks>
public static class TlsSuites
{
    /// <summary>The protocol versions.</summary>
    public const SslProtocols Protocols = SslProtocols.Tls12 | SslProtocols.Tls13;

    /// <summary>The cipher suites, best first; null on Windows, where the system's policy decides.</summary>
    public static CipherSuitesPolicy? Policy { get; } = OperatingSystem.IsWindows() ? null : Create();

    [System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
    private static CipherSuitesPolicy Create()
    {
        return new CipherSuitesPolicy(
        [
            TlsCipherSuite.TLS_AES_128_GCM_SHA256,
            TlsCipherSuite.TLS_AES_256_GCM_SHA384,
            TlsCipherSuite.TLS_CHACHA20_POLY1305_SHA256,
            TlsCipherSuite.TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256,
            TlsCipherSuite.TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256,
            TlsCipherSuite.TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384,
            TlsCipherSuite.TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384,
            TlsCipherSuite.TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256,
            TlsCipherSuite.TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256,
        ]);
    }
}
