using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace EdgeGuard.Host.Tls;

/// <summary>The signature algorithms that count: RSA (PKCS #1 v1.5) and ECDSA with SHA-256, SHA-384, SHA-512.</summary>
internal static class SignatureAlgorithm
{
    internal static bool IsStrong(string? oid)
    {
        return HashOf(oid) != null;
    }

    /// <summary>Whether the key of this certificate signed the data. False also for algorithms that do not count.</summary>
    internal static bool Verify(string oid, X509Certificate2 signer, byte[] data, byte[] signature)
    {
        if (HashOf(oid) is not HashAlgorithmName hash)
            return false;
        try
        {
            return IsRsa(oid) ? VerifyRsa(signer, data, signature, hash) : VerifyEcdsa(signer, data, signature, hash);
        }
        catch (CryptographicException)
        {
            // A key or signature that cannot even be read is not a signature.
            return false;
        }
    }

    private static bool VerifyRsa(X509Certificate2 signer, byte[] data, byte[] signature, HashAlgorithmName hash)
    {
        using RSA? key = signer.GetRSAPublicKey();
        return key != null && key.VerifyData(data, signature, hash, RSASignaturePadding.Pkcs1);
    }

    private static bool VerifyEcdsa(X509Certificate2 signer, byte[] data, byte[] signature, HashAlgorithmName hash)
    {
        using ECDsa? key = signer.GetECDsaPublicKey();
        return key != null && key.VerifyData(data, signature, hash, DSASignatureFormat.Rfc3279DerSequence);
    }

    // RFC 8017 appendix A.2.4 and RFC 5758 section 3.2.
    private static HashAlgorithmName? HashOf(string? oid)
    {
        return oid switch
        {
            "1.2.840.113549.1.1.11" or "1.2.840.10045.4.3.2" => HashAlgorithmName.SHA256,
            "1.2.840.113549.1.1.12" or "1.2.840.10045.4.3.3" => HashAlgorithmName.SHA384,
            "1.2.840.113549.1.1.13" or "1.2.840.10045.4.3.4" => HashAlgorithmName.SHA512,
            _ => null,
        };
    }

    private static bool IsRsa(string oid)
    {
        return oid.StartsWith("1.2.840.113549.", System.StringComparison.Ordinal);
    }
}
