using System;
using System.Collections.Generic;
using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using EdgeGuard.Policy;

namespace EdgeGuard.Host;

/// <summary>What says who the module is and whom it trusts, wherever it is read from.</summary>
/// <param name="Certificate">PEM: the module's certificate, then the rest of its chain.</param>
/// <param name="Key">PEM: its private key, unencrypted.</param>
/// <param name="Authorities">PEM: the CA bundle.</param>
/// <param name="Crl">PEM (several in one) or DER; null: revocation is not checked.</param>
internal sealed record CertificateSources(
    CredentialSource Certificate, CredentialSource Key, CredentialSource Authorities, CredentialSource? Crl)
{
    /// <summary>Reads and checks all of it. False: <paramref name="problems"/> has been given a line for each problem, with
    /// its place and what to do. Never throws.</summary>
    internal bool TryLoad(
        IList<FileProblem> problems, [NotNullWhen(true)] out ServerIdentity? identity, [NotNullWhen(true)] out TrustStore? trust)
    {
        identity = null;
        trust = null;
        try
        {
            return TryRead(problems, out identity, out trust);
        }
        catch (Exception e) when (e is CryptographicException or ArgumentException or NotSupportedException)
        {
            // What the library makes of a certificate that it has read shows only where it is used: nothing that is in a file may end a
            // module.
            string message = "these certificates cannot be used together: " + e.Message;
            problems.Add(new FileProblem(Certificate.Place, message, "export them again, or make new ones"));
            return false;
        }
    }

    private bool TryRead(
        IList<FileProblem> problems, [NotNullWhen(true)] out ServerIdentity? identity, [NotNullWhen(true)] out TrustStore? trust)
    {
        int before = FileProblem.Errors(problems);
        X509Certificate2? own = PemFiles.LoadPair(Certificate, Key, problems, out X509Certificate2Collection issuers);
        X509Certificate2Collection? authorities = PemFiles.LoadCertificates(Authorities, problems, IsOneFile);
        IReadOnlyList<RevocationList>? lists = Crl == null ? null : LoadLists(Crl, IsOneFile, authorities, problems);
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
        check.Shown(identity.Certificates, Certificate.Place, CertificateCheck.ServerAuth);
        check.Authorities(trust.Authorities, Authorities.Place, "its clients are refused");
        if (Crl != null) check.Lists(trust, Crl.Place, stale);
    }

    /// <summary>The same, each read once: who checks it and who takes it have the same bytes.</summary>
    internal CertificateSources Once() => new(Certificate.Once(), Key.Once(), Authorities.Once(), Crl?.Once());

    private bool IsOneFile => Authorities.Place == Crl?.Place;

    private void CheckAuthorities(X509Certificate2Collection? authorities, IList<FileProblem> problems)
    {
        if (authorities == null) return;
        bool hasRoot = false;
        foreach (X509Certificate2 authority in authorities)
        {
            hasRoot |= authority.SubjectName.RawData.AsSpan().SequenceEqual(authority.IssuerName.RawData);
        }
        if (!hasRoot)
        {
            const string Message = "holds no root (self-signed) certificate, so no client could be trusted";
            problems.Add(new FileProblem(Authorities.Place, Message, "add the root of the chain"));
        }
    }

    /// <summary>All lists of a source. Null when there is anything in it that cannot be taken.</summary>
    /// <param name="source">The source.</param>
    /// <param name="holdsCertificates">Whether it is read for certificates as well.</param>
    /// <param name="authorities">The CAs that may have signed them; null: who signed them is not looked at.</param>
    /// <param name="problems">Is given a line for each problem.</param>
    internal static IReadOnlyList<RevocationList>? LoadLists(
        CredentialSource source, bool holdsCertificates, X509Certificate2Collection? authorities, IList<FileProblem> problems)
    {
        byte[]? file = source.Read(problems);
        if (file == null) return null;
        var found = new ProblemList();
        IReadOnlyList<RevocationList>? lists = RevocationListReader.TryRead(file, holdsCertificates, found);
        FileProblem.AddAll(problems, source.Place, found);
        foreach (RevocationList list in lists ?? []) CheckList(list, source.Place, authorities, problems);

        return lists;
    }

    private static void CheckList(RevocationList list, string place, X509Certificate2Collection? authorities, IList<FileProblem> problems)
    {
        string who = $"the list of '{list.Issuer}' is not signed";
        if (!list.IsStrong)
        {
            Add(who + " with SHA-256 or better, by RSA or ECDSA", "let the CA sign its lists with SHA-256");
        }
        else if (authorities != null && IsForged(list, authorities))
        {
            Add(who + " by that CA, or it may not sign lists (key usage cRLSign)", "fetch it again");
        }

        void Add(string message, string remedy) => problems.Add(new FileProblem(place, message, remedy));
    }

    // A list of a CA that is not in the bundle (an intermediate one that clients send) is checked when it is needed.
    private static bool IsForged(RevocationList list, X509Certificate2Collection authorities)
    {
        bool isNamed = false;
        foreach (X509Certificate2 authority in authorities)
        {
            if (list.IsSignedBy(authority)) return false;
            isNamed |= list.Names(authority);
        }

        return isNamed;
    }
}
