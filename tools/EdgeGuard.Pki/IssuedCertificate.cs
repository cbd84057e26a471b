using System;
using System.IO;
using System.Linq;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace EdgeGuard.Pki;

/// <summary>A certificate of the site CA.</summary>
/// <param name="Name">File name without ending.</param>
/// <param name="CertificatePath">NAME.crt: the certificate and its CA's.</param>
/// <param name="KeyPath">NAME.key, mode 600.</param>
/// <param name="Serial">Upper-case hex.</param>
/// <param name="Kind">"module" or "client".</param>
/// <param name="Role">The client's role; null without a valid one.</param>
/// <param name="ValidUntil">When it runs out.</param>
/// <param name="IsRevoked">Whether the CA's list names it.</param>
/// <param name="Hosts">By which names and addresses clients may reach a module, with commas between them; empty for a client.</param>
public sealed record IssuedCertificate(
    string Name, string CertificatePath, string KeyPath, string Serial, string Kind, string? Role, DateTimeOffset ValidUntil,
    bool IsRevoked, string Hosts)
{
    internal static IssuedCertificate Of(string path, X509Certificate2 certificate, bool isRevoked)
    {
        return new IssuedCertificate(
            Path.GetFileNameWithoutExtension(path), path, Path.ChangeExtension(path, ".key"), certificate.SerialNumber,
            IsModule(certificate) ? "module" : "client", RoleExtension.Read(certificate), certificate.NotAfter, isRevoked,
            HostsOf(certificate));
    }

    private static bool IsModule(X509Certificate2 certificate)
    {
        return certificate.Extensions.OfType<X509EnhancedKeyUsageExtension>()
            .Any(e => e.EnhancedKeyUsages.Cast<Oid>().Any(purpose => purpose.Value == CertificateProfile.ServerAuth));
    }

    private static string HostsOf(X509Certificate2 certificate)
    {
        X509SubjectAlternativeNameExtension? names = certificate.Extensions.OfType<X509SubjectAlternativeNameExtension>().FirstOrDefault();
        if (names == null) return "";
        return string.Join(", ", names.EnumerateDnsNames().Concat(names.EnumerateIPAddresses().Select(address => address.ToString())));
    }
}
