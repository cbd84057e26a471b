using System;
using System.Collections.Generic;
using System.Globalization;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace EdgeGuard.Host;

/// <summary>What time and strength make of certificates and lists that can be read: one sentence for each cause.</summary>
/// <remarks>What time alone brings is a warning: a module must come up again after a power cut although something has run out meanwhile,
/// for whoever needs no certificate, and for the alarms. What no client could ever use is an error.</remarks>
internal sealed class CertificateCheck
{
    internal const string ServerAuth = "1.3.6.1.5.5.7.3.1";
    internal const string ClientAuth = "1.3.6.1.5.5.7.3.2";
    private const string AnyPurpose = "2.5.29.37.0";

    private readonly long _utc;
    private readonly IList<FileProblem> _problems;

    /// <param name="utc">The time to judge by, milliseconds since 1970.</param>
    /// <param name="problems">Where to add.</param>
    internal CertificateCheck(long utc, IList<FileProblem> problems)
    {
        _utc = utc;
        _problems = problems;
    }

    /// <summary>A chain that is shown: the own certificate, and what stands between it and the root.</summary>
    /// <param name="chain">At least one.</param>
    /// <param name="path">Their file.</param>
    /// <param name="purpose">What peers want it to be for, an OID.</param>
    internal void Shown(IReadOnlyList<X509Certificate2> chain, string path, string purpose)
    {
        for (int i = 0; i < chain.Count; i++)
        {
            Dates(chain[i], path, i == 0 ? "the certificate" : "the issuer", "peers that look at dates refuse it");
            string weakness = Weakness(chain[i]);
            if (weakness.Length > 0)
            {
                Error(
                    path, weakness + ": no TLS connection would come about",
                    "issue it again, with a P-256 key or RSA from 2048 bits on, and SHA-256");
            }
        }
        if (!IsFor(chain[0], purpose))
        {
            Warn(
                path,
                $"'{chain[0].Subject}' is not for TLS "
                    + $"{(purpose == ServerAuth ? "servers" : "clients")} (extended key usage): peers refuse it",
                "issue it again for that use");
        }
    }

    /// <summary>The CAs of the clients, or of a broker.</summary>
    /// <param name="authorities">All of the file.</param>
    /// <param name="path">Their file.</param>
    /// <param name="what">Whom each of them refuses when it does not count, such as "its clients are refused".</param>
    internal void Authorities(IReadOnlyList<X509Certificate2> authorities, string path, string what)
    {
        foreach (X509Certificate2 ca in authorities)
        {
            Dates(ca, path, "the CA", what);
            string weakness = Weakness(ca);
            if (weakness.Length > 0)
            {
                Warn(path, $"{weakness}: {what}", "let the CA make a new certificate, from RSA 2048 or P-256 on, with SHA-256");
            }
            if (!MayIssue(ca))
            {
                Warn(
                    path, $"'{ca.Subject}' is no CA's certificate (basic constraints, key usage): {what}",
                    "give the certificate of the CA, not one that it issued");
            }
        }
    }

    /// <summary>The revocation lists, by themselves and for each CA.</summary>
    internal void Lists(TrustStore trust, string path, StaleCrl stale)
    {
        foreach (RevocationList list in trust.Lists)
        {
            string overdue = stale == StaleCrl.Accept ? "it counts all the same (crl.stale accept)" : "clients of that CA are refused";
            if (list.NextUpdate <= _utc)
            {
                Warn(
                    path,
                    $"the list of '{list.Issuer}' is overdue since {Time(list.NextUpdate)}, {Span(_utc - list.NextUpdate)} ago: {overdue}",
                    "fetch the CA's newest list");
            }
            if (list.ThisUpdate > _utc)
            {
                Warn(
                    path,
                    $"the list of '{list.Issuer}' begins in {Span(list.ThisUpdate - _utc)}, at {Time(list.ThisUpdate)}: this clock "
                        + $"({Time(_utc)}) or the CA's is wrong",
                    "it counts already; set the clock that is wrong");
            }
        }
        if (!trust.ChecksRevocation) return;
        foreach (X509Certificate2 ca in trust.Authorities)
        {
            if (MayIssue(ca) && !trust.HasListOf(ca))
            {
                Warn(path, $"there is no list of the CA '{ca.Subject}': its clients are refused", "append its list: all stand in one file");
            }
        }
        foreach (X509Certificate2 ca in trust.Authorities)
        {
            X509Certificate2? issuer = trust.IssuerOf(ca);
            if (issuer != null && trust.HasListOf(issuer) && trust.ListsOf(issuer, ca).Count == 0)
            {
                Warn(
                    path,
                    $"the list of '{issuer.Subject}' does not speak of CAs below it, such as '{ca.Subject}': clients of that one are "
                        + "refused",
                    "let the CA write a list of all its certificates");
            }
        }
    }

    /// <summary>Why a certificate's key or signature is too weak; empty when it
    /// is not. The signature of a root is its own: nothing rests on it.</summary>
    internal static string Weakness(X509Certificate2 certificate)
    {
        string key = KeyKind.Of(certificate).Fault;
        if (key.Length > 0) return $"the key of '{certificate.Subject}' {key}";
        bool isRoot = certificate.SubjectName.RawData.AsSpan().SequenceEqual(certificate.IssuerName.RawData);
        return isRoot || SignatureAlgorithm.IsStrong(certificate)
            ? ""
            : $"'{certificate.Subject}' is signed with "
                + (certificate.SignatureAlgorithm.FriendlyName ?? certificate.SignatureAlgorithm.Value)
                + ", which is too weak or not known here";
    }

    /// <summary>Whether it may issue certificates (RFC 5280 section 6.1.4 (k) and (n)).</summary>
    internal static bool MayIssue(X509Certificate2 ca)
    {
        bool isCa = false;
        foreach (X509Extension extension in ca.Extensions)
        {
            if (extension is X509BasicConstraintsExtension constraints) isCa = constraints.CertificateAuthority;
            if (extension is X509KeyUsageExtension usage && !usage.KeyUsages.HasFlag(X509KeyUsageFlags.KeyCertSign)) return false;
        }

        return isCa;
    }

    private void Dates(X509Certificate2 certificate, string path, string what, string then)
    {
        long from = new DateTimeOffset(certificate.NotBefore).ToUnixTimeMilliseconds();
        long until = new DateTimeOffset(certificate.NotAfter).ToUnixTimeMilliseconds();
        if (until <= _utc)
        {
            Warn(path, $"{what} '{certificate.Subject}' has run out, at {Time(until)}, {Span(_utc - until)} ago: {then}", "renew it");
        }
        else if (from > _utc)
        {
            Warn(
                path,
                $"{what} '{certificate.Subject}' is not valid before {Time(from)}, in {Span(from - _utc)}: {then}; the time here is "
                    + $"{Time(_utc)}",
                "set the clock, if it is wrong; otherwise wait, or issue it again");
        }
    }

    // Without the extension a certificate is good for anything.
    private static bool IsFor(X509Certificate2 certificate, string oid)
    {
        bool isFor = true;
        foreach (X509Extension extension in certificate.Extensions)
        {
            if (extension is not X509EnhancedKeyUsageExtension purposes) continue;
            isFor = false;
            foreach (Oid purpose in purposes.EnhancedKeyUsages) isFor |= purpose.Value == oid || purpose.Value == AnyPurpose;
        }
        return isFor;
    }

    private void Warn(string path, string message, string remedy) =>
        _problems.Add(new FileProblem(path, message, remedy) { IsWarning = true });

    private void Error(string path, string message, string remedy) => _problems.Add(new FileProblem(path, message, remedy));

    internal static string Time(long utc) =>
        DateTimeOffset.FromUnixTimeMilliseconds(utc).UtcDateTime.ToString("yyyy-MM-dd HH:mm'Z'", CultureInfo.InvariantCulture);

    // Rounded up: what begins in a moment does not begin in 0 min.
    internal static string Span(long ms)
    {
        long minutes = (ms + 59_999) / 60_000;
        if (minutes < 120) return string.Create(CultureInfo.InvariantCulture, $"{minutes} min");
        return minutes < 48 * 60
            ? string.Create(CultureInfo.InvariantCulture, $"{minutes / 60} hours")
            : string.Create(CultureInfo.InvariantCulture, $"{minutes / (24 * 60)} days");
    }
}
