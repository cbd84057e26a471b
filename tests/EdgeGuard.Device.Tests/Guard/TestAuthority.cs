extern alias Real;

using System;
using System.Formats.Asn1;
using System.Net;
using Real::System.Security.Cryptography;
using Real::System.Security.Cryptography.X509Certificates;

namespace EdgeGuard.Device.Tests.Guard;

/// <summary>A CA for tests, and what it issues.</summary>
internal sealed class TestAuthority : IDisposable
{
    private const string ClientAuth = "1.3.6.1.5.5.7.3.2";
    private const string ServerAuth = "1.3.6.1.5.5.7.3.1";
    private const string Role = "1.3.6.1.4.1.50316.802.1";

    private readonly X509Certificate2 _own;

    internal TestAuthority(string name)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=" + name, key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign, true));
        _own = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(100));
    }

    internal string Pem
    {
        get { return _own.ExportCertificatePem() + "\n"; }
    }

    public void Dispose()
    {
        _own.Dispose();
    }

    /// <summary>The module's certificate, and its key, PEM.</summary>
    internal (string Chain, string Key) Module()
    {
        using X509Certificate2 issued = Issue("module", ServerAuth, null, 30);
        return (issued.ExportCertificatePem() + "\n", issued.GetECDsaPrivateKey()!.ExportPkcs8PrivateKeyPem() + "\n");
    }

    /// <summary>A client's certificate with its key.</summary>
    internal X509Certificate2 Client(string name, string? role = null, int days = 30)
    {
        return Issue(name, ClientAuth, role, days);
    }

    private X509Certificate2 Issue(string name, string purpose, string? role, int days)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=" + name, key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid(purpose)], false));
        var names = new SubjectAlternativeNameBuilder();
        names.AddIpAddress(IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        if (role != null) request.CertificateExtensions.Add(new X509Extension(Role, Utf8(role), false));
        byte[] serial = RandomNumberGenerator.GetBytes(8);
        serial[0] = 1;
        using X509Certificate2 issued = request.Create(
            _own, DateTimeOffset.UtcNow.AddHours(-1), DateTimeOffset.UtcNow.AddDays(days), serial);
        using X509Certificate2 whole = issued.CopyWithPrivateKey(key);
        return X509CertificateLoader.LoadPkcs12(whole.Export(X509ContentType.Pkcs12), null, X509KeyStorageFlags.Exportable);
    }

    private static byte[] Utf8(string text)
    {
        var writer = new AsnWriter(AsnEncodingRules.DER);
        writer.WriteCharacterString(UniversalTagNumber.UTF8String, text);
        return writer.Encode();
    }
}
