using System.Collections.Generic;
using System.Diagnostics.CodeAnalysis;

namespace EdgeGuard.Host;

/// <summary>The files that say who the module is and whom it trusts. Reading them again is how they are renewed.</summary>
/// <param name="Certificate">PEM: the module's certificate, then the rest of its chain.</param>
/// <param name="Key">PEM: its private key, unencrypted; readable by its owner alone.</param>
/// <param name="Authorities">PEM: the CA bundle.</param>
/// <param name="Crl">PEM (several in one file) or DER; null: revocation is not checked.</param>
public sealed record CertificateFiles(string Certificate, string Key, string Authorities, string? Crl)
{
    /// <summary>Reads and checks all files. False: <paramref name="problems"/> has been given a line for each problem, with
    /// the path and what to do. Never throws.</summary>
    public bool TryLoad(
        IList<FileProblem> problems, [NotNullWhen(true)] out ServerIdentity? identity, [NotNullWhen(true)] out TrustStore? trust) =>
        Sources().TryLoad(problems, out identity, out trust);

    internal CertificateSources Sources() => new(
        CredentialSource.File(Certificate),
        CredentialSource.Secret(Key, "private key"),
        CredentialSource.File(Authorities),
        Crl == null ? null : CredentialSource.File(Crl));
}
