using System;
using System.IO;
using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace EdgeGuard.Testing.Programs;

/// <summary>A CA, a broker's and a module's certificate, as PEM files in a temporary folder.</summary>
public sealed class BrokerCertificates : IDisposable
{
    private static readonly Oid ServerUsage = new("1.3.6.1.5.5.7.3.1");
    private static readonly Oid ClientUsage = new("1.3.6.1.5.5.7.3.2");

    private readonly ECDsa _caKey = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private readonly string _folder = Directory.CreateTempSubdirectory("edgeguard-mqtt-").FullName;

    /// <param name="brokerName">A DNS name for the broker's certificate; null for 127.0.0.1.</param>
    public BrokerCertificates(string? brokerName = null)
    {
        var request = new CertificateRequest("CN=test CA", _caKey, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign, true));
        Ca = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddHours(-1), DateTimeOffset.UtcNow.AddDays(1));
        File.WriteAllText(CaFile, Ca.ExportCertificatePem());

        var names = new SubjectAlternativeNameBuilder();
        if (brokerName == null) names.AddIpAddress(IPAddress.Loopback);
        else names.AddDnsName(brokerName);
        Issue("broker", ServerUsage, names.Build(), Ca);
        Issue("module", ClientUsage, null, Ca);
        using X509Certificate2 issuing = Issuing();
        Issue("far", ClientUsage, null, issuing);
        File.AppendAllText(FarFile, issuing.ExportCertificatePem());
        Broker = X509Certificate2.CreateFromPemFile(BrokerFile, BrokerKeyFile);
    }

    public X509Certificate2 Ca { get; }

    public X509Certificate2 Broker { get; }

    public string CaFile => Path.Combine(_folder, "ca.crt");

    public string BrokerFile => Path.Combine(_folder, "broker.crt");

    public string BrokerKeyFile => Path.Combine(_folder, "broker.key");

    public string ModuleFile => Path.Combine(_folder, "module.crt");

    public string ModuleKeyFile => Path.Combine(_folder, "module.key");

    /// <summary>A module's certificate of an intermediate CA, and that CA's.</summary>
    public string FarFile => Path.Combine(_folder, "far.crt");

    public string FarKeyFile => Path.Combine(_folder, "far.key");

    public void Dispose()
    {
        Ca.Dispose();
        Broker.Dispose();
        _caKey.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private X509Certificate2 Issuing()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=issuing", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign, true));
        using X509Certificate2 certificate = request.Create(Ca, Ca.NotBefore, Ca.NotAfter, RandomNumberGenerator.GetBytes(8));
        return certificate.CopyWithPrivateKey(key);
    }

    private void Issue(string name, Oid usage, X509Extension? names, X509Certificate2 issuer)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=" + name, key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([usage], false));
        if (names != null) request.CertificateExtensions.Add(names);
        using X509Certificate2 certificate = request.Create(issuer, Ca.NotBefore, Ca.NotAfter, RandomNumberGenerator.GetBytes(8));
        File.WriteAllText(Path.Combine(_folder, name + ".crt"), certificate.ExportCertificatePem() + "\n");
        string keyFile = Path.Combine(_folder, name + ".key");
        File.WriteAllText(keyFile, key.ExportPkcs8PrivateKeyPem());
        FileModes.Set(keyFile, FileModes.OwnerOnly);
    }
}
