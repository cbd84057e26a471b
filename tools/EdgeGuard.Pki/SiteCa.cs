using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using EdgeGuard.Core;

namespace EdgeGuard.Pki;

/// <summary>A certificate authority for one site, in one directory: ca.crt, ca.key, ca.crl and what it issued.</summary>
/// <remarks>Meant for a site that has no PKI. The directory holds the key to the plant: keep it off the plant's network.
/// Issued certificates are known by their files, revoked ones by the list alone.</remarks>
public sealed class SiteCa
{
    private const int CaDays = 3650;

    // Clocks of modules and engineering stations differ; a certificate is to be usable at once.
    private static readonly TimeSpan Backdate = TimeSpan.FromHours(1);

    private readonly string _directory;
    private readonly X509Certificate2 _certificate;
    private readonly RevocationRegister _revoked;

    private SiteCa(string directory, X509Certificate2 certificate)
    {
        _directory = directory;
        _certificate = certificate;
        _revoked = new RevocationRegister(Path.Combine(directory, "ca.crl"), certificate);
    }

    /// <summary>The CA's certificate, PEM: what modules and clients trust.</summary>
    public string CertificatePath => Path.Combine(_directory, "ca.crt");

    /// <summary>The CA's revocation list, PEM.</summary>
    public string CrlPath => _revoked.Path;

    /// <summary>The CA's subject.</summary>
    public string Subject => _certificate.Subject;

    /// <summary>When the CA runs out.</summary>
    public DateTimeOffset ValidUntil => _certificate.NotAfter;

    /// <summary>Makes a new CA: key, certificate and an empty revocation list.</summary>
    /// <exception cref="CaException">There is one already, or the files cannot be written.</exception>
    public static SiteCa Create(string directory, string name)
    {
        CaFiles.MakeDirectory(directory);
        string keyPath = Path.Combine(directory, "ca.key");
        CaFiles.MustBeNew(keyPath, Path.Combine(directory, "ca.crt"), Path.Combine(directory, "ca.crl"));
        using ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        DateTimeOffset now = DateTimeOffset.UtcNow;
        var ca = new SiteCa(directory, CertificateProfile.ForCa(name, key).CreateSelfSigned(now - Backdate, now.AddDays(CaDays)));
        CaFiles.WriteSecret(keyPath, key.ExportPkcs8PrivateKeyPem() + "\n");
        CaFiles.WritePublic(ca.CertificatePath, ca._certificate.ExportCertificatePem() + "\n");
        ca._revoked.Begin();
        return ca;
    }

    /// <summary>Opens a CA made before.</summary>
    /// <exception cref="CaException">There is none, or its files cannot be read.</exception>
    public static SiteCa Open(string directory)
    {
        string hint = $"'edgeguard ca init {directory}' makes a new CA";
        string certificate = CaFiles.Read(Path.Combine(directory, "ca.crt"), hint);
        string key = CaFiles.Read(Path.Combine(directory, "ca.key"), hint);
        try
        {
            return new SiteCa(directory, X509Certificate2.CreateFromPem(certificate, key));
        }
        catch (Exception e) when (e is CryptographicException or ArgumentException)
        {
            throw new CaException($"ca.crt and ca.key in {directory} do not belong together: {e.Message}", "restore them from your backup");
        }
    }

    /// <summary>A certificate by which a module shows who it is.</summary>
    /// <param name="name">Common name and file name.</param>
    /// <param name="hosts">The addresses and names that clients dial.</param>
    /// <param name="options">How.</param>
    /// <exception cref="CaException">It cannot be issued or written.</exception>
    public IssuedCertificate IssueModule(string name, IReadOnlyList<string> hosts, IssueOptions options)
    {
        if (hosts.Count == 0)
        {
            throw new CaException(
                $"'{name}' has no --host", "give the addresses and names that clients dial, for instance --host 10.1.2.3");
        }
        return Issue(name, name, CertificateProfile.ServerAuth, CertificateProfile.Hosts(hosts), options);
    }

    /// <summary>A certificate by which a client shows who it is.</summary>
    /// <param name="name">Common name and file name.</param>
    /// <param name="role">The one role; null: the NULL role, which a policy may give something by <c>role none</c>.</param>
    /// <param name="options">How.</param>
    /// <exception cref="CaException">It cannot be issued or written.</exception>
    public IssuedCertificate IssueClient(string name, string? role, IssueOptions options)
    {
        return Issue(name, name, CertificateProfile.ClientAuth, role == null ? null : RoleExtension.Create(role), options);
    }

    /// <summary>A certificate by which a module shows the central console's broker who it is: its common name is <c>SITE/MODULE</c>, which
    /// no other certificate of this CA can have, because a slash stands in no other name.</summary>
    /// <param name="site">The site, as in the module's topics.</param>
    /// <param name="module">The module, likewise.</param>
    /// <param name="options">How.</param>
    /// <exception cref="CaException">It cannot be issued or written.</exception>
    public IssuedCertificate IssueReporter(string site, string module, IssueOptions options)
    {
        if (!ReportTopics.IsName(site) || !ReportTopics.IsName(module))
        {
            throw new CaException(
                $"'{site}/{module}' names no module", "write SITE/MODULE, as site and module stand in its settings");
        }
        if (site.Length + module.Length >= CertificateProfile.MaxName)
        {
            throw new CaException(
                $"'{site}/{module}' is longer than a certificate's name may be, {CertificateProfile.MaxName}", "shorten one of the names");
        }
        return Issue($"{site}/{module}", $"{site}.{module}", CertificateProfile.ClientAuth, null, options);
    }

    /// <summary>Whether a serial number, as a certificate has it, stands in the list.</summary>
    /// <exception cref="CaException">The list cannot be read.</exception>
    public bool IsRevoked(string serial) => _revoked.Serials().Contains(RevocationRegister.Normal(serial));

    /// <summary>A module's certificate for a key that the module made and
    /// keeps. Of its request only the key and the names are taken.</summary>
    /// <param name="pem">The request, PKCS #10 in PEM.</param>
    /// <param name="options">How; the key is not the CA's to choose.</param>
    /// <exception cref="CaException">It cannot be read, or the certificate not written.</exception>
    public IssuedCertificate SignModule(string pem, IssueOptions options)
    {
        CertificateRequest asked = LoadRequest(pem);
        var subject = new X500DistinguishedName(asked.SubjectName.RawData);
        string name = subject.EnumerateRelativeDistinguishedNames().First().GetSingleElementValue() ?? "";
        CertificateProfile.CheckName(name);
        X509Extension names = asked.CertificateExtensions.FirstOrDefault(e => e is X509SubjectAlternativeNameExtension)
            ?? throw new CaException(
                "the request has no names that clients could dial", "make it with 'csr new NAME' on the module's console");
        string directory = options.Out ?? _directory;
        string path = Path.Combine(directory, name + ".crt");
        CaFiles.MakeDirectory(directory);
        CaFiles.MustBeNew(path);
        CertificateRequest request = CertificateProfile.ForKey(name, asked.PublicKey);
        using X509Certificate2 certificate = Sign(request, CertificateProfile.ServerAuth, names, options.Days);
        CaFiles.WritePublic(path, WithCa(certificate));
        return IssuedCertificate.Of(path, certificate, isRevoked: false);
    }

    /// <summary>Revokes a certificate and writes a new list.</summary>
    /// <param name="serialOrFile">The serial number in hex, or the certificate's file.</param>
    /// <returns>The serial number, upper-case hex.</returns>
    /// <exception cref="CaException">No such serial or file, not of this CA, or revoked already.</exception>
    public string Revoke(string serialOrFile)
    {
        byte[] serial = File.Exists(serialOrFile) ? SerialOfFile(serialOrFile) : RevocationRegister.SerialOf(serialOrFile);
        _revoked.Add(serial);
        return Convert.ToHexString(serial);
    }

    /// <summary>Writes the same list again, before the old one runs out.</summary>
    /// <exception cref="CaException">It cannot be read or written.</exception>
    public void RenewList(int days) => _revoked.Renew(days);

    /// <summary>When a newer revocation list is due.</summary>
    /// <exception cref="CaException">The list cannot be read.</exception>
    public DateTimeOffset ListValidUntil() => _revoked.ValidUntil;

    /// <summary>What it issued, as far as the files are in its directory, by name.</summary>
    public IReadOnlyList<IssuedCertificate> List()
    {
        HashSet<string> revoked = _revoked.Serials();
        var issued = new List<IssuedCertificate>();
        foreach (string path in Directory.EnumerateFiles(_directory, "*.crt"))
        {
            if (Path.GetFileName(path) == "ca.crt") continue;
            using X509Certificate2 certificate = LoadCertificate(path);
            if (!IsOurs(certificate)) continue;
            issued.Add(IssuedCertificate.Of(path, certificate, revoked.Contains(RevocationRegister.Normal(certificate.SerialNumber))));
        }

        issued.Sort((a, b) => string.CompareOrdinal(a.Name, b.Name));
        return issued;
    }

    /// <summary>From when on what this CA signs now is valid: a little earlier than now, and not before the CA itself.</summary>
    internal static DateTimeOffset StartFor(X509Certificate2 ca, DateTimeOffset now)
    {
        DateTimeOffset start = now - Backdate;
        return start < ca.NotBefore ? ca.NotBefore : start;
    }

    private IssuedCertificate Issue(string name, string file, string purpose, X509Extension? extra, IssueOptions options)
    {
        CertificateProfile.CheckName(file);
        string directory = options.Out ?? _directory;
        string certificatePath = Path.Combine(directory, file + ".crt");
        string keyPath = Path.Combine(directory, file + ".key");
        CaFiles.MakeDirectory(directory);
        CaFiles.MustBeNew(certificatePath, keyPath);
        using AsymmetricAlgorithm key = CertificateProfile.NewKey(options.Rsa);
        using X509Certificate2 certificate = Sign(CertificateProfile.ForKey(name, key), purpose, extra, options.Days);
        CertificateProfile.CheckRole(certificate, extra);
        CaFiles.WriteSecret(keyPath, key.ExportPkcs8PrivateKeyPem() + "\n");
        CaFiles.WritePublic(certificatePath, WithCa(certificate));
        string ca = Path.Combine(directory, "ca.crt");
        if (!File.Exists(ca)) CaFiles.WritePublic(ca, _certificate.ExportCertificatePem() + "\n");
        return IssuedCertificate.Of(certificatePath, certificate, isRevoked: false);
    }

    private X509Certificate2 Sign(CertificateRequest request, string purpose, X509Extension? extra, int days)
    {
        if (days < 1) throw new CaException($"--days {days} is not a number of days", "give 1 or more");
        CertificateProfile.Extend(request, _certificate, purpose, extra);
        DateTimeOffset now = DateTimeOffset.UtcNow;
        DateTimeOffset end = _certificate.NotAfter;
        if (days < (end - now).TotalDays) end = now.AddDays(days);
        using ECDsa key = _certificate.GetECDsaPrivateKey()
            ?? throw new CaException("ca.key is not a P-256 key", "this CA was not made by 'edgeguard ca init'");
        var generator = X509SignatureGenerator.CreateForECDsa(key);
        return request.Create(_certificate.SubjectName, generator, StartFor(_certificate, now), end, CertificateProfile.NewSerial());
    }

    private string WithCa(X509Certificate2 certificate)
    {
        return certificate.ExportCertificatePem() + "\n" + _certificate.ExportCertificatePem() + "\n";
    }

    private byte[] SerialOfFile(string path)
    {
        using X509Certificate2 certificate = LoadCertificate(path);
        if (IsOurs(certificate)) return certificate.SerialNumberBytes.ToArray();
        throw new CaException($"{path} is not a certificate of this CA", "only the CA that issued a certificate can revoke it");
    }

    private bool IsOurs(X509Certificate2 certificate)
    {
        return certificate.IssuerName.RawData.AsSpan().SequenceEqual(_certificate.SubjectName.RawData);
    }

    private static CertificateRequest LoadRequest(string pem)
    {
        try
        {
            return CertificateRequest.LoadSigningRequestPem(
                pem, HashAlgorithmName.SHA256, CertificateRequestLoadOptions.UnsafeLoadCertificateExtensions);
        }
        catch (Exception e) when (e is CryptographicException or ArgumentException)
        {
            throw new CaException(
                "this is no request for a certificate: " + e.Message, "copy it from '-----BEGIN CERTIFICATE REQUEST-----' to its end");
        }
    }

    private static X509Certificate2 LoadCertificate(string path)
    {
        try
        {
            return X509CertificateLoader.LoadCertificateFromFile(path);
        }
        catch (CryptographicException e)
        {
            throw new CaException($"{path} is not a certificate: {e.Message}", "");
        }
    }
}
