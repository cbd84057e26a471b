using System;
using System.Collections.Generic;
using System.Numerics;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using EdgeGuard.Host.Tls;

namespace EdgeGuard.Host.Tests.Tls;

/// <summary>Makes revocation lists.</summary>
internal static class Crl
{
    internal static byte[] Der(X509Certificate2 ca, params X509Certificate2[] revoked)
    {
        return Der(ca, DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(7), revoked);
    }

    internal static byte[] Der(X509Certificate2 ca, DateTimeOffset thisUpdate, DateTimeOffset nextUpdate, params X509Certificate2[] revoked)
    {
        return Der(ca, thisUpdate, nextUpdate, HashAlgorithmName.SHA256, revoked);
    }

    internal static byte[] Der(
        X509Certificate2 ca, DateTimeOffset thisUpdate, DateTimeOffset nextUpdate, HashAlgorithmName hash, params X509Certificate2[] revoked)
    {
        var builder = new CertificateRevocationListBuilder();
        foreach (X509Certificate2 certificate in revoked)
            builder.AddEntry(certificate, thisUpdate);
        var number = new BigInteger(7);
        var authority = X509AuthorityKeyIdentifierExtension.CreateFromCertificate(ca, true, false);
        if (ca.GetECDsaPrivateKey() is ECDsa ec)
            return builder.Build(ca.SubjectName, X509SignatureGenerator.CreateForECDsa(ec), number, nextUpdate, hash, authority, thisUpdate);
        using RSA rsa = ca.GetRSAPrivateKey()!;
        X509SignatureGenerator generator = hash == HashAlgorithmName.SHA1
            ? new Sha1Generator(rsa)
            : X509SignatureGenerator.CreateForRSA(rsa, RSASignaturePadding.Pkcs1);
        return builder.Build(ca.SubjectName, generator, number, nextUpdate, hash, authority, thisUpdate);
    }

    internal static RevocationList Read(byte[] file)
    {
        IReadOnlyList<RevocationList>? lists = RevocationListReader.TryRead(file, out string problem);
        Assert.IsNotNull(lists, problem);
        return lists[0];
    }
}
