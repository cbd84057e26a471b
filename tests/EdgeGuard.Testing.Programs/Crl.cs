using System;
using System.Collections.Generic;
using System.Formats.Asn1;
using System.Numerics;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using EdgeGuard.Host;

namespace EdgeGuard.Testing.Programs;

/// <summary>Makes revocation lists.</summary>
public static class Crl
{
    public static byte[] Der(X509Certificate2 ca, params X509Certificate2[] revoked)
    {
        return Der(ca, DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(7), revoked);
    }

    public static byte[] Der(X509Certificate2 ca, DateTimeOffset thisUpdate, DateTimeOffset nextUpdate, params X509Certificate2[] revoked)
    {
        return Der(ca, thisUpdate, nextUpdate, HashAlgorithmName.SHA256, revoked);
    }

    public static byte[] Der(
        X509Certificate2 ca, DateTimeOffset thisUpdate, DateTimeOffset nextUpdate, HashAlgorithmName hash,
            params X509Certificate2[] revoked)
    {
        var builder = new CertificateRevocationListBuilder();
        foreach (X509Certificate2 certificate in revoked) builder.AddEntry(certificate, thisUpdate);
        var number = new BigInteger(7);
        var authority = X509AuthorityKeyIdentifierExtension.CreateFromCertificate(ca, true, false);
        if (ca.GetECDsaPrivateKey() is ECDsa ec)
        {
            return builder.Build(
                ca.SubjectName, X509SignatureGenerator.CreateForECDsa(ec), number, nextUpdate, hash, authority, thisUpdate);
        }
        using RSA rsa = ca.GetRSAPrivateKey()!;
        X509SignatureGenerator generator = hash == HashAlgorithmName.SHA1
            ? new Sha1Generator(rsa)
            : X509SignatureGenerator.CreateForRSA(rsa, RSASignaturePadding.Pkcs1);
        return builder.Build(ca.SubjectName, generator, number, nextUpdate, hash, authority, thisUpdate);
    }

    /// <summary>A list with an issuing distribution point, which .NET's builder does not make.</summary>
    public static byte[] OfPart(X509Certificate2 ca, X509Extension point, params X509Certificate2[] revoked)
    {
        return Signed(ca, writer =>
        {
            if (revoked.Length > 0)
            {
                using (writer.PushSequence())
                {
                    foreach (X509Certificate2 certificate in revoked)
                    {
                        using (writer.PushSequence())
                        {
                            writer.WriteInteger(new BigInteger(certificate.SerialNumberBytes.Span, isUnsigned: true, isBigEndian: true));
                            writer.WriteUtcTime(DateTimeOffset.UtcNow.AddDays(-1));
                        }
                    }
                }
            }
            using (writer.PushSequence(new Asn1Tag(TagClass.ContextSpecific, 0)))
            using (writer.PushSequence())
            using (writer.PushSequence())
            {
                writer.WriteObjectIdentifier(point.Oid!.Value!);
                if (point.Critical) writer.WriteBoolean(true);
                writer.WriteOctetString(point.RawData);
            }
        });
    }

    /// <summary>onlyContainsUserCerts, and the list's places.</summary>
    public static X509Extension OnlyClients(params string[] places) => Point(writer =>
    {
        WritePlaces(writer, places);
        writer.WriteBoolean(true, new Asn1Tag(TagClass.ContextSpecific, 1));
    });

    /// <summary>The list's places alone.</summary>
    public static X509Extension At(params string[] places) => Point(writer => WritePlaces(writer, places));

    /// <summary>A flag of the issuing distribution point by its tag, or onlySomeReasons.</summary>
    public static X509Extension Flag(int tag, bool isCritical = true) => Point(
        writer =>
        {
            var which = new Asn1Tag(TagClass.ContextSpecific, tag);
            if (tag == 3) writer.WriteBitString([0x40], 6, which);
            else writer.WriteBoolean(true, which);
        },
        isCritical);

    /// <summary>A certificate's CRL distribution point.</summary>
    public static X509Extension PointOf(string place)
    {
        var writer = new AsnWriter(AsnEncodingRules.DER);
        using (writer.PushSequence())
        using (writer.PushSequence()) WritePlaces(writer, [place]);
        return new X509Extension("2.5.29.31", writer.Encode(), false);
    }

    private static X509Extension Point(Action<AsnWriter> fields, bool isCritical = true)
    {
        var writer = new AsnWriter(AsnEncodingRules.DER);
        using (writer.PushSequence()) fields(writer);
        return new X509Extension("2.5.29.28", writer.Encode(), isCritical);
    }

    private static void WritePlaces(AsnWriter writer, string[] places)
    {
        if (places.Length == 0) return;
        var zero = new Asn1Tag(TagClass.ContextSpecific, 0);
        using (writer.PushSequence(zero))
        using (writer.PushSequence(zero))
        {
            foreach (string place in places)
            {
                writer.WriteCharacterString(UniversalTagNumber.IA5String, place, new Asn1Tag(TagClass.ContextSpecific, 6));
            }
        }
    }

    private static byte[] Signed(X509Certificate2 ca, Action<AsnWriter> rest)
    {
        var body = new AsnWriter(AsnEncodingRules.DER);
        using (body.PushSequence())
        {
            body.WriteInteger(1);
            WriteAlgorithm(body);
            body.WriteEncodedValue(ca.SubjectName.RawData);
            body.WriteUtcTime(DateTimeOffset.UtcNow.AddDays(-1));
            body.WriteUtcTime(DateTimeOffset.UtcNow.AddDays(7));
            rest(body);
        }
        using ECDsa key = ca.GetECDsaPrivateKey()!;
        var list = new AsnWriter(AsnEncodingRules.DER);
        using (list.PushSequence())
        {
            list.WriteEncodedValue(body.Encode());
            WriteAlgorithm(list);
            list.WriteBitString(key.SignData(body.Encode(), HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence));
        }
        return list.Encode();
    }

    private static void WriteAlgorithm(AsnWriter writer)
    {
        using (writer.PushSequence()) writer.WriteObjectIdentifier("1.2.840.10045.4.3.2");
    }

    public static RevocationList Read(byte[] file)
    {
        IReadOnlyList<RevocationList>? lists = RevocationListReader.TryRead(file, out string problem);
        Assert.IsNotNull(lists, problem);
        return lists[0];
    }
}
