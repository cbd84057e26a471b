using System;
using System.Collections.Generic;
using System.IO;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using EdgeGuard.Host.Module;

namespace EdgeGuard.Host.Tls;

/// <summary>Reads certificates and keys from PEM files, with words for whatever is wrong with them. Never throws.</summary>
internal static class PemFiles
{
    // Larger than any real one; keeps a mistaken path from being read into memory.
    private const int LargestFile = 16 * 1024 * 1024;

    /// <summary>The first certificate of a file with its private key, and the rest of the file.</summary>
    internal static X509Certificate2? LoadPair(
        string certificatePath, string keyPath, IList<FileProblem> problems, out X509Certificate2Collection issuers)
    {
        X509Certificate2Collection? chain = LoadCertificates(certificatePath, problems);
        string? key = LoadKey(keyPath, problems);
        issuers = [];
        if (chain == null || key == null)
            return null;
        try
        {
            X509Certificate2 own = X509Certificate2.CreateFromPem(chain[0].ExportCertificatePem(), key);
            if (!IsInOrder(chain, certificatePath, problems))
                return null;
            chain.RemoveAt(0);
            issuers = chain;
            return own;
        }
        catch (Exception e) when (e is CryptographicException or ArgumentException)
        {
            problems.Add(new FileProblem(
                keyPath, $"does not belong to {certificatePath}", "give the private key of its first certificate (P-256 or RSA, PEM)"));
            return null;
        }
    }

    /// <summary>All certificates of a file; at least one.</summary>
    internal static X509Certificate2Collection? LoadCertificates(string path, IList<FileProblem> problems)
    {
        byte[]? file = Read(path, problems);
        if (file == null)
            return null;
        try
        {
            var certificates = new X509Certificate2Collection();
            certificates.ImportFromPem(Encoding.UTF8.GetString(file));
            if (certificates.Count > 0)
                return certificates;
            problems.Add(new FileProblem(path, "holds no certificate", "it must be PEM ('-----BEGIN CERTIFICATE-----')"));
        }
        catch (CryptographicException e)
        {
            problems.Add(new FileProblem(path, $"a certificate in it cannot be read: {e.Message}", "export it again as PEM"));
        }

        return null;
    }

    /// <summary>A whole file of reasonable size.</summary>
    internal static byte[]? Read(string path, IList<FileProblem> problems)
    {
        try
        {
            byte[]? file = BoundedFile.Read(path, LargestFile);
            if (file != null)
                return file;
            problems.Add(new FileProblem(path, $"has more than {LargestFile} bytes, as no certificate file has", "check the path"));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            problems.Add(new FileProblem(path, $"cannot be read: {e.Message}", "check the path and who may read it"));
        }

        return null;
    }

    // Whoever checks the chain has nothing but the names to put it together by.
    private static bool IsInOrder(X509Certificate2Collection chain, string path, IList<FileProblem> problems)
    {
        for (int i = 1; i < chain.Count; i++)
        {
            if (chain[i - 1].IssuerName.RawData.AsSpan().SequenceEqual(chain[i].SubjectName.RawData))
                continue;
            problems.Add(new FileProblem(path, $"'{chain[i].Subject}' did not issue '{chain[i - 1].Subject}', which stands before it",
                "give the module's certificate, then its issuer's, and so on up"));
            return false;
        }
        return true;
    }

    private static string? LoadKey(string path, IList<FileProblem> problems)
    {
        byte[]? file = SecretFile.Read(path, "private key", problems);
        if (file == null)
            return null;
        string text = Encoding.UTF8.GetString(file);
        if (text.Contains("ENCRYPTED", StringComparison.Ordinal))
        {
            problems.Add(new FileProblem(
                path, "the private key is encrypted, and nobody is there to type the password", "decrypt it (openssl pkey) and chmod 600 the result"));
        }
        else if (text.Contains("PRIVATE KEY-----", StringComparison.Ordinal))
        {
            return text;
        }
        else
        {
            problems.Add(new FileProblem(path, "holds no private key", "it must be PEM ('-----BEGIN PRIVATE KEY-----')"));
        }

        return null;
    }
}
