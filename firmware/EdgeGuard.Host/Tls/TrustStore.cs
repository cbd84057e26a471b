using System;
using System.Collections.Generic;
using System.Security.Cryptography.X509Certificates;

namespace EdgeGuard.Host.Tls;

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
        _lists = lists ?? [];
        ChecksRevocation = lists != null;
    }

    /// <summary>Whether revocation is checked at all.</summary>
    public bool ChecksRevocation { get; }

    /// <summary>The revocation lists, for inventories.</summary>
    public IReadOnlyList<RevocationList> Lists
    {
        get { return _lists; }
    }

    /// <summary>Milliseconds by which the most overdue list is past its nextUpdate; 0 when none is.</summary>
    public long OverdueMs(long utc)
    {
        long most = 0;
        foreach (RevocationList list in _lists)
            most = Math.Max(most, utc - list.NextUpdate);
        return most;
    }

    internal IReadOnlyList<X509Certificate2> Authorities => _authorities;

    internal X509ChainPolicy CreatePolicy() => CaBundle.CreatePolicy(_authorities);

    /// <summary>Whether the certificate itself is in the bundle.</summary>
    internal bool Holds(X509Certificate2 certificate)
    {
        foreach (X509Certificate2 authority in _authorities)
        {
            if (authority.RawDataMemory.Span.SequenceEqual(certificate.RawDataMemory.Span))
                return true;
        }

        return false;
    }

    /// <summary>The newest list that this CA signed, or null. Two CAs may share a name while a key is being changed.</summary>
    internal RevocationList? ListOf(X509Certificate2 ca)
    {
        RevocationList? newest = null;
        foreach (RevocationList list in _lists)
        {
            if ((newest == null || list.ThisUpdate > newest.ThisUpdate) && list.IsSignedBy(ca))
                newest = list;
        }

        return newest;
    }
}
