using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Net;
using System.Numerics;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using EdgeGuard.Core;
using EdgeGuard.Host;

namespace EdgeGuard.Cli;

/// <summary>A certificate authority for one site, in one directory: ca.crt, ca.key, ca.crl and what it issued.</summary>
/// <remarks>Meant for a site that has no PKI. The directory holds the key to the plant: keep it off the plant's network.
/// The revocation list is the only record of what is revoked; issued certificates are known by their files.</remarks>
public sealed class SiteCa
{
    private const string ServerAuth = "1.3.6.1.5.5.7.3.1";
    private const string ClientAuth = "1.3.6.1.5.5.7.3.2";
    private const int SerialBytes = 16;
    private const int RsaBits = 3072;

    // A site renews its list by hand, and a list that has run out locks everybody out.
    private const int DefaultListDays = 365;
    private const int CaDays = 3650;

    // Clocks of modules and engineering stations differ; a certificate is to be usable at once.
    private static readonly TimeSpan Backdate = TimeSpan.FromHours(1);

    private readonly string _directory;
    private readonly X509Certificate2 _certificate;

    private SiteCa(string directory, X509Certificate2 certificate)
    {
        _directory = directory;
        _certificate = certificate;
    }

    /// <summary>The CA's certificate, PEM: what modules and clients trust.</summary>
    public string CertificatePath
    {
        get { return Path.Combine(_directory, "ca.crt"); }
    }

    /// <summary>The CA's revocation list, PEM.</summary>
    public string CrlPath
    {
        get { return Path.Combine(_directory, "ca.crl"); }
    }

    /// <summary>The CA's subject.</summary>
    public string Subject
    {
        get { return _certificate.Subject; }
    }

    /// <summary>When the CA runs out.</summary>
    public DateTimeOffset ValidUntil
    {
        get { return _certificate.NotAfter; }
    }

    /// <summary>Makes a new CA: key, certificate and an empty revocation list.</summary>
    /// <exception cref="CaException">There is one already, or the files cannot be written.</exception>
    public static SiteCa Create(string directory, string name)
    {
        CaFiles.MakeDirectory(directory);
        string keyPath = Path.Combine(directory, "ca.key");
        CaFiles.MustBeNew(keyPath, Path.Combine(directory, "ca.crt"), Path.Combine(directory, "ca.crl"));
        using ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest(CommonName(name), key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, true, 0, true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign | X509KeyUsageFlags.CrlSign, true));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, false));
        DateTimeOffset now = DateTimeOffset.UtcNow;
        var ca = new SiteCa(directory, request.CreateSelfSigned(now - Backdate, now.AddDays(CaDays)));
        CaFiles.WriteSecret(keyPath, key.ExportPkcs8PrivateKeyPem() + "\n");
        CaFiles.WriteNew(ca.CertificatePath, ca._certificate.ExportCertificatePem() + "\n");
        ca.WriteList(new CertificateRevocationListBuilder(), BigInteger.One, DefaultListDays);
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
            throw new CaException($"'{name}' has no --host", "give the addresses and names that clients dial, for instance --host 10.1.2.3");
        var names = new SubjectAlternativeNameBuilder();
        foreach (string host in hosts)
            AddHost(names, host);
        return Issue(name, ServerAuth, names.Build(), options);
    }

    /// <summary>A certificate by which a client shows who it is.</summary>
    /// <param name="name">Common name and file name.</param>
    /// <param name="role">The one role; null: the NULL role, which a policy may give something by <c>role none</c>.</param>
    /// <param name="options">How.</param>
    /// <exception cref="CaException">It cannot be issued or written.</exception>
    public IssuedCertificate IssueClient(string name, string? role, IssueOptions options)
    {
        return Issue(name, ClientAuth, role == null ? null : RoleExtension.Create(role), options);
    }

    /// <summary>A module's certificate for a key that the module made and keeps. Of its request only the key and the names are taken.</summary>
    /// <param name="pem">The request, PKCS #10 in PEM.</param>
    /// <param name="options">How; its key is not ours to choose.</param>
    /// <exception cref="CaException">It cannot be read, or the certificate not written.</exception>
    public IssuedCertificate SignModule(string pem, IssueOptions options)
    {
        CertificateRequest asked = LoadRequest(pem);
        string name = new X500DistinguishedName(asked.SubjectName.RawData).EnumerateRelativeDistinguishedNames().First().GetSingleElementValue() ?? "";
        CheckName(name);
        X509Extension? names = asked.CertificateExtensions.FirstOrDefault(e => e is X509SubjectAlternativeNameExtension);
        if (names == null)
            throw new CaException("the request has no names that clients could dial", "make it with 'csr new NAME' on the module's console");
        string directory = options.Out ?? _directory;
        string path = Path.Combine(directory, name + ".crt");
        CaFiles.MakeDirectory(directory);
        CaFiles.MustBeNew(path);
        var request = new CertificateRequest(CommonName(name), asked.PublicKey, HashAlgorithmName.SHA256);
        Extend(request, ServerAuth, names);
        using X509Certificate2 certificate = Sign(request, options.Days);
        CaFiles.WriteNew(path, certificate.ExportCertificatePem() + "\n" + _certificate.ExportCertificatePem() + "\n");
        return Describe(path, certificate, []);
    }

    /// <summary>Revokes a certificate and writes a new list.</summary>
    /// <param name="serialOrFile">The serial number in hex, or the certificate's file.</param>
    /// <returns>The serial number, upper-case hex.</returns>
    /// <exception cref="CaException">No such serial or file, not of this CA, or revoked already.</exception>
    public string Revoke(string serialOrFile)
    {
        byte[] serial = File.Exists(serialOrFile) ? SerialOfFile(serialOrFile) : SerialOfText(serialOrFile);
        string text = Convert.ToHexString(serial);
        if (RevokedSerials().Contains(Normal(text)))
            throw new CaException($"{text} is revoked already", "");
        CertificateRevocationListBuilder builder = LoadList(out BigInteger number);
        builder.AddEntry(serial);
        WriteList(builder, number + 1, DefaultListDays);
        return text;
    }

    /// <summary>Writes the same list anew, before the old one runs out.</summary>
    /// <exception cref="CaException">It cannot be read or written.</exception>
    public void RenewList(int days)
    {
        CertificateRevocationListBuilder builder = LoadList(out BigInteger number);
        WriteList(builder, number + 1, days);
    }

    /// <summary>When a newer revocation list is due.</summary>
    /// <exception cref="CaException">The list cannot be read.</exception>
    public DateTimeOffset ListValidUntil()
    {
        return DateTimeOffset.FromUnixTimeMilliseconds(ReadList().NextUpdate);
    }

    /// <summary>What it issued, as far as the files are in its directory, by name.</summary>
    public IReadOnlyList<IssuedCertificate> List()
    {
        HashSet<string> revoked = RevokedSerials();
        var issued = new List<IssuedCertificate>();
        foreach (string path in Directory.EnumerateFiles(_directory, "*.crt"))
        {
            if (Path.GetFileName(path) == "ca.crt")
                continue;
            using X509Certificate2 certificate = LoadCertificate(path);
            if (IsOurs(certificate))
                issued.Add(Describe(path, certificate, revoked));
        }

        issued.Sort((a, b) => string.CompareOrdinal(a.Name, b.Name));
        return issued;
    }

    private IssuedCertificate Issue(string name, string purpose, X509Extension? extra, IssueOptions options)
    {
        CheckName(name);
        string directory = options.Out ?? _directory;
        string certificatePath = Path.Combine(directory, name + ".crt");
        string keyPath = Path.Combine(directory, name + ".key");
        CaFiles.MakeDirectory(directory);
        CaFiles.MustBeNew(certificatePath, keyPath);
        using AsymmetricAlgorithm key = options.Rsa ? RSA.Create(RsaBits) : ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using X509Certificate2 certificate = Sign(Request(name, key, purpose, extra), options.Days);
        CheckRole(certificate, extra);
        CaFiles.WriteSecret(keyPath, key.ExportPkcs8PrivateKeyPem() + "\n");
        CaFiles.WriteNew(certificatePath, certificate.ExportCertificatePem() + "\n" + _certificate.ExportCertificatePem() + "\n");
        if (!File.Exists(Path.Combine(directory, "ca.crt")))
            CaFiles.WriteNew(Path.Combine(directory, "ca.crt"), _certificate.ExportCertificatePem() + "\n");
        return Describe(certificatePath, certificate, []);
    }

    private CertificateRequest Request(string name, AsymmetricAlgorithm key, string purpose, X509Extension? extra)
    {
        CertificateRequest request = key is RSA rsa
            ? new CertificateRequest(CommonName(name), rsa, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1)
            : new CertificateRequest(CommonName(name), (ECDsa)key, HashAlgorithmName.SHA256);
        Extend(request, purpose, extra);
        return request;
    }

    private static CertificateRequest LoadRequest(string pem)
    {
        try
        {
            return CertificateRequest.LoadSigningRequestPem(pem, HashAlgorithmName.SHA256, CertificateRequestLoadOptions.UnsafeLoadCertificateExtensions);
        }
        catch (Exception e) when (e is CryptographicException or ArgumentException)
        {
            throw new CaException("this is no request for a certificate: " + e.Message, "copy it from '-----BEGIN CERTIFICATE REQUEST-----' to its end");
        }
    }

    private void Extend(CertificateRequest request, string purpose, X509Extension? extra)
    {
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(false, false, 0, true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.DigitalSignature, true));
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid(purpose)], false));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, false));
        request.CertificateExtensions.Add(X509AuthorityKeyIdentifierExtension.CreateFromCertificate(_certificate, true, false));
        if (extra != null)
            request.CertificateExtensions.Add(extra);
    }

    private X509Certificate2 Sign(CertificateRequest request, int days)
    {
        if (days < 1)
            throw new CaException($"--days {days} is not a number of days", "give 1 or more");
        DateTimeOffset now = DateTimeOffset.UtcNow;
        DateTimeOffset end = _certificate.NotAfter;
        if (days < (end - now).TotalDays)
            end = now.AddDays(days);
        using ECDsa key = _certificate.GetECDsaPrivateKey()
            ?? throw new CaException("ca.key is not a P-256 key", "this CA was not made by 'edgeguard ca init'");
        var generator = X509SignatureGenerator.CreateForECDsa(key);
        return request.Create(_certificate.SubjectName, generator, Start(now), end, NewSerial());
    }

    private DateTimeOffset Start(DateTimeOffset now)
    {
        DateTimeOffset start = now - Backdate;
        return start < _certificate.NotBefore ? _certificate.NotBefore : start;
    }

    private static byte[] NewSerial()
    {
        byte[] serial = RandomNumberGenerator.GetBytes(SerialBytes);
        // A positive DER integer that begins with no zero byte.
        serial[0] = (byte)((serial[0] & 0x7F) | 0x40);
        return serial;
    }

    // The module's own reader judges: what it would not take for a role must not leave the CA.
    private static void CheckRole(X509Certificate2 certificate, X509Extension? extra)
    {
        if (extra?.Oid?.Value != RoleExtension.Oid)
            return;
        byte[] der = certificate.RawData;
        CertificateRoleReader.Read(der, 0, der.Length, out RoleFault fault);
        if (fault != RoleFault.None)
            throw new CaException("the role cannot be used: " + RoleFaultText.Of(fault), "give one name of at most 64 bytes, as it stands in the policy");
    }

    private static void CheckName(string name)
    {
        bool isGood = name.Length is > 0 and <= 64 && name != "ca" && name[0] != '.' && name[0] != '-';
        foreach (char c in name)
            isGood &= char.IsAsciiLetterOrDigit(c) || c is '.' or '-' or '_';
        if (!isGood)
            throw new CaException($"'{name}' is not a name for a certificate", "use letters, digits, '.', '-' and '_', at most 64; 'ca' is taken");
    }

    private static void AddHost(SubjectAlternativeNameBuilder names, string host)
    {
        if (IPAddress.TryParse(host, out IPAddress? address))
            names.AddIpAddress(address);
        else if (Uri.CheckHostName(host) == UriHostNameType.Dns)
            names.AddDnsName(host);
        else
            throw new CaException($"--host '{host}' is neither an address nor a host name", "give it without a port");
    }

    private static X500DistinguishedName CommonName(string name)
    {
        var builder = new X500DistinguishedNameBuilder();
        builder.AddCommonName(name);
        return builder.Build();
    }

    private static byte[] SerialOfText(string text)
    {
        try
        {
            string digits = text.Replace(":", "", StringComparison.Ordinal);
            byte[] serial = Convert.FromHexString(digits.Length % 2 == 0 ? digits : "0" + digits);
            if (serial.Length is > 0 and <= 20)
                return serial;
        }
        catch (FormatException)
        {
            // Neither a file nor a number: said below.
        }

        throw new CaException($"'{text}' is neither a file nor a serial number", "'edgeguard ca show DIR' lists the serial numbers");
    }

    private byte[] SerialOfFile(string path)
    {
        using X509Certificate2 certificate = LoadCertificate(path);
        if (!IsOurs(certificate))
            throw new CaException($"{path} is not a certificate of this CA", "only the CA that issued a certificate can revoke it");
        return certificate.SerialNumberBytes.ToArray();
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

    private bool IsOurs(X509Certificate2 certificate)
    {
        return certificate.IssuerName.RawData.AsSpan().SequenceEqual(_certificate.SubjectName.RawData);
    }

    private CertificateRevocationListBuilder LoadList(out BigInteger number)
    {
        // Read by the module's reader first: it says more clearly what is wrong.
        ReadList();
        return CertificateRevocationListBuilder.LoadPem(CaFiles.Read(CrlPath, ""), out number);
    }

    private RevocationList ReadList()
    {
        string text = CaFiles.Read(CrlPath, "restore ca.crl from your backup: it is the only record of what is revoked");
        IReadOnlyList<RevocationList>? lists = RevocationListReader.TryRead(System.Text.Encoding.UTF8.GetBytes(text), out string problem);
        if (lists == null || !lists[0].IsSignedBy(_certificate))
            throw new CaException($"{CrlPath} {(lists == null ? problem : "is not signed by this CA")}", "restore it from your backup");
        return lists[0];
    }

    private HashSet<string> RevokedSerials()
    {
        return [.. ReadList().Serials];
    }

    private void WriteList(CertificateRevocationListBuilder builder, BigInteger number, int days)
    {
        DateTimeOffset now = DateTimeOffset.UtcNow;
        DateTimeOffset next = days < (_certificate.NotAfter - now).TotalDays ? now.AddDays(days) : _certificate.NotAfter;
        byte[] der = builder.Build(_certificate, number, next, HashAlgorithmName.SHA256, thisUpdate: Start(now));
        CaFiles.Replace(CrlPath, PemEncoding.WriteString("X509 CRL", der) + "\n");
    }

    private static IssuedCertificate Describe(string path, X509Certificate2 certificate, HashSet<string> revoked)
    {
        bool isModule = false;
        string hosts = "";
        foreach (X509Extension extension in certificate.Extensions)
        {
            if (extension is X509EnhancedKeyUsageExtension { EnhancedKeyUsages: var purposes })
            {
                foreach (Oid purpose in purposes)
                    isModule |= purpose.Value == ServerAuth;
            }
            if (extension is X509SubjectAlternativeNameExtension names)
                hosts = string.Join(", ", names.EnumerateDnsNames().Concat(names.EnumerateIPAddresses().Select(address => address.ToString())));
        }

        return new IssuedCertificate(
            Path.GetFileNameWithoutExtension(path), path, Path.ChangeExtension(path, ".key"), certificate.SerialNumber,
            isModule ? "module" : "client", RoleExtension.Read(certificate), certificate.NotAfter, revoked.Contains(Normal(certificate.SerialNumber)), hosts);
    }

    // As RevocationList.Serials has them: no leading zero bytes.
    private static string Normal(string serial)
    {
        return Convert.ToHexString(Convert.FromHexString(serial).AsSpan().TrimStart((byte)0));
    }
}
