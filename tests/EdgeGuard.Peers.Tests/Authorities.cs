using System;
using System.IO;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using EdgeGuard.Testing.Programs;

namespace EdgeGuard.Peers.Tests;

/// <summary>A root CA for clients, beside the site's own, and an issuing CA below it; both with revocation lists.</summary>
internal sealed class Authorities : IDisposable
{
    public const string RootName = "plant root";

    public Authorities(Site site)
    {
        Root = CertificateSpec.Ca(RootName).Issue();
        Issuing = CertificateSpec.Ca("issuing").Issue(Root);
        File.WriteAllText(Path.Combine(site.Folder, "clients.crt"), Root.ExportCertificatePem() + "\n");
        File.WriteAllText(Path.Combine(site.Folder, "clients.crl"), PemOf(Crl.Der(Root)) + PemOf(Crl.Der(Issuing)));
    }

    public X509Certificate2 Root { get; }

    public X509Certificate2 Issuing { get; }

    /// <summary>What the module must be told of them.</summary>
    public string[] Settings { get; } = ["tls.ca clients.crt", "tls.crl clients.crl"];

    public void Dispose()
    {
        Root.Dispose();
        Issuing.Dispose();
    }

    private static string PemOf(byte[] list) => PemEncoding.WriteString("X509 CRL", list) + "\n";
}
