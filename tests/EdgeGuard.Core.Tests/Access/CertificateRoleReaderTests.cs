using System.Text;

namespace EdgeGuard.Core.Tests;

[TestClass]
public class CertificateRoleReaderTests
{
    [TestMethod]
    public void The_specification_s_example_is_read()
    {
        byte[] example = { 0x0C, 0x08, 0x4F, 0x70, 0x65, 0x72, 0x61, 0x74, 0x6F, 0x72 };
        AssertRole("Operator", One(CertificateBytes.RoleOid, CertificateBytes.Nothing, example));
    }

    [TestMethod]
    public void A_role_may_stand_between_other_extensions_and_be_critical()
    {
        byte[] other = CertificateBytes.Extension(CertificateBytes.OtherOid, CertificateBytes.True, new byte[] { 0x03, 0x01, 0x00 });
        byte[] role = CertificateBytes.Extension(
            CertificateBytes.RoleOid, CertificateBytes.True, CertificateBytes.Value(0x0C, Encoding.UTF8.GetBytes("Schicht 2")));
        AssertRole("Schicht 2", CertificateBytes.Certificate(CertificateBytes.Join(CertificateBytes.Join(other, role), other)));
    }

    [TestMethod]
    public void Every_script_is_a_role_and_64_bytes_fit()
    {
        AssertRole("Bediener Süd", CertificateBytes.Certificate(CertificateBytes.Role("Bediener Süd")));
        AssertRole("操作员", CertificateBytes.Certificate(CertificateBytes.Role("操作员")));
        string longest = Repeat('x', CertificateRoleReader.MaxBytes);
        AssertRole(longest, CertificateBytes.Certificate(CertificateBytes.Role(longest)));
    }

    [TestMethod]
    public void A_role_one_byte_too_long_is_none()
    {
        AssertFault(
            RoleFault.TooLong, CertificateBytes.Certificate(CertificateBytes.Role(Repeat('x', CertificateRoleReader.MaxBytes + 1))));
        // In bytes, not in characters.
        AssertFault(
            RoleFault.TooLong, CertificateBytes.Certificate(CertificateBytes.Role(Repeat('ü', CertificateRoleReader.MaxBytes / 2 + 1))));
    }

    [TestMethod]
    public void A_certificate_without_extensions_or_without_the_role_has_none()
    {
        AssertFault(RoleFault.Absent, CertificateBytes.Certificate(null!));
        AssertFault(
            RoleFault.Absent, One(CertificateBytes.OtherOid, CertificateBytes.Nothing, CertificateBytes.Value(0x0C, new byte[] { 0x41 })));
    }

    [TestMethod]
    public void Two_roles_are_none_even_when_they_are_the_same()
    {
        byte[] role = CertificateBytes.Role("Operator");
        AssertFault(RoleFault.Twice, CertificateBytes.Certificate(CertificateBytes.Join(role, role)));
        AssertFault(RoleFault.Twice, CertificateBytes.Certificate(CertificateBytes.Join(role, CertificateBytes.Role("Engineer"))));
    }

    [TestMethod]
    public void A_second_broken_role_takes_the_first_one_away()
    {
        byte[] broken = CertificateBytes.Extension(CertificateBytes.RoleOid, CertificateBytes.Nothing, CertificateBytes.Nothing);
        AssertFault(RoleFault.Twice, CertificateBytes.Certificate(CertificateBytes.Join(CertificateBytes.Role("Operator"), broken)));
        AssertFault(RoleFault.Twice, CertificateBytes.Certificate(CertificateBytes.Join(broken, CertificateBytes.Role("Operator"))));
    }

    [TestMethod]
    public void Broken_bytes_behind_a_good_role_take_it_away()
    {
        AssertFault(
            RoleFault.Malformed, CertificateBytes.Certificate(
                CertificateBytes.Join(CertificateBytes.Role("Operator"), new byte[] { 0x30, 0x05 })));
    }

    [TestMethod]
    public void Other_string_types_are_not_a_role()
    {
        byte[] tags = { 0x13, 0x16, 0x1E, 0x14, 0x04, 0x30, 0x2C };
        for (int i = 0; i < tags.Length; i++)
        {
            AssertFault(RoleFault.WrongType, WithValue(CertificateBytes.Value(tags[i], new byte[] { 0x41, 0x42 })));
        }
        AssertFault(RoleFault.WrongType, WithValue(Encoding.UTF8.GetBytes("Operator")));
        AssertFault(RoleFault.WrongType, WithValue(CertificateBytes.Nothing));
    }

    [TestMethod]
    public void An_empty_role_is_none()
    {
        AssertFault(RoleFault.Empty, WithValue(new byte[] { 0x0C, 0x00 }));
    }

    [TestMethod]
    public void Bytes_around_the_string_are_malformed()
    {
        AssertFault(RoleFault.Malformed, WithValue(new byte[] { 0x0C, 0x01, 0x41, 0x42 }));
        AssertFault(RoleFault.Malformed, WithValue(new byte[] { 0x0C, 0x02, 0x41 }));
        AssertFault(RoleFault.Malformed, WithValue(new byte[] { 0x0C, 0x01, 0x41, 0x0C, 0x01, 0x42 }));
        AssertFault(RoleFault.Malformed, WithValue(new byte[] { 0x0C }));
    }

    [TestMethod]
    public void Lengths_that_are_not_minimal_or_not_definite_are_malformed()
    {
        AssertFault(RoleFault.Malformed, WithValue(new byte[] { 0x0C, 0x81, 0x01, 0x41 }));
        AssertFault(RoleFault.Malformed, WithValue(new byte[] { 0x0C, 0x82, 0x00, 0x01, 0x41 }));
        AssertFault(RoleFault.Malformed, WithValue(new byte[] { 0x0C, 0x83, 0x00, 0x00, 0x01, 0x41 }));
        AssertFault(RoleFault.Malformed, WithValue(new byte[] { 0x0C, 0x80, 0x41, 0x00, 0x00 }));
    }

    [TestMethod]
    public void What_is_not_utf8_is_not_a_role()
    {
        AssertText(RoleFault.NotUtf8, new byte[] { 0xFF });
        AssertText(RoleFault.NotUtf8, new byte[] { 0x80 });
        AssertText(RoleFault.NotUtf8, new byte[] { 0xC3 }); // cut off
        AssertText(RoleFault.NotUtf8, new byte[] { 0xC1, 0x81 }); // 'A', too long
        AssertText(RoleFault.NotUtf8, new byte[] { 0xE0, 0x81, 0x81 });
        AssertText(RoleFault.NotUtf8, new byte[] { 0xF0, 0x80, 0x81, 0x81 });
        AssertText(RoleFault.NotUtf8, new byte[] { 0xED, 0xA0, 0x80 }); // a surrogate
        AssertText(RoleFault.NotUtf8, new byte[] { 0xF4, 0x90, 0x80, 0x80 }); // beyond U+10FFFF
        AssertText(RoleFault.NotUtf8, new byte[] { 0xF8, 0x88, 0x80, 0x80, 0x80 });
        AssertText(RoleFault.None, new byte[] { 0xF4, 0x8F, 0xBF, 0xBF }); // U+10FFFF itself
        AssertText(RoleFault.None, new byte[] { 0xED, 0x9F, 0xBF }); // just below the surrogates
    }

    [TestMethod]
    public void Control_characters_are_not_part_of_a_role()
    {
        AssertText(RoleFault.ControlCharacter, new byte[] { 0x00 });
        AssertText(RoleFault.ControlCharacter, new byte[] { 0x41, 0x0A });
        AssertText(RoleFault.ControlCharacter, new byte[] { 0x1F });
        AssertText(RoleFault.ControlCharacter, new byte[] { 0x7F });
        AssertText(RoleFault.ControlCharacter, new byte[] { 0xC2, 0x85 });
        AssertText(RoleFault.None, new byte[] { 0x20 });
        AssertText(RoleFault.None, new byte[] { 0xC2, 0xA0 });
    }

    [TestMethod]
    public void A_role_hidden_in_the_subject_is_not_found()
    {
        AssertFault(RoleFault.Absent, CertificateBytes.Certificate(CertificateBytes.Role("Operator"), CertificateBytes.Nothing));
    }

    [TestMethod]
    public void Unique_ids_before_the_extensions_are_stepped_over()
    {
        byte[] ids = { 0x81, 0x01, 0x00, 0x82, 0x01, 0x00 };
        byte[] list = CertificateBytes.Value(0xA3, CertificateBytes.Value(0x30, CertificateBytes.Role("Operator")));
        AssertRole("Operator", CertificateBytes.Certificate(CertificateBytes.Nothing, CertificateBytes.Join(ids, list)));
    }

    [TestMethod]
    public void Critical_is_true_or_not_there()
    {
        byte[] text = { 0x0C, 0x01, 0x41 };
        AssertRole("A", One(CertificateBytes.RoleOid, CertificateBytes.True, text));
        AssertFault(RoleFault.Malformed, One(CertificateBytes.RoleOid, new byte[] { 0x01, 0x01, 0x00 }, text));
        AssertFault(RoleFault.Malformed, One(CertificateBytes.RoleOid, new byte[] { 0x01, 0x01, 0x01 }, text));
        AssertFault(RoleFault.Malformed, One(CertificateBytes.RoleOid, new byte[] { 0x01, 0x02, 0xFF, 0xFF }, text));
    }

    [TestMethod]
    public void A_certificate_cut_off_anywhere_or_with_a_byte_more_is_malformed()
    {
        byte[] whole = CertificateBytes.Certificate(CertificateBytes.Role("Operator"));
        for (int i = 0; i < whole.Length; i++)
        {
            Assert.IsNull(CertificateRoleReader.Read(whole, 0, i, out RoleFault fault));
            Assert.IsTrue(fault == RoleFault.Malformed);
        }

        AssertFault(RoleFault.Malformed, CertificateBytes.Join(whole, new byte[] { 0x00 }));
    }

    [TestMethod]
    public void A_part_of_a_buffer_is_read_and_nothing_around_it()
    {
        byte[] whole = CertificateBytes.Certificate(CertificateBytes.Role("Operator"));
        byte[] padded = CertificateBytes.Join(CertificateBytes.Join(new byte[] { 0x30, 0x82, 0xFF }, whole), new byte[] { 0x30, 0x82 });
        Assert.AreEqual("Operator", CertificateRoleReader.Read(padded, 3, whole.Length, out RoleFault fault));
        Assert.IsTrue(fault == RoleFault.None);
    }

    [TestMethod]
    public void Arguments_outside_the_buffer_are_malformed_and_nothing_worse()
    {
        byte[] whole = CertificateBytes.Certificate(CertificateBytes.Role("Operator"));
        AssertMalformed(null!, 0, 0);
        AssertMalformed(whole, -1, whole.Length);
        AssertMalformed(whole, 0, whole.Length + 1);
        AssertMalformed(whole, 1, whole.Length);
        AssertMalformed(whole, 0, -1);
        AssertMalformed(whole, int.MaxValue, 1);
        AssertMalformed(whole, 0, 0);
    }

    private static void AssertMalformed(byte[] data, int offset, int count)
    {
        Assert.IsNull(CertificateRoleReader.Read(data, offset, count, out RoleFault fault));
        Assert.IsTrue(fault == RoleFault.Malformed);
    }

    private static void AssertText(RoleFault expected, byte[] text)
    {
        AssertFault(expected, WithValue(CertificateBytes.Value(0x0C, text)));
    }

    private static void AssertRole(string expected, byte[] certificate)
    {
        Assert.AreEqual(expected, CertificateRoleReader.Read(certificate, 0, certificate.Length, out RoleFault fault));
        Assert.IsTrue(fault == RoleFault.None);
    }

    private static void AssertFault(RoleFault expected, byte[] certificate)
    {
        string? role = CertificateRoleReader.Read(certificate, 0, certificate.Length, out RoleFault fault);
        Assert.AreEqual((int)expected, (int)fault);
        Assert.IsTrue((role != null) == (expected == RoleFault.None));
    }

    private static byte[] WithValue(byte[] content)
    {
        return One(CertificateBytes.RoleOid, CertificateBytes.Nothing, content);
    }

    private static byte[] One(byte[] oid, byte[] critical, byte[] content)
    {
        return CertificateBytes.Certificate(CertificateBytes.Extension(oid, critical, content));
    }

    private static string Repeat(char c, int count)
    {
        var text = EdgeGuard.Policy.TextBuilder.New();
        for (int i = 0; i < count; i++) text.Append(c);
        return text.ToString();
    }
}
