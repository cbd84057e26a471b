using System;
using System.Collections.Generic;
using System.Formats.Asn1;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace EdgeGuard.Fuzz;

/// <summary>Certificates and revocation lists of a CA that exists only here.</summary>
internal static class CertificateSeeds
{
    private const string RoleOid = "1.3.6.1.4.1.50316.802.1";

    public static IEnumerable<byte[]> Certificates()
    {
        yield return Certificate();
        yield return Certificate(Role(UniversalTagNumber.UTF8String, "Operator"));
        yield return Certificate(Role(UniversalTagNumber.UTF8String, "Wärter"));
        yield return Certificate(Role(UniversalTagNumber.PrintableString, "Operator"));
        yield return Certificate(Role(UniversalTagNumber.UTF8String, ""));
        yield return Certificate(new X509BasicConstraintsExtension(true, true, 1, true), Role(UniversalTagNumber.UTF8String, "A"));
    }

    public static IEnumerable<byte[]> RevocationLists()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=CA", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, false));
        using X509Certificate2 ca = request.CreateSelfSigned(DateTimeOffset.UtcNow, DateTimeOffset.UtcNow.AddDays(1));
        var builder = new CertificateRevocationListBuilder();
        yield return builder.Build(ca, 1, DateTimeOffset.UtcNow.AddDays(1), HashAlgorithmName.SHA256);
        builder.AddEntry([1, 2, 3]);
        builder.AddEntry([4, 5], reason: X509RevocationReason.KeyCompromise);
        byte[] der = builder.Build(ca, 2, DateTimeOffset.UtcNow.AddDays(1), HashAlgorithmName.SHA256);
        yield return der;
        yield return Encoding.ASCII.GetBytes(PemEncoding.WriteString("X509 CRL", der));
    }

    private static byte[] Certificate(params X509Extension[] extensions)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=a", key, HashAlgorithmName.SHA256);
        foreach (X509Extension extension in extensions) request.CertificateExtensions.Add(extension);
        using X509Certificate2 certificate = request.CreateSelfSigned(DateTimeOffset.UtcNow, DateTimeOffset.UtcNow.AddDays(1));
        return certificate.RawData;
    }

    private static X509Extension Role(UniversalTagNumber type, string role)
    {
        var writer = new AsnWriter(AsnEncodingRules.DER);
        writer.WriteCharacterString(type, role);
        return new X509Extension(RoleOid, writer.Encode(), false);
    }
}
