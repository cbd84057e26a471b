using System;
using System.Collections.Generic;
using System.Formats.Asn1;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using CsCheck;

namespace EdgeGuard.Core.Tests;

[TestClass]
public class CertificateRoleReaderPropertyTests
{
    private const string RoleOid = "1.3.6.1.4.1.50316.802.1";

    private static readonly byte[] Real = Issue(rsa: false, Utf8("Operator"));
    private static readonly byte[] RealRsa = Issue(rsa: true, Utf8("Engineer"));

    [TestMethod]
    public void Real_certificates_of_both_kinds_of_key_are_read()
    {
        Assert.AreEqual("Operator", CertificateRoleReader.Read(Real, 0, Real.Length, out _));
        Assert.AreEqual("Engineer", CertificateRoleReader.Read(RealRsa, 0, RealRsa.Length, out _));
        byte[] none = Issue(rsa: false);
        Assert.IsNull(CertificateRoleReader.Read(none, 0, none.Length, out RoleFault fault));
        Assert.AreEqual(RoleFault.Absent, fault);
    }

    [TestMethod]
    public void Whatever_happens_to_a_real_certificate_nothing_is_thrown_and_a_role_comes_only_without_a_fault()
    {
        Gen<(int At, byte By)[]> mutations = Gen.Select(Gen.Int[0, Real.Length - 1], Gen.Byte).Array[1, 6];
        Gen.Select(mutations, Gen.Int[0, Real.Length]).Sample((changes, cut) =>
        {
            byte[] certificate = (byte[])Real.Clone();
            foreach ((int at, byte by) in changes) certificate[at] = by;
            AssertSane(certificate, certificate.Length);
            AssertSane(certificate, cut);
        });
    }

    [TestMethod]
    public void Every_single_byte_may_be_anything()
    {
        for (int at = 0; at < Real.Length; at++)
        {
            for (int value = 0; value < 256; value++)
            {
                byte[] certificate = (byte[])Real.Clone();
                certificate[at] = (byte)value;
                AssertSane(certificate, certificate.Length);
            }
        }
    }

    [TestMethod]
    public void Any_bytes_at_all_are_answered()
    {
        Gen.Byte.Array[0, 400].Sample(bytes => AssertSane(bytes, bytes.Length));
    }

    [TestMethod]
    public void Any_role_that_the_rules_allow_comes_back_as_it_went_in()
    {
        Gen.Char[' ', '~'].Array[1, 64].Select(chars => new string(chars)).Sample(role =>
        {
            byte[] certificate = CertificateBytes.Certificate(CertificateBytes.Role(role));
            Assert.AreEqual(role, CertificateRoleReader.Read(certificate, 0, certificate.Length, out _));
        });
    }

    [TestMethod]
    public void The_library_and_the_reader_agree_on_what_is_utf8()
    {
        var strict = new UTF8Encoding(false, throwOnInvalidBytes: true);
        Gen.Byte.Array[1, 8].Sample(bytes =>
        {
            byte[] value = CertificateBytes.Value(0x0C, bytes);
            byte[] certificate = CertificateBytes.Certificate(
                CertificateBytes.Extension(CertificateBytes.RoleOid, CertificateBytes.Nothing, value));
            string? expected = Decode(strict, bytes);
            string? role = CertificateRoleReader.Read(certificate, 0, certificate.Length, out RoleFault fault);
            if (fault != RoleFault.ControlCharacter) Assert.AreEqual(expected, role);
        }, iter: 20_000);
    }

    [TestMethod]
    public void Every_fault_has_its_words()
    {
        foreach (RoleFault fault in Enum.GetValues<RoleFault>()) Assert.AreNotEqual("unknown", RoleFaultText.Of(fault));
        foreach (HandshakeFault fault in Enum.GetValues<HandshakeFault>()) Assert.AreNotEqual("unknown", HandshakeFaultText.Of(fault));
    }

    private static void AssertSane(byte[] certificate, int count)
    {
        string? role = CertificateRoleReader.Read(certificate, 0, count, out RoleFault fault);
        Assert.AreEqual(fault == RoleFault.None, role != null);
        Assert.IsTrue(role == null || (role.Length > 0 && Encoding.UTF8.GetByteCount(role) <= CertificateRoleReader.MaxBytes));
    }

    private static string? Decode(UTF8Encoding strict, byte[] bytes)
    {
        try
        {
            return strict.GetString(bytes);
        }
        catch (DecoderFallbackException)
        {
            return null;
        }
    }

    private static byte[] Utf8(string role)
    {
        var writer = new AsnWriter(AsnEncodingRules.DER);
        writer.WriteCharacterString(UniversalTagNumber.UTF8String, role);
        return writer.Encode();
    }

    private static byte[] Issue(bool rsa, params IReadOnlyList<byte[]> roles)
    {
        using AsymmetricAlgorithm key = rsa ? RSA.Create(2048) : ECDsa.Create(ECCurve.NamedCurves.nistP256);
        CertificateRequest request = key is RSA rsaKey
            ? new CertificateRequest("CN=test, O=1.3.6.1.4.1.50316.802.1", rsaKey, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1)
            : new CertificateRequest("CN=test, O=1.3.6.1.4.1.50316.802.1", (ECDsa)key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(false, false, 0, true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.DigitalSignature, true));
        foreach (byte[] role in roles) request.CertificateExtensions.Add(new X509Extension(RoleOid, role, false));
        DateTimeOffset now = DateTimeOffset.UtcNow;
        using X509Certificate2 certificate = request.CreateSelfSigned(now, now.AddDays(1));
        return certificate.RawData;
    }
}
