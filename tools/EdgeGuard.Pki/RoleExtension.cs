using System;
using System.Formats.Asn1;
using System.Security.Cryptography.X509Certificates;

namespace EdgeGuard.Pki;

/// <summary>The role in a client's certificate: one UTF8String under one OID (MB-TCP-Security ).</summary>
public static class RoleExtension
{
    public const string Oid = "1.3.6.1.4.1.50316.802.1";

    /// <summary>The extension, not critical: a verifier that does not know it may pass over it.</summary>
    public static X509Extension Create(string role)
    {
        var writer = new AsnWriter(AsnEncodingRules.DER);
        writer.WriteCharacterString(UniversalTagNumber.UTF8String, role);
        return new X509Extension(Oid, writer.Encode(), critical: false);
    }

    /// <summary>The one valid role of a certificate as the module reads it; null without one.</summary>
    public static string? Read(X509Certificate2 certificate)
    {
        ArgumentNullException.ThrowIfNull(certificate);
        byte[] der = certificate.RawData;
        return Core.CertificateRoleReader.Read(der, 0, der.Length, out _);
    }
}
