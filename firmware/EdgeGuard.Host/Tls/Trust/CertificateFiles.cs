using System;
using System.Collections.Generic;
using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using EdgeGuard.Policy;

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
    public bool TryLoad(IList<FileProblem> problems, [NotNullWhen(true)] out ServerIdentity? identity, [NotNullWhen(true)] out TrustStore? trust)
    {
        identity = null;
        trust = null;
        try
        {
            return TryRead(problems, out identity, out trust);
        }
        catch (Exception e) when (e is CryptographicException or ArgumentException or NotSupportedException)
        {
            // What the library makes of a certificate that it has read shows only where it is used: nothing that is in a file may end a module.
            problems.Add(new FileProblem(Certificate, "these certificates cannot be used together: " + e.Message, "export them again, or make new ones"));
            return false;
        }
    }

    private bool TryRead(IList<FileProblem> problems, [NotNullWhen(true)] out ServerIdentity? identity, [NotNullWhen(true)] out TrustStore? trust)
    {
        int before = FileProblem.Errors(problems);
        X509Certificate2? own = PemFiles.LoadPair(Certificate, Key, problems, out X509Certificate2Collection issuers);
        X509Certificate2Collection? authorities = PemFiles.LoadCertificates(Authorities, problems, Authorities == Crl);
        IReadOnlyList<RevocationList>? lists = Crl == null ? null : LoadLists(Crl, Authorities == Crl, authorities, problems);
        CheckAuthorities(authorities, problems);
        bool isGood = FileProblem.Errors(problems) == before;
        identity = isGood ? new ServerIdentity(own!, issuers) : null;
        trust = isGood ? new TrustStore(authorities!, lists) : null;
        return isGood;
    }

    /// <summary>Adds what time and strength make of what was loaded.</summary>
    internal void Check(ServerIdentity identity, TrustStore trust, StaleCrl stale, long utc, IList<FileProblem> problems)
    {
        var check = new CertificateCheck(utc, problems);
        check.Shown(identity.Certificates, Certificate, CertificateCheck.ServerAuth);
        check.Authorities(trust.Authorities, Authorities, "its clients are refused");
        if (Crl != null)
            check.Lists(trust, Crl, stale);
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

    private static IReadOnlyList<RevocationList>? LoadLists(
        string path, bool holdsCertificates, X509Certificate2Collection? authorities, IList<FileProblem> problems)
    {
        byte[]? file = PemFiles.Read(path, problems);
        if (file == null)
            return null;
        var found = new ProblemList();
        IReadOnlyList<RevocationList>? lists = RevocationListReader.TryRead(file, holdsCertificates, found);
        FileProblem.AddAll(problems, path, found);
        foreach (RevocationList list in lists ?? [])
        {
            if (!list.IsStrong)
                problems.Add(new FileProblem(path, $"the list of '{list.Issuer}' is not signed with SHA-256 or better, by RSA or ECDSA", "let the CA sign its lists with SHA-256"));
            else if (authorities != null && IsForged(list, authorities))
                problems.Add(new FileProblem(path, $"the list of '{list.Issuer}' is not signed by that CA, or it may not sign lists (key usage cRLSign)", "fetch it again"));
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
}
