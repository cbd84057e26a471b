using System;
using System.Collections.Generic;
using System.Formats.Asn1;
using System.Linq;
using System.Security.Cryptography;
using EdgeGuard.Policy;
using EdgeGuard.Store;

namespace EdgeGuard.Host;

/// <summary>Reads revocation lists, DER or PEM (several in one file).</summary>
public static class RevocationListReader
{
    private const string DeltaIndicator = "2.5.29.27";
    private const string CertificateIssuer = "2.5.29.29";

    private static readonly Asn1Tag ExtensionsTag = new(TagClass.ContextSpecific, 0);

    /// <summary>All lists of a file. Null, and all problems in one sentence, when any of it cannot be read.</summary>
    public static IReadOnlyList<RevocationList>? TryRead(byte[] file, out string problem)
    {
        var problems = new ProblemList();
        IReadOnlyList<RevocationList>? lists = TryRead(file, false, problems);
        var found = new List<FileProblem>();
        FileProblem.AddAll(found, "", problems);
        problem = string.Join("; ", found.Select(one => one.Message));
        return lists;
    }

    /// <summary>All lists of a file. Null, and an error for each place, when any of it cannot be read.</summary>
    /// <param name="file">The whole file.</param>
    /// <param name="holdsCertificates">Whether the same file is read for certificates as well.</param>
    /// <param name="problems">Where to add.</param>
    internal static IReadOnlyList<RevocationList>? TryRead(byte[] file, bool holdsCertificates, ProblemList problems)
    {
        var lists = new List<RevocationList>();
        if (file.Length > 0 && file[0] == 0x30)
        {
            Add(lists, file, 0, problems);
        }
        else
        {
            foreach (PemBlock block in PemText.RevocationLists(file, holdsCertificates, problems))
            {
                Add(lists, block.Content, block.Line, problems);
            }
        }

        return problems.Errors == 0 ? lists : null;
    }

    private static void Add(List<RevocationList> lists, byte[] der, int line, ProblemList problems)
    {
        try
        {
            lists.Add(ReadList(der));
        }
        catch (PartialListException e)
        {
            problems.Error(line, 0, "", e.Message, e.Remedy);
        }
        catch (Exception e) when (e is AsnContentException or CryptographicException)
        {
            problems.Error(line, 0, "", "is not a revocation list that can be used: " + e.Message, "fetch the CA's list again, PEM or DER");
        }
    }

    // CertificateList, RFC 5280 section 5.1.
    private static RevocationList ReadList(byte[] der)
    {
        var reader = new AsnReader(der, AsnEncodingRules.DER);
        AsnReader list = reader.ReadSequence();
        reader.ThrowIfNotEmpty();
        byte[] signedPart = list.PeekEncodedValue().ToArray();
        RevocationListContent body = ReadBody(list.ReadSequence());
        ReadOnlyMemory<byte> algorithm = ReadAlgorithm(list);
        byte[] signature = list.ReadBitString(out int unusedBits);
        list.ThrowIfNotEmpty();
        if (!algorithm.Span.SequenceEqual(body.SignatureAlgorithm.Span) || unusedBits != 0)
        {
            throw new AsnContentException("The signature algorithm is given in two different ways.");
        }
        return new RevocationList(signedPart, signature, body);
    }

    // TBSCertList, RFC 5280 section 5.1.2. Version 1 lists have no extensions and are good enough.
    private static RevocationListContent ReadBody(AsnReader body)
    {
        if (body.PeekTag().HasSameClassAndValue(Asn1Tag.Integer) && (!body.TryReadInt32(out int version) || version != 1))
        {
            throw new AsnContentException("The version is not 2.");
        }
        ReadOnlyMemory<byte> algorithm = ReadAlgorithm(body);
        byte[] issuer = body.ReadEncodedValue().ToArray();
        DateTimeOffset thisUpdate = ReadTime(body);
        if (!body.HasData || !IsTime(body))
        {
            throw new AsnContentException("There is no nextUpdate: how long the list counts would be unknown.");
        }
        DateTimeOffset nextUpdate = ReadTime(body);
        var serials = new HashSet<string>(StringComparer.Ordinal);
        if (body.HasData && body.PeekTag().HasSameClassAndValue(Asn1Tag.Sequence)) ReadEntries(body.ReadSequence(), serials);
        RevocationScope scope = body.HasData ? ReadExtensions(body.ReadSequence(ExtensionsTag).ReadSequence()) : RevocationScope.Everything;
        body.ThrowIfNotEmpty();
        return new RevocationListContent(algorithm, issuer, thisUpdate, nextUpdate, serials, scope);
    }

    private static void ReadEntries(AsnReader entries, HashSet<string> into)
    {
        while (entries.HasData)
        {
            AsnReader entry = entries.ReadSequence();
            into.Add(RevocationList.SerialKey(entry.ReadIntegerBytes().Span));
            ReadTime(entry);
            if (entry.HasData) ReadExtensions(entry.ReadSequence());
            entry.ThrowIfNotEmpty();
        }
    }

    // Every extension that changes what a list means should be critical (RFC 5280 sections 5.2.4, 5.2.5, 5.3.3); where a CA forgets it, it
    // changes it all the same. The others only comment: number, key of the CA, freshestCRL (that a delta list exists), Windows' own.
    private static RevocationScope ReadExtensions(AsnReader extensions)
    {
        RevocationScope scope = RevocationScope.Everything;
        while (extensions.HasData)
        {
            AsnReader extension = extensions.ReadSequence();
            string oid = extension.ReadObjectIdentifier();
            bool isCritical = extension.PeekTag().HasSameClassAndValue(Asn1Tag.Boolean) && extension.ReadBoolean();
            byte[] value = extension.ReadOctetString();
            extension.ThrowIfNotEmpty();
            if (oid == DeltaIndicator) throw PartialListException.OfDelta();
            if (oid == RevocationScope.Extension)
            {
                scope = ReadScope(value);
            }
            else if (isCritical || oid == CertificateIssuer)
            {
                throw new AsnContentException("It has the critical extension " + oid + "; only complete lists of one CA are understood.");
            }
        }

        return scope;
    }

    private static RevocationScope ReadScope(byte[] value)
    {
        try
        {
            return RevocationScope.Read(value);
        }
        catch (AsnContentException)
        {
            throw new AsnContentException("Its issuingDistributionPoint (" + RevocationScope.Extension + ") cannot be read.");
        }
    }

    private static ReadOnlyMemory<byte> ReadAlgorithm(AsnReader reader)
    {
        ReadOnlyMemory<byte> algorithm = reader.PeekEncodedValue();
        reader.ReadSequence().ReadObjectIdentifier();
        return algorithm;
    }

    private static bool IsTime(AsnReader reader)
    {
        Asn1Tag tag = reader.PeekTag();
        return tag.HasSameClassAndValue(Asn1Tag.UtcTime) || tag.HasSameClassAndValue(Asn1Tag.GeneralizedTime);
    }

    private static DateTimeOffset ReadTime(AsnReader reader)
    {
        return reader.PeekTag().HasSameClassAndValue(Asn1Tag.UtcTime) ? reader.ReadUtcTime(2049) : reader.ReadGeneralizedTime();
    }
}
