using System;
using System.Collections.Generic;
using System.Formats.Asn1;
using System.Security.Cryptography.X509Certificates;

namespace EdgeGuard.Host;

/// <summary>Which certificates of its CA a list speaks of: what its
/// issuingDistributionPoint says (RFC 5280 section 5.2.5). Immutable.</summary>
/// <remarks>
/// A list with a place is one for the certificates that name this place as theirs (section 6.3.3 (b)(2)(i)); CAs that keep one list for all
/// give it a place as well. So a certificate that names no place is looked up in every such list, and one that names another
/// place in none of them.
/// </remarks>
internal sealed class RevocationScope
{
    internal const string Extension = "2.5.29.28";

    private const string DistributionPoints = "2.5.29.31";

    private static readonly Asn1Tag PointTag = new(TagClass.ContextSpecific, 0);
    private static readonly Asn1Tag FullNameTag = new(TagClass.ContextSpecific, 0);
    private static readonly Asn1Tag ClientsTag = new(TagClass.ContextSpecific, 1);
    private static readonly Asn1Tag AuthoritiesTag = new(TagClass.ContextSpecific, 2);
    private static readonly Asn1Tag ReasonsTag = new(TagClass.ContextSpecific, 3);
    private static readonly Asn1Tag IndirectTag = new(TagClass.ContextSpecific, 4);
    private static readonly Asn1Tag AttributesTag = new(TagClass.ContextSpecific, 5);

    private readonly HashSet<string> _places;
    private readonly bool _isOfClients;

    private RevocationScope(HashSet<string> places, bool isOfClients)
    {
        _places = places;
        _isOfClients = isOfClients;
        Key = (isOfClients ? "clients " : "all ") + string.Join(' ', new SortedSet<string>(places, StringComparer.Ordinal));
    }

    /// <summary>All certificates of the CA.</summary>
    internal static RevocationScope Everything { get; } = new([], false);

    /// <summary>Equal for two lists of the same scope, of which the newer one replaces the older.</summary>
    internal string Key { get; }

    /// <summary>Whether no place is named, so that the list has no others beside it.</summary>
    internal bool IsWhole => _places.Count == 0;

    /// <summary>Reads the extension's value.</summary>
    /// <exception cref="PartialListException">The list leaves out what must be known here.</exception>
    /// <exception cref="AsnContentException">It is no such extension.</exception>
    internal static RevocationScope Read(byte[] value)
    {
        var reader = new AsnReader(value, AsnEncodingRules.DER);
        AsnReader fields = reader.ReadSequence();
        reader.ThrowIfNotEmpty();
        HashSet<string> places = Is(fields, PointTag) ? ReadPoint(fields.ReadSequence(PointTag)) : [];
        bool isOfClients = ReadFlag(fields, ClientsTag);
        if (ReadFlag(fields, AuthoritiesTag)) throw new PartialListException("of CAs alone", "onlyContainsCACerts", "onlyCA");
        if (Is(fields, ReasonsTag)) throw new PartialListException("revoked for some reasons", "onlySomeReasons", "onlysomereasons");
        if (ReadFlag(fields, IndirectTag)) throw new PartialListException("of several CAs", "indirectCRL", "indirectCRL");
        if (ReadFlag(fields, AttributesTag))
        {
            throw new PartialListException("of attribute certificates alone", "onlyContainsAttributeCerts", "onlyAA");
        }
        fields.ThrowIfNotEmpty();
        return new RevocationScope(places, isOfClients);
    }

    /// <summary>Whether a certificate of the list's CA would stand in this list if it were revoked.</summary>
    internal bool Covers(X509Certificate2 certificate)
    {
        if (_isOfClients && IsAuthority(certificate)) return false;
        if (IsWhole) return true;
        HashSet<string> own = PlacesOf(certificate);
        return own.Count == 0 || own.Overlaps(_places);
    }

    private static bool IsAuthority(X509Certificate2 certificate)
    {
        foreach (X509Extension extension in certificate.Extensions)
        {
            if (extension is X509BasicConstraintsExtension constraints) return constraints.CertificateAuthority;
        }
        return false;
    }

    // CRLDistributionPoints, section 4.2.1.13. A point whose list another CA issues is not about ours.
    private static HashSet<string> PlacesOf(X509Certificate2 certificate)
    {
        var places = new HashSet<string>(StringComparer.Ordinal);
        X509Extension? extension = certificate.Extensions[DistributionPoints];
        if (extension == null) return places;
        try
        {
            AsnReader points = new AsnReader(extension.RawData, AsnEncodingRules.DER).ReadSequence();
            while (points.HasData)
            {
                AsnReader point = points.ReadSequence();
                HashSet<string> names = Is(point, PointTag) ? ReadPoint(point.ReadSequence(PointTag)) : [];
                if (Is(point, ClientsTag)) point.ReadEncodedValue();
                if (!Is(point, AuthoritiesTag)) places.UnionWith(names);
            }
        }
        catch (AsnContentException)
        {
            // What cannot be read names no place: the certificate is looked up in every list.
        }
        return places;
    }

    // DistributionPointName: each name as it is encoded, for names are only compared. One relative to the CA's is a name of its own kind.
    private static HashSet<string> ReadPoint(AsnReader point)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        if (!Is(point, FullNameTag))
        {
            names.Add(Convert.ToHexString(point.ReadEncodedValue().Span));
            return names;
        }
        AsnReader all = point.ReadSequence(FullNameTag);
        while (all.HasData) names.Add(Convert.ToHexString(all.ReadEncodedValue().Span));
        return names;
    }

    private static bool ReadFlag(AsnReader fields, Asn1Tag tag) => Is(fields, tag) && fields.ReadBoolean(tag);

    private static bool Is(AsnReader fields, Asn1Tag tag) => fields.HasData && fields.PeekTag().HasSameClassAndValue(tag);
}
