using System;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace EdgeGuard.Testing.Programs;

/// <summary>What a test wants in a certificate; without more, a good client's.</summary>
public sealed record CertificateSpec(string Name)
{
    public const string ClientAuth = "1.3.6.1.5.5.7.3.2";
    public const string ServerAuth = "1.3.6.1.5.5.7.3.1";

    public static readonly DateTimeOffset Now = DateTimeOffset.UtcNow;

    public bool IsCa { get; init; }

    public int? PathLength { get; init; }

    public string? Purpose { get; init; } = ClientAuth;

    public X509KeyUsageFlags? KeyUsage { get; init; }

    public X509Extension[] Extra { get; init; } = [];

    public DateTimeOffset From { get; init; } = Now.AddDays(-1);

    public DateTimeOffset To { get; init; } = Now.AddDays(30);

    /// <summary>0: P-256.</summary>
    public int RsaBits { get; init; }

    public HashAlgorithmName Hash { get; init; } = HashAlgorithmName.SHA256;

    public static CertificateSpec Ca(string name)
    {
        return new CertificateSpec(name)
        {
            IsCa = true,
            Purpose = null,
            KeyUsage = X509KeyUsageFlags.KeyCertSign | X509KeyUsageFlags.CrlSign,
            From = Now.AddDays(-100),
            To = Now.AddDays(1000),
        };
    }

    public static CertificateSpec Module(string name)
    {
        var names = new SubjectAlternativeNameBuilder();
        names.AddIpAddress(System.Net.IPAddress.Loopback);
        return new CertificateSpec(name) { Purpose = ServerAuth, Extra = [names.Build()] };
    }

    /// <summary>A certificate by itself, or by an issuer whose key is at hand.</summary>
    public X509Certificate2 Issue(X509Certificate2? issuer = null)
    {
        using AsymmetricAlgorithm key = RsaBits > 0 ? RSA.Create(RsaBits) : ECDsa.Create(ECCurve.NamedCurves.nistP256);
        CertificateRequest request = Request(key);
        if (issuer == null) return request.CreateSelfSigned(From, To);
        request.CertificateExtensions.Add(X509AuthorityKeyIdentifierExtension.CreateFromCertificate(issuer, true, false));
        byte[] serial = RandomNumberGenerator.GetBytes(12);
        serial[0] = (byte)(serial[0] & 0x7F | 0x40);
        using X509Certificate2 issued = request.Create(issuer.SubjectName, Generator(issuer), From, To, serial);
        return key is RSA rsa ? issued.CopyWithPrivateKey(rsa) : issued.CopyWithPrivateKey((ECDsa)key);
    }

    private X509SignatureGenerator Generator(X509Certificate2 issuer)
    {
        if (Hash == HashAlgorithmName.SHA1) return new Sha1Generator(issuer.GetRSAPrivateKey()!);
        return issuer.GetECDsaPrivateKey() is ECDsa ec
            ? X509SignatureGenerator.CreateForECDsa(ec)
            : X509SignatureGenerator.CreateForRSA(issuer.GetRSAPrivateKey()!, RSASignaturePadding.Pkcs1);
    }

    private CertificateRequest Request(AsymmetricAlgorithm key)
    {
        CertificateRequest request = key is RSA rsa
            ? new CertificateRequest("CN=" + Name, rsa, Hash, RSASignaturePadding.Pkcs1)
            : new CertificateRequest("CN=" + Name, (ECDsa)key, Hash);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(IsCa, PathLength != null, PathLength ?? 0, true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(KeyUsage ?? X509KeyUsageFlags.DigitalSignature, true));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, false));
        if (Purpose != null) request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid(Purpose)], false));
        foreach (X509Extension extension in Extra) request.CertificateExtensions.Add(extension);
        return request;
    }
}
