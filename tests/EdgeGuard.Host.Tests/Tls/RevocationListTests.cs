using System;
using System.Collections.Generic;
using System.Formats.Asn1;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using CsCheck;
using EdgeGuard.Policy;
using EdgeGuard.Testing.Programs;

namespace EdgeGuard.Host.Tests.Tls;

[TestClass]
public class RevocationListTests
{
    private static readonly X509Certificate2 Ca = CertificateSpec.Ca("ca").Issue();
    private static readonly X509Certificate2 RsaCa = (CertificateSpec.Ca("rsa ca") with { RsaBits = 2048 }).Issue();
    private static readonly X509Certificate2 Revoked = new CertificateSpec("revoked").Issue(Ca);

    [TestMethod]
    public void DER_and_PEM_and_several_PEM_blocks_are_read()
    {
        byte[] der = Crl.Der(Ca, Revoked);
        string pem = PemEncoding.WriteString("X509 CRL", der);
        string other = PemEncoding.WriteString("X509 CRL", Crl.Der(RsaCa));
        Assert.AreEqual(1, RevocationListReader.TryRead(der, out _)!.Count);
        Assert.AreEqual(1, RevocationListReader.TryRead(Encoding.UTF8.GetBytes(pem), out _)!.Count);
        IReadOnlyList<RevocationList> both = RevocationListReader.TryRead(
            Encoding.UTF8.GetBytes("a comment\n" + pem + "\n" + other), out _)!;
        Assert.AreEqual(2, both.Count);
        Assert.AreEqual("CN=ca", both[0].Issuer);
        Assert.AreEqual("CN=rsa ca", both[1].Issuer);
    }

    [TestMethod]
    public void All_three_hashes_of_both_kinds_of_key_are_verified()
    {
        foreach (X509Certificate2 ca in (X509Certificate2[])[Ca, RsaCa])
        {
            HashAlgorithmName[] hashes = [HashAlgorithmName.SHA256, HashAlgorithmName.SHA384, HashAlgorithmName.SHA512];
            foreach (HashAlgorithmName hash in hashes)
            {
                Assert.IsTrue(Read(Crl.Der(ca, Yesterday, NextWeek, hash)).IsSignedBy(ca), $"{ca.Subject} {hash}");
            }
        }
    }

    [TestMethod]
    public void A_list_signed_with_SHA_1_is_not_signed()
    {
        Assert.IsFalse(Read(Crl.Der(RsaCa, Yesterday, NextWeek, HashAlgorithmName.SHA1)).IsSignedBy(RsaCa));
    }

    [TestMethod]
    public void A_CA_that_may_not_sign_lists_has_not_signed_one()
    {
        X509Certificate2 ca = (CertificateSpec.Ca("ca") with { KeyUsage = X509KeyUsageFlags.KeyCertSign }).Issue();
        Assert.IsFalse(Read(Crl.Der(ca)).IsSignedBy(ca));
    }

    [TestMethod]
    public void A_changed_byte_anywhere_is_either_unreadable_or_unsigned()
    {
        byte[] der = Crl.Der(Ca, Revoked);
        for (int at = 0; at < der.Length; at++)
        {
            byte[] changed = (byte[])der.Clone();
            changed[at] ^= 0x01;
            IReadOnlyList<RevocationList>? lists = RevocationListReader.TryRead(changed, out string problem);
            Assert.IsTrue(lists == null ? problem.Length > 0 : !lists[0].IsSignedBy(Ca), $"byte {at}");
        }
    }

    [TestMethod]
    public void Any_bytes_are_answered_with_a_problem_and_not_an_exception()
    {
        Gen.Byte.Array[0, 200].Sample(bytes => Assert.IsNull(RevocationListReader.TryRead(bytes, out _)));
        byte[] der = Crl.Der(Ca, Revoked);
        Gen.Select(Gen.Int[0, der.Length - 1], Gen.Byte).Array[1, 5].Sample(changes =>
        {
            byte[] changed = (byte[])der.Clone();
            foreach ((int at, byte by) in changes) changed[at] = by;
            RevocationListReader.TryRead(changed, out _);
        });
    }

    [TestMethod]
    public void Delta_and_indirect_lists_are_refused_with_their_extension_named()
    {
        AssertRefused("2.5.29.27", Build(listExtension: "2.5.29.27"));
        AssertRefused("2.5.29.28", Build(listExtension: "2.5.29.28"));
        AssertRefused("2.5.29.29", Build(entryExtension: "2.5.29.29"));
    }

    [TestMethod]
    public void A_list_of_a_part_is_refused_in_words_with_the_setting_of_the_CA()
    {
        AssertPart(Crl.OfPart(Ca, Crl.Flag(2)), "of CAs alone (onlyContainsCACerts)");
        AssertPart(Crl.OfPart(Ca, Crl.Flag(3)), "onlySomeReasons");
        AssertPart(Crl.OfPart(Ca, Crl.Flag(4)), "indirectCRL");
        AssertPart(Crl.OfPart(Ca, Crl.Flag(5)), "onlyContainsAttributeCerts");
        AssertPart(Crl.OfPart(Ca, Crl.Flag(2, isCritical: false)), "onlyContainsCACerts");
        AssertPart(Crl.OfPart(Ca, new X509Extension("2.5.29.27", [2, 1, 5], true)), "deltaCRLIndicator");
        AssertPart(Crl.OfPart(Ca, new X509Extension("2.5.29.27", [2, 1, 5], false)), "deltaCRLIndicator");
        Assert.IsNotNull(
            RevocationListReader.TryRead(Crl.OfPart(Ca, Crl.OnlyClients("http://ca.plant/1.0/crl"), Revoked), out string problem), problem);
        // As Windows CAs write them: CA version, next publish, published locations; freshestCRL of whoever makes delta lists as well.
        string[] known = ["1.3.6.1.4.1.311.21.1", "1.3.6.1.4.1.311.21.4", "1.3.6.1.4.1.311.21.14", "2.5.29.46", "2.5.29.20", "2.5.29.35"];
        foreach (string oid in known)
        {
            Assert.IsNotNull(RevocationListReader.TryRead(Crl.OfPart(Ca, new X509Extension(oid, [5, 0], false)), out problem), problem);
        }
    }

    [TestMethod]
    public void A_list_signed_with_RSA_PSS_as_Windows_CAs_can_be_set_to_is_verified()
    {
        using RSA key = RsaCa.GetRSAPrivateKey()!;
        byte[] der = new CertificateRevocationListBuilder().Build(
            RsaCa.SubjectName, X509SignatureGenerator.CreateForRSA(key, RSASignaturePadding.Pss), 1, NextWeek, HashAlgorithmName.SHA256,
            X509AuthorityKeyIdentifierExtension.CreateFromCertificate(RsaCa, true, false), Yesterday);
        Assert.IsTrue(Read(der).IsSignedBy(RsaCa));
        Assert.IsFalse(Read(der).IsSignedBy(Ca));
    }

    [TestMethod]
    public void A_list_without_an_end_is_refused()
    {
        AssertRefused("nextUpdate", Build(hasNextUpdate: false));
    }

    [TestMethod]
    public void A_list_made_by_hand_and_right_is_read()
    {
        Assert.IsNotNull(RevocationListReader.TryRead(Build(), out string problem), problem);
    }

    [TestMethod]
    public void Serial_numbers_are_compared_as_numbers()
    {
        Assert.IsTrue(Read(Crl.Der(Ca, Revoked)).Revokes(Revoked));
        Assert.AreEqual(RevocationList.SerialKey([0x00, 0x8A, 0x01]), RevocationList.SerialKey([0x8A, 0x01]));
        Assert.AreNotEqual(RevocationList.SerialKey([0x8A, 0x00]), RevocationList.SerialKey([0x8A]));
    }

    private static DateTimeOffset Yesterday
    {
        get { return CertificateSpec.Now.AddDays(-1); }
    }

    private static DateTimeOffset NextWeek
    {
        get { return CertificateSpec.Now.AddDays(7); }
    }

    private static RevocationList Read(byte[] der)
    {
        return Crl.Read(der);
    }

    private static void AssertPart(byte[] der, string words)
    {
        var problems = new ProblemList();
        Assert.IsNull(RevocationListReader.TryRead(der, false, problems));
        StringAssert.Contains(problems[0].Message, "is a list for part of the certificates");
        StringAssert.Contains(problems[0].Message, words);
        StringAssert.Contains(problems[0].Remedy, "complete list");
    }

    private static void AssertRefused(string word, byte[] der)
    {
        Assert.IsNull(RevocationListReader.TryRead(der, out string problem));
        StringAssert.Contains(problem, word);
    }

    // What CertificateRevocationListBuilder does not make. The signature is not verified at reading.
    private static byte[] Build(string? listExtension = null, string? entryExtension = null, bool hasNextUpdate = true)
    {
        var writer = new AsnWriter(AsnEncodingRules.DER);
        using (writer.PushSequence())
        {
            using (writer.PushSequence())
            {
                writer.WriteInteger(1);
                WriteAlgorithm(writer);
                writer.WriteEncodedValue(Ca.SubjectName.RawData);
                writer.WriteUtcTime(Yesterday);
                if (hasNextUpdate) writer.WriteUtcTime(NextWeek);
                using (writer.PushSequence())
                {
                    using (writer.PushSequence())
                    {
                        writer.WriteInteger(77);
                        writer.WriteUtcTime(Yesterday);
                        WriteExtensions(writer, entryExtension);
                    }
                }

                if (listExtension != null)
                {
                    using (writer.PushSequence(new Asn1Tag(TagClass.ContextSpecific, 0))) WriteExtensions(writer, listExtension);
                }
            }

            WriteAlgorithm(writer);
            writer.WriteBitString([1, 2, 3]);
        }

        return writer.Encode();
    }

    private static void WriteAlgorithm(AsnWriter writer)
    {
        using (writer.PushSequence()) writer.WriteObjectIdentifier("1.2.840.10045.4.3.2");
    }

    private static void WriteExtensions(AsnWriter writer, string? oid)
    {
        if (oid == null) return;
        using (writer.PushSequence())
        {
            using (writer.PushSequence())
            {
                writer.WriteObjectIdentifier(oid);
                writer.WriteBoolean(true);
                writer.WriteOctetString([0x05, 0x00]);
            }
        }
    }
}
