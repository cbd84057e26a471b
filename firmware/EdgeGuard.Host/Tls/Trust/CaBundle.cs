using System.Security.Cryptography.X509Certificates;

namespace EdgeGuard.Host;

/// <summary>How every chain of certificates is built here, whoever shows it. Any thread.</summary>
public static class CaBundle
{
    /// <summary>A chain must end at one of these and nowhere else: neither
    /// the system's store nor anything from the network counts.</summary>
    /// <remarks>Revocation is not the library's business: it would fetch lists. Who checks it looks them up himself, as
    /// <see cref="PeerVerifier"/> does.</remarks>
    public static X509ChainPolicy CreatePolicy(params X509Certificate2[] authorities)
    {
        var policy = new X509ChainPolicy
        {
            TrustMode = X509ChainTrustMode.CustomRootTrust,
            RevocationMode = X509RevocationMode.NoCheck,
            DisableCertificateDownloads = true,
        };
        policy.CustomTrustStore.AddRange(authorities);
        return policy;
    }
}
