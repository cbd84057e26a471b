using System;
using System.Collections.Generic;
using System.Security.Cryptography.X509Certificates;

namespace EdgeGuard.Host;

/// <summary>Whom the module trusts: the CA bundle and the revocation lists. Immutable; any thread; replaced as a whole.</summary>
public sealed class TrustStore
{
    private readonly X509Certificate2[] _authorities;
    private readonly IReadOnlyList<RevocationList> _lists;

    /// <param name="authorities">Root certificates, and intermediate ones for clients that do not send theirs.</param>
    /// <param name="lists">Revocation lists; null: revocation is not checked. An empty or incomplete set refuses the clients
    /// of every CA that it has no list of.</param>
    public TrustStore(X509Certificate2Collection authorities, IReadOnlyList<RevocationList>? lists)
    {
        _authorities = [.. authorities];
        _lists = WithoutReplaced(lists ?? []);
        ChecksRevocation = lists != null;
    }

    /// <summary>Whether revocation is checked at all.</summary>
    public bool ChecksRevocation { get; }

    /// <summary>The revocation lists that count: of each CA and scope the newest.</summary>
    public IReadOnlyList<RevocationList> Lists
    {
        get { return _lists; }
    }

    /// <summary>Milliseconds by which the most overdue list is past its nextUpdate; 0 when none is.</summary>
    public long OverdueMs(long utc)
    {
        long most = 0;
        foreach (RevocationList list in _lists) most = Math.Max(most, utc - list.NextUpdate);
        return most;
    }

    internal IReadOnlyList<X509Certificate2> Authorities => _authorities;

    internal X509ChainPolicy CreatePolicy() => CaBundle.CreatePolicy(_authorities);

    /// <summary>Whether the certificate itself is in the bundle.</summary>
    internal bool Holds(X509Certificate2 certificate)
    {
        foreach (X509Certificate2 authority in _authorities)
        {
            if (authority.RawDataMemory.Span.SequenceEqual(certificate.RawDataMemory.Span)) return true;
        }

        return false;
    }

    /// <summary>The CA of the bundle that issued another one of it; null for a root, and where it is not there.</summary>
    internal X509Certificate2? IssuerOf(X509Certificate2 ca)
    {
        foreach (X509Certificate2 other in _authorities)
        {
            bool isIssuer = other.SubjectName.RawData.AsSpan().SequenceEqual(ca.IssuerName.RawData);
            if (isIssuer && !other.RawDataMemory.Span.SequenceEqual(ca.RawDataMemory.Span)) return other;
        }

        return null;
    }

    /// <summary>Whether there is any list that this CA signed.</summary>
    internal bool HasListOf(X509Certificate2 ca)
    {
        foreach (RevocationList list in _lists)
        {
            if (list.IsSignedBy(ca)) return true;
        }

        return false;
    }

    /// <summary>The lists that this CA signed and that speak of a certificate which it issued: of each scope the newest. Two CAs may share
    /// a name while a key is being changed.</summary>
    internal IReadOnlyList<RevocationList> ListsOf(X509Certificate2 ca, X509Certificate2 certificate)
    {
        var newest = new List<RevocationList>();
        foreach (RevocationList list in _lists)
        {
            if (!list.Scope.Covers(certificate) || !list.IsSignedBy(ca)) continue;
            int older = newest.FindIndex(other => other.Scope.Key == list.Scope.Key);
            if (older < 0) newest.Add(list);
            else if (list.ThisUpdate > newest[older].ThisUpdate) newest[older] = list;
        }

        return newest;
    }

    // What a newer list of the same CA and scope has taken the place of: it must raise no alarm when it runs out.
    private List<RevocationList> WithoutReplaced(IReadOnlyList<RevocationList> lists)
    {
        var left = new List<RevocationList>(lists);
        left.RemoveAll(list => left.Exists(other => Replaces(other, list)));
        return left;
    }

    private bool Replaces(RevocationList newer, RevocationList older)
    {
        return newer.ThisUpdate > older.ThisUpdate && newer.Scope.Key == older.Scope.Key
            && Array.Exists(_authorities, ca => older.IsSignedBy(ca) && newer.IsSignedBy(ca));
    }
}
