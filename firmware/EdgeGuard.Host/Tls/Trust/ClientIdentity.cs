using System.Collections.Generic;
using System.Net.Security;
using System.Security.Cryptography.X509Certificates;

namespace EdgeGuard.Host;

/// <summary>Who a client is, and which CA the module must be of. Immutable; any thread.</summary>
public sealed class ClientIdentity
{
    private readonly X509Certificate2Collection _authorities;

    /// <param name="certificate">The client's certificate with its private key; null to show none.</param>
    /// <param name="issuers">The rest of its chain.</param>
    /// <param name="authorities">The CA bundle that the module's certificate must chain to.</param>
    public ClientIdentity(X509Certificate2? certificate, X509Certificate2Collection issuers, X509Certificate2Collection authorities)
    {
        _authorities = authorities;
        Context = certificate == null ? null : SslStreamCertificateContext.Create(certificate, issuers, offline: true);
    }

    internal SslStreamCertificateContext? Context { get; }

    /// <summary>Reads the files. Null, and a line for each problem, when that fails. Never throws.</summary>
    public static ClientIdentity? TryLoad(string certificate, string key, string authorities, IList<FileProblem> problems)
    {
        int before = FileProblem.Errors(problems);
        CredentialSource secret = CredentialSource.Secret(key, "private key");
        CredentialSource shown = CredentialSource.File(certificate);
        X509Certificate2? own = PemFiles.LoadPair(shown, secret, problems, out X509Certificate2Collection issuers);
        X509Certificate2Collection? bundle = PemFiles.LoadCertificates(CredentialSource.File(authorities), problems);
        return FileProblem.Errors(problems) == before ? new ClientIdentity(own, issuers, bundle!) : null;
    }

    /// <summary>The module's chain must end in the bundle; nothing is fetched.</summary>
    internal X509ChainPolicy CreatePolicy() => CaBundle.CreatePolicy([.. _authorities]);
}
