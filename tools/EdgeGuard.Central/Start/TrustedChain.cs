using System;
using System.IO;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using EdgeGuard.Host;

namespace EdgeGuard.Central;

/// <summary>Which chains of certificates this console believes, whoever shows one to it: this is the one place. Any thread.</summary>
/// <remarks>Nothing is fetched: neither a certificate nor a list from wherever a certificate says. What was revoked knows who has the list,
/// as <see cref="ClientTrust"/> does.</remarks>
internal static class TrustedChain
{
    /// <summary>How a chain is built that has to end at one of these CAs and nowhere else; null: at one of this computer's.</summary>
    internal static X509ChainPolicy Policy(X509Certificate2Collection? authorities)
    {
        if (authorities != null) return CaBundle.CreatePolicy([.. authorities]);
        return new X509ChainPolicy { RevocationMode = X509RevocationMode.NoCheck, DisableCertificateDownloads = true };
    }

    /// <summary>The CAs of a file; null where none is named.</summary>
    /// <exception cref="IOException">It cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">Likewise.</exception>
    /// <exception cref="CryptographicException">It is no PEM.</exception>
    internal static X509Certificate2Collection? Authorities(string path)
    {
        if (path.Length == 0) return null;
        var found = new X509Certificate2Collection();
        found.ImportFromPemFile(path);
        return found;
    }

    /// <summary>What is wrong with the file of CAs that a setting names; null for nothing.</summary>
    /// <param name="key">The setting.</param>
    /// <param name="path">The file; empty for none.</param>
    /// <param name="write">What to write there.</param>
    internal static string? Problem(string key, string path, string write)
    {
        try
        {
            return Authorities(path) is { Count: 0 } ? $"{key}: {path} has no certificate: write {write}" : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or CryptographicException)
        {
            return $"{key}: {path} cannot be read: {e.Message}";
        }
    }
}
