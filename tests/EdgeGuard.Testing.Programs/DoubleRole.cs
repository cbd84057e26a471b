using System;
using System.Formats.Asn1;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using EdgeGuard.Pki;

namespace EdgeGuard.Testing.Programs;

/// <summary>Makes what the library refuses to make: a certificate with the role extension twice, properly signed.</summary>
public static class DoubleRole
{
    // As long as the role's identifier, and different in its last byte only.
    private static readonly byte[] Marked = [0x06, 0x0B, 0x2B, 0x06, 0x01, 0x04, 0x01, 0x83, 0x89, 0x0C, 0x86, 0x22, 0x02];

    /// <summary>A second role under another identifier, for <see cref="Unmask"/>.</summary>
    public static X509Extension Marker(string role)
    {
        return new X509Extension("1.3.6.1.4.1.50316.802.2", RoleExtension.Create(role).RawData, false);
    }

    /// <summary>Turns the marker into a role and signs again; a certificate without it stays as it is.</summary>
    public static X509Certificate2 Unmask(X509Certificate2 certificate, X509Certificate2 issuer)
    {
        AsnReader reader = new AsnReader(certificate.RawData, AsnEncodingRules.DER).ReadSequence();
        byte[] signedPart = reader.ReadEncodedValue().ToArray();
        byte[] algorithm = reader.ReadEncodedValue().ToArray();
        int at = signedPart.AsSpan().IndexOf(Marked);
        if (at < 0) return certificate;
        signedPart[at + Marked.Length - 1] = 0x01;
        using ECDsa issuerKey = issuer.GetECDsaPrivateKey()!;
        var writer = new AsnWriter(AsnEncodingRules.DER);
        using (writer.PushSequence())
        {
            writer.WriteEncodedValue(signedPart);
            writer.WriteEncodedValue(algorithm);
            writer.WriteBitString(issuerKey.SignData(signedPart, HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence));
        }

        using ECDsa key = certificate.GetECDsaPrivateKey()!;
        using X509Certificate2 twice = X509CertificateLoader.LoadCertificate(writer.Encode());
        return twice.CopyWithPrivateKey(key);
    }
}
