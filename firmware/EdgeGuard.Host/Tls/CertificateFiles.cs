using System;
using System.Collections.Generic;
using System.IO;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace EdgeGuard.Host.Tls;

/// <summary>The files that say who the module is and whom it trusts. Reading them again is how they are renewed.</summary>
/// <param name="Certificate">PEM: the module's certificate, then the rest of its chain.</param>
/// <param name="Key">PEM: its private key, unencrypted; readable by its owner alone.</param>
/// <param name="Authorities">PEM: the CA bundle.</param>
/// <param name="Crl">PEM (several in one file) or DER; null: revocation is not checked.</param>
public sealed record CertificateFiles(string Certificate, string Key, string Authorities, string? Crl)
{
    // Larger than any real one; keeps a mistaken path from being read into memory.
    private const long LargestFile = 16 * 1024 * 1024;

    private const UnixFileMode OthersMay = UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.GroupExecute
        | UnixFileMode.OtherRead | UnixFileMode.OtherWrite | UnixFileMode.OtherExecute;

    /// <summary>Reads and checks all files. False: <paramref name="problems"/> has been given a line for each problem, with
    /// the path and what to do. Never throws.</summary>
    public bool TryLoad(IList<FileProblem> problems, out ServerIdentity? identity, out TrustStore? trust)
    {
        int before = problems.Count;
        identity = LoadIdentity(problems);
        X509Certificate2Collection? authorities = LoadCertificates(Authorities, problems);
        IReadOnlyList<RevocationList>? lists = Crl == null ? null : LoadLists(Crl, authorities, problems);
        CheckAuthorities(authorities, problems);
        trust = authorities == null ? null : new TrustStore(authorities, lists);
        if (problems.Count == before)
            return true;
        identity = null;
        trust = null;
        return false;
    }

    private ServerIdentity? LoadIdentity(IList<FileProblem> problems)
    {
        X509Certificate2Collection? chain = LoadCertificates(Certificate, problems);
        string? keyText = LoadKey(problems);
        if (chain == null || keyText == null)
            return null;
        try
        {
            X509Certificate2 own = X509Certificate2.CreateFromPem(chain[0].ExportCertificatePem(), keyText);
            chain.RemoveAt(0);
            return new ServerIdentity(own, chain);
        }
        catch (Exception e) when (e is CryptographicException or ArgumentException)
        {
            problems.Add(new FileProblem(Key, $"does not belong to {Certificate}", "give the private key of its first certificate (P-256 or RSA, PEM)"));
            return null;
        }
    }

    private string? LoadKey(IList<FileProblem> problems)
    {
        byte[]? file = ReadFile(Key, problems);
        if (file == null)
            return null;
        if (!OperatingSystem.IsWindows() && (File.GetUnixFileMode(Key) & OthersMay) != 0)
            problems.Add(new FileProblem(Key, "others than its owner may read this private key", $"chmod 600 {Key}"));
        string text = System.Text.Encoding.UTF8.GetString(file);
        if (text.Contains("ENCRYPTED", StringComparison.Ordinal))
            problems.Add(new FileProblem(Key, "the private key is encrypted", "the module starts without a person, so decrypt it (openssl pkey) and chmod 600"));
        else if (text.Contains("PRIVATE KEY-----", StringComparison.Ordinal))
            return text;
        else
            problems.Add(new FileProblem(Key, "holds no private key", "it must be PEM ('-----BEGIN PRIVATE KEY-----')"));
        return null;
    }

    private static X509Certificate2Collection? LoadCertificates(string path, IList<FileProblem> problems)
    {
        byte[]? file = ReadFile(path, problems);
        if (file == null)
            return null;
        try
        {
            var certificates = new X509Certificate2Collection();
            certificates.ImportFromPem(System.Text.Encoding.UTF8.GetString(file));
            if (certificates.Count > 0)
                return certificates;
            problems.Add(new FileProblem(path, "holds no certificate", "it must be PEM ('-----BEGIN CERTIFICATE-----')"));
        }
        catch (CryptographicException e)
        {
            problems.Add(new FileProblem(path, $"a certificate in it cannot be read: {e.Message}", ""));
        }

        return null;
    }

    private void CheckAuthorities(X509Certificate2Collection? authorities, IList<FileProblem> problems)
    {
        if (authorities == null)
            return;
        bool hasRoot = false;
        foreach (X509Certificate2 authority in authorities)
            hasRoot |= authority.SubjectName.RawData.AsSpan().SequenceEqual(authority.IssuerName.RawData);
        if (!hasRoot)
            problems.Add(new FileProblem(Authorities, "holds no root (self-signed) certificate, so no client could be trusted", "add the root of the chain"));
    }

    private static IReadOnlyList<RevocationList>? LoadLists(string path, X509Certificate2Collection? authorities, IList<FileProblem> problems)
    {
        byte[]? file = ReadFile(path, problems);
        if (file == null)
            return null;
        IReadOnlyList<RevocationList>? lists = RevocationListReader.TryRead(file, out string problem);
        if (lists == null)
            problems.Add(new FileProblem(path, $"{problem}", ""));
        foreach (RevocationList list in lists ?? [])
        {
            if (authorities != null && IsForged(list, authorities))
                problems.Add(new FileProblem(path, $"the list of '{list.Issuer}' is not signed by that CA with SHA-256 or better", "fetch it again"));
        }

        return lists;
    }

    // A list of a CA that is not in the bundle (an intermediate one that clients send) is checked when it is needed.
    private static bool IsForged(RevocationList list, X509Certificate2Collection authorities)
    {
        bool isNamed = false;
        foreach (X509Certificate2 authority in authorities)
        {
            if (list.IsSignedBy(authority))
                return false;
            isNamed |= list.Names(authority);
        }

        return isNamed;
    }

    private static byte[]? ReadFile(string path, IList<FileProblem> problems)
    {
        try
        {
            long length = new FileInfo(path).Length;
            if (length <= LargestFile)
                return File.ReadAllBytes(path);
            problems.Add(new FileProblem(path, $"has {length} bytes, more than any certificate file", "is it the right one?"));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            problems.Add(new FileProblem(path, $"cannot be read: {e.Message}", ""));
        }

        return null;
    }
}
