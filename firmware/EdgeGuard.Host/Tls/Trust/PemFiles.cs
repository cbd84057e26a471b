using System;
using System.Collections.Generic;
using System.IO;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using EdgeGuard.Policy;
using EdgeGuard.Store;

namespace EdgeGuard.Host;

/// <summary>Reads certificates and keys from PEM, with words for whatever is wrong with them. Never throws.</summary>
internal static class PemFiles
{
    // Larger than any real one; keeps a mistaken path from being read into memory.
    private const int LargestFile = 16 * 1024 * 1024;

    /// <summary>The first certificate of a chain with its private key, and the rest of the chain.</summary>
    internal static X509Certificate2? LoadPair(
        CredentialSource certificate, CredentialSource privateKey, IList<FileProblem> problems, out X509Certificate2Collection issuers)
    {
        X509Certificate2Collection? chain = LoadCertificates(certificate, problems);
        PemBlock? key = LoadKey(privateKey, problems);
        issuers = [];
        if (chain == null || key == null) return null;
        X509Certificate2? own = Join(chain[0], key, certificate, privateKey, problems);
        if (own == null || !IsInOrder(chain, certificate.Place, problems)) return null;
        chain.RemoveAt(0);
        issuers = chain;
        return own;
    }

    /// <summary>All certificates of a source; at least one. Null when there is anything in it that cannot be taken.</summary>
    /// <param name="source">The source.</param>
    /// <param name="problems">Is given a line for each problem.</param>
    /// <param name="holdsLists">Whether it is read for revocation lists as well.</param>
    internal static X509Certificate2Collection? LoadCertificates(
        CredentialSource source, IList<FileProblem> problems, bool holdsLists = false)
    {
        byte[]? file = source.Read(problems);
        if (file == null) return null;
        var found = new ProblemList();
        X509Certificate2Collection certificates = Certificates(file, holdsLists, found);
        FileProblem.AddAll(problems, source.Place, found);
        return found.Errors == 0 ? certificates : null;
    }

    /// <summary>All certificates of a text that can be taken.</summary>
    internal static X509Certificate2Collection Certificates(byte[] file, bool holdsLists, ProblemList problems)
    {
        var certificates = new X509Certificate2Collection();
        foreach (PemBlock block in PemText.Certificates(file, holdsLists, problems))
        {
            try
            {
                certificates.Add(X509CertificateLoader.LoadCertificate(block.Content));
            }
            catch (CryptographicException)
            {
                problems.Error(
                    block.Line, 0, "", "the certificate that begins on this line cannot be read: something of it is missing or changed",
                    "export or copy it again, as PEM");
            }
        }

        return certificates;
    }

    /// <summary>A whole file of reasonable size.</summary>
    internal static byte[]? Read(string path, IList<FileProblem> problems)
    {
        try
        {
            byte[]? file = BoundedFile.Read(path, LargestFile);
            if (file != null) return file;
            problems.Add(new FileProblem(path, $"has more than {LargestFile} bytes, as no certificate file has", "check the path"));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            problems.Add(new FileProblem(path, $"cannot be read: {FileLimit.Reason(e)}", "check the path and who may read it"));
        }

        return null;
    }

    // Whoever checks the chain has nothing but the names to put it together by.
    private static bool IsInOrder(X509Certificate2Collection chain, string path, IList<FileProblem> problems)
    {
        for (int i = 1; i < chain.Count; i++)
        {
            if (chain[i - 1].IssuerName.RawData.AsSpan().SequenceEqual(chain[i].SubjectName.RawData)) continue;
            problems.Add(new FileProblem(path, $"'{chain[i].Subject}' did not issue '{chain[i - 1].Subject}', which stands before it",
                "give the module's certificate, then its issuer's, and so on up"));
            return false;
        }
        return true;
    }

    private static PemBlock? LoadKey(CredentialSource source, IList<FileProblem> problems)
    {
        byte[]? file = source.Read(problems);
        if (file == null) return null;
        var found = new ProblemList();
        PemBlock? key = PemText.PrivateKey(file, found);
        FileProblem.AddAll(problems, source.Place, found);
        if (key == null || !key.IsEncrypted) return key;
        problems.Add(new FileProblem(
            source.Place, "the private key is encrypted, and nobody is there to type the password",
            "decrypt it (openssl pkey) and chmod 600 the result"));
        return null;
    }

    private static X509Certificate2? Join(
        X509Certificate2 certificate, PemBlock key, CredentialSource certificateSource, CredentialSource keySource,
        IList<FileProblem> problems)
    {
        KeyKind kind = KeyKind.Of(key);
        KeyKind wanted = KeyKind.Of(certificate);
        if (kind.Fault.Length > 0) problems.Add(new FileProblem(keySource.Place, "the private key " + kind.Fault, kind.Remedy));
        if (wanted.Fault.Length > 0)
        {
            problems.Add(new FileProblem(certificateSource.Place, $"the key of '{certificate.Subject}' {wanted.Fault}", wanted.Remedy));
        }
        if (kind.Fault.Length > 0 || wanted.Fault.Length > 0) return null;
        try
        {
            return X509Certificate2.CreateFromPem(certificate.ExportCertificatePem(), PemText.Write([key]));
        }
        catch (Exception e) when (e is CryptographicException or ArgumentException)
        {
            problems.Add(new FileProblem(
                keySource.Place, $"does not belong to {certificateSource.Noun}",
                "give the private key of its first certificate (P-256 or RSA, PEM)"));
            return null;
        }
    }
}
