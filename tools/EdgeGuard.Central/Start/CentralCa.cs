using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Net;
using System.Net.NetworkInformation;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using EdgeGuard.Pki;

namespace EdgeGuard.Central;

/// <summary>The console's own CA: it signs the certificate of its pages and broker, and those by which modules report.</summary>
public sealed class CentralCa
{
    private const string Own = "central";

    // A certificate is made anew when it has fewer days left.
    private const int RenewDays = 30;

    private readonly string _folder;
    private readonly SiteCa _ca;
    private readonly System.Threading.Lock _lock = new();
    private readonly Dictionary<string, bool> _revoked = [];
    private DateTime _listOf;

    private CentralCa(string folder, SiteCa ca)
    {
        _folder = folder;
        _ca = ca;
        Certificate = X509CertificateLoader.LoadCertificateFromFile(ca.CertificatePath);
    }

    /// <summary>Its certificate, which browsers and modules are to trust.</summary>
    public X509Certificate2 Certificate { get; }

    /// <summary>Where that is, PEM.</summary>
    public string CertificatePath => _ca.CertificatePath;

    /// <summary>Opens the CA of a folder, or makes it.</summary>
    /// <exception cref="CaException">Its files cannot be read or written.</exception>
    public static CentralCa Open(string folder)
    {
        bool isThere = File.Exists(Path.Combine(folder, "ca.crt"));
        return new CentralCa(folder, isThere ? SiteCa.Open(folder) : SiteCa.Create(folder, "EdgeGuard Central CA"));
    }

    /// <summary>The console's own certificate with its key; made anew where it runs out, or lacks a name.</summary>
    /// <param name="names">Further names and addresses under which it is reached.</param>
    /// <exception cref="CaException">It cannot be made.</exception>
    public X509Certificate2 OwnCertificate(IReadOnlyList<string> names)
    {
        string path = Path.Combine(_folder, Own + ".crt");
        string key = Path.Combine(_folder, Own + ".key");
        string[] wanted = [.. OwnNames().Concat(names).Distinct(StringComparer.OrdinalIgnoreCase)];
        if (!File.Exists(path) || !IsGood(path, names))
        {
            // Nothing that the CA writes is ever overwritten.
            File.Delete(path);
            File.Delete(key);
            _ca.IssueModule(Own, wanted, new IssueOptions());
        }
        using X509Certificate2 pair = X509Certificate2.CreateFromPemFile(path, key);
        return X509CertificateLoader.LoadPkcs12(pair.Export(X509ContentType.Pkcs12), null);
    }

    /// <summary>A certificate by which a module reports.</summary>
    /// <exception cref="CaException">It cannot be issued or written.</exception>
    public IssuedCertificate Issue(string site, string module, string folder) =>
        _ca.IssueReporter(site, module, new IssueOptions { Out = folder });

    /// <summary>Whether a certificate is revoked. A list that cannot be read revokes all.</summary>
    public bool IsRevoked(X509Certificate2 certificate)
    {
        lock (_lock)
        {
            DateTime listOf = File.GetLastWriteTimeUtc(_ca.CrlPath);
            if (listOf != _listOf) _revoked.Clear();
            _listOf = listOf;
            if (!_revoked.TryGetValue(certificate.SerialNumber, out bool isRevoked))
            {
                isRevoked = Ask(certificate);
                if (_revoked.Count < MostRemembered) _revoked[certificate.SerialNumber] = isRevoked;
            }
            return isRevoked;
        }
    }

    private const int MostRemembered = 100_000;

    private bool Ask(X509Certificate2 certificate)
    {
        try
        {
            return _ca.IsRevoked(certificate.SerialNumber);
        }
        catch (CaException)
        {
            return true;
        }
    }

    private static bool IsGood(string path, IReadOnlyList<string> names)
    {
        using X509Certificate2 certificate = X509CertificateLoader.LoadCertificateFromFile(path);
        bool hasAll = names.All(name => certificate.MatchesHostname(name, allowCommonName: false));
        return hasAll && certificate.NotAfter.ToUniversalTime() > DateTime.UtcNow.AddDays(RenewDays);
    }

    private static IEnumerable<string> OwnNames()
    {
        yield return "localhost";
        yield return IPAddress.Loopback.ToString();
        yield return IPAddress.IPv6Loopback.ToString();
        string name = Dns.GetHostName();
        if (Uri.CheckHostName(name) == UriHostNameType.Dns) yield return name;
        foreach (NetworkInterface port in NetworkInterface.GetAllNetworkInterfaces())
        {
            foreach (UnicastIPAddressInformation address in port.GetIPProperties().UnicastAddresses)
            {
                if (address.Address.AddressFamily == AddressFamily.InterNetwork) yield return address.Address.ToString();
            }
        }
    }
}
