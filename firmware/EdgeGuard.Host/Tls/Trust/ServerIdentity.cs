using System.Net.Security;
using System.Security.Cryptography.X509Certificates;

namespace EdgeGuard.Host;

/// <summary>The certificate, key and chain by which the module shows who it is. Immutable; any thread.</summary>
public sealed class ServerIdentity
{
    /// <param name="certificate">The module's own, with its private key (P-256 or RSA).</param>
    /// <param name="issuers">The rest of the chain; it is sent but for the root, which .NET leaves out as RFC 5246 section
    /// 7.4.2 allows: a client has the root or cannot trust it (MB-TCP-Security R-46 asks for all).</param>
    public ServerIdentity(X509Certificate2 certificate, X509Certificate2Collection issuers)
    {
        // offline: never fetches a missing issuer from the network.
        Context = SslStreamCertificateContext.Create(certificate, issuers, offline: true);
        Certificates = [certificate, .. issuers];
    }

    /// <summary>The module's own, then the rest of its chain.</summary>
    internal X509Certificate2[] Certificates { get; }

    internal SslStreamCertificateContext Context { get; }
}
