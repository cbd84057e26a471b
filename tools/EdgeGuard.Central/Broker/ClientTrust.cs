using System;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace EdgeGuard.Central;

/// <summary>Whose certificates count at the broker: those of one CA that are good now, for a client, and not revoked. Any thread.</summary>
public sealed class ClientTrust(X509Certificate2 ca, Func<X509Certificate2, bool> isRevoked)
{
    private static readonly Oid ClientAuthentication = new("1.3.6.1.5.5.7.3.2");

    /// <summary>Whether a certificate counts. Null: none was shown.</summary>
    public bool Admits(X509Certificate? shown)
    {
        if (shown is not X509Certificate2 certificate) return false;
        using var chain = new X509Chain();
        chain.ChainPolicy = TrustedChain.Policy([ca]);
        chain.ChainPolicy.ApplicationPolicy.Add(ClientAuthentication);
        return chain.Build(certificate) && !isRevoked(certificate);
    }
}
