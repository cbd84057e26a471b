namespace EdgeGuard.Core;

/// <summary>Finds the role in a client's certificate (MB-TCP-Security section 8.4: ).</summary>
/// <remarks>
/// Walks the certificate as RFC 5280 section 4.1 draws it and never searches for bytes: a subject may hold any. Strict
/// DER. Says nothing about whether the certificate is trusted. Pure; any thread; never throws; allocates only the role.
/// </remarks>
public static class CertificateRoleReader
{
    /// <summary>Longest role, bytes of UTF-8: what the policy and the events have room for.</summary>
    public const int MaxBytes = 64;

    private const byte Version = 0xA0;
    private const byte IssuerUniqueId = 0x81;
    private const byte SubjectUniqueId = 0x82;
    private const byte Extensions = 0xA3;

    // 1.3.6.1.4.1.50316.802.1
    private static readonly byte[] RoleOid = { 0x2B, 0x06, 0x01, 0x04, 0x01, 0x83, 0x89, 0x0C, 0x86, 0x22, 0x01 };

    /// <summary>The one valid role of a certificate in DER, or null: the NULL role, and <paramref name="fault"/> says why.</summary>
    public static string? Read(byte[] certificate, int offset, int count, out RoleFault fault)
    {
        if (certificate == null || offset < 0 || count < 0 || count > certificate.Length - offset)
        {
            fault = RoleFault.Malformed;
            return null;
        }

        int at = offset;
        if (!FindExtensions(certificate, ref at, offset + count, out int end))
        {
            fault = RoleFault.Malformed;
            return null;
        }

        fault = FindRole(certificate, ref at, ref end);
        return fault == RoleFault.None ? Utf8Text.Read(certificate, at, end - at) : null;
    }

    // Leaves the list of extensions at … list end; both the same where there are none.
    private static bool FindExtensions(byte[] data, ref int at, int end, out int listEnd)
    {
        listEnd = 0;
        if (!DerReader.Enter(data, ref at, end, DerReader.Sequence, out int certificateEnd) || certificateEnd != end) return false;
        if (!DerReader.Enter(data, ref at, end, DerReader.Sequence, out int bodyEnd) || !IsSigned(data, bodyEnd, end)) return false;
        if (!SkipToExtensions(data, ref at, bodyEnd)) return false;
        if (at == bodyEnd)
        {
            listEnd = at;
            return true;
        }

        return DerReader.Enter(data, ref at, bodyEnd, Extensions, out int wrapEnd) && wrapEnd == bodyEnd
            && DerReader.Enter(data, ref at, wrapEnd, DerReader.Sequence, out listEnd) && listEnd == wrapEnd
            && at < listEnd;
    }

    // signatureAlgorithm and signatureValue, and nothing behind them.
    private static bool IsSigned(byte[] data, int at, int end)
    {
        return DerReader.Skip(data, ref at, end, DerReader.Sequence)
            && DerReader.Skip(data, ref at, end, DerReader.BitString)
            && at == end;
    }

    private static bool SkipToExtensions(byte[] data, ref int at, int end)
    {
        if (DerReader.Peek(data, at, end) == Version && !DerReader.Skip(data, ref at, end, Version)) return false;
        bool isOutlineRight = DerReader.Skip(data, ref at, end, DerReader.Integer) // serialNumber
            && DerReader.Skip(data, ref at, end, DerReader.Sequence) // signature
            && DerReader.Skip(data, ref at, end, DerReader.Sequence) // issuer
            && DerReader.Skip(data, ref at, end, DerReader.Sequence) // validity
            && DerReader.Skip(data, ref at, end, DerReader.Sequence) // subject
            && DerReader.Skip(data, ref at, end, DerReader.Sequence); // subjectPublicKeyInfo
        if (!isOutlineRight) return false;
        if (DerReader.Peek(data, at, end) == IssuerUniqueId && !DerReader.Skip(data, ref at, end, IssuerUniqueId)) return false;
        return DerReader.Peek(data, at, end) != SubjectUniqueId || DerReader.Skip(data, ref at, end, SubjectUniqueId);
    }

    // Reads the whole list, also behind the first role: a second one, or a broken extension, takes the role away.
    private static RoleFault FindRole(byte[] data, ref int at, ref int end)
    {
        RoleFault found = RoleFault.Absent;
        int role = 0;
        int roleEnd = 0;
        while (at < end)
        {
            if (!ReadExtension(data, ref at, end, out bool isRole, out int value, out int valueEnd)) return RoleFault.Malformed;
            if (!isRole) continue;
            if (found != RoleFault.Absent) return RoleFault.Twice;
            role = value;
            roleEnd = valueEnd;
            found = ReadRole(data, ref role, ref roleEnd);
        }

        at = role;
        end = roleEnd;
        return found;
    }

    private static bool ReadExtension(byte[] data, ref int at, int end, out bool isRole, out int value, out int valueEnd)
    {
        isRole = false;
        value = 0;
        valueEnd = 0;
        if (!DerReader.Enter(data, ref at, end, DerReader.Sequence, out int extensionEnd)
            || !DerReader.Enter(data, ref at, extensionEnd, DerReader.ObjectId, out int oidEnd) || at == oidEnd)
        {
            return false;
        }
        isRole = DerReader.Equal(data, at, oidEnd, RoleOid);
        at = oidEnd;
        if (DerReader.Peek(data, at, extensionEnd) == DerReader.Boolean && !SkipTrue(data, ref at, extensionEnd)) return false;
        if (!DerReader.Enter(data, ref at, extensionEnd, DerReader.OctetString, out valueEnd) || valueEnd != extensionEnd) return false;
        value = at;
        at = extensionEnd;
        return true;
    }

    // critical DEFAULT FALSE: DER writes it only when it is TRUE, and TRUE is FF (X.690 sections 11.1 and 11.5).
    private static bool SkipTrue(byte[] data, ref int at, int end)
    {
        return DerReader.Enter(data, ref at, end, DerReader.Boolean, out int contentEnd)
            && contentEnd - at == 1 && data[at++] == 0xFF;
    }

    private static RoleFault ReadRole(byte[] data, ref int at, ref int end)
    {
        if (DerReader.Peek(data, at, end) != DerReader.Utf8String) return RoleFault.WrongType;
        if (!DerReader.Enter(data, ref at, end, DerReader.Utf8String, out int textEnd) || textEnd != end) return RoleFault.Malformed;
        if (at == end) return RoleFault.Empty;
        return end - at > MaxBytes ? RoleFault.TooLong : Utf8Check.Run(data, at, end);
    }
}
