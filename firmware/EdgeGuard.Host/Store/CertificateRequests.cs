using System;
using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace EdgeGuard.Host;

/// <summary>Keys that are made here, and the requests for their certificates.</summary>
internal static class CertificateRequests
{
    /// <summary>A new P-256 key, PEM.</summary>
    internal static string NewKey()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        return key.ExportPkcs8PrivateKeyPem() + "\n";
    }

    /// <summary>A request for a certificate of a TLS server, PEM; empty where a name cannot stand in one.</summary>
    /// <param name="key">The private key, PEM.</param>
    /// <param name="names">DNS names and IP addresses by which clients dial, with blanks between; the first is the common name as
    /// well.</param>
    internal static string Request(string key, string names)
    {
        string[] all = names.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (all.Length == 0 || all[0].Length > 64 || !Array.TrueForAll(all, IsName)) return "";
        using var own = ECDsa.Create();
        own.ImportFromPem(key);
        var subject = new X500DistinguishedNameBuilder();
        subject.AddCommonName(all[0]);
        var request = new CertificateRequest(subject.Build(), own, HashAlgorithmName.SHA256);
        var alternatives = new SubjectAlternativeNameBuilder();
        foreach (string name in all)
        {
            if (IPAddress.TryParse(name, out IPAddress? address)) alternatives.AddIpAddress(address);
            else alternatives.AddDnsName(name);
        }
        request.CertificateExtensions.Add(alternatives.Build());
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.DigitalSignature, critical: true));
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid("1.3.6.1.5.5.7.3.1")], critical: false));
        return request.CreateSigningRequestPem() + "\n";
    }

    private static bool IsName(string name) =>
        Uri.CheckHostName(name) is UriHostNameType.Dns or UriHostNameType.IPv4 or UriHostNameType.IPv6;
}
