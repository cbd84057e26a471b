using System;
using System.Collections.Generic;
using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using EdgeGuard.Core;

namespace EdgeGuard.Pki;

/// <summary>What stands in a certificate of a site: names, usages, the role. Pure: it signs nothing and touches no file.</summary>
internal static class CertificateProfile
{
    /// <summary>Extended key usage of a module (RFC 5280, 4.2.1.12).</summary>
    internal const string ServerAuth = "1.3.6.1.5.5.7.3.1";

    /// <summary>Extended key usage of a client.</summary>
    internal const string ClientAuth = "1.3.6.1.5.5.7.3.2";

    /// <summary>Most characters of a common name (RFC 5280, appendix A.1, ub-common-name).</summary>
    internal const int MaxName = 64;

    private const int RsaBits = 3072;
    private const int SerialBytes = 16;

    /// <summary>A key for a certificate of its own: P-256, or RSA for what cannot do elliptic curves.</summary>
    internal static AsymmetricAlgorithm NewKey(bool rsa)
    {
        return rsa ? RSA.Create(RsaBits) : ECDsa.Create(ECCurve.NamedCurves.nistP256);
    }

    /// <summary>A self-signed request for a CA that signs certificates and lists and no further CA.</summary>
    internal static CertificateRequest ForCa(string name, ECDsa key)
    {
        var request = new CertificateRequest(CommonName(name), key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, true, 0, true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign | X509KeyUsageFlags.CrlSign, true));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, false));
        return request;
    }

    /// <summary>A certificate for a key that is here.</summary>
    internal static CertificateRequest ForKey(string name, AsymmetricAlgorithm key)
    {
        return key is RSA rsa
            ? new CertificateRequest(CommonName(name), rsa, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1)
            : new CertificateRequest(CommonName(name), (ECDsa)key, HashAlgorithmName.SHA256);
    }

    /// <summary>A certificate for a key that somebody else keeps.</summary>
    internal static CertificateRequest ForKey(string name, PublicKey key)
    {
        return new CertificateRequest(CommonName(name), key, HashAlgorithmName.SHA256);
    }

    /// <summary>Adds what every certificate of the site has, and one extension of its own: its names, or its role.</summary>
    internal static void Extend(CertificateRequest request, X509Certificate2 ca, string purpose, X509Extension? extra)
    {
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(false, false, 0, true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.DigitalSignature, true));
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid(purpose)], false));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, false));
        request.CertificateExtensions.Add(X509AuthorityKeyIdentifierExtension.CreateFromCertificate(ca, true, false));
        if (extra != null) request.CertificateExtensions.Add(extra);
    }

    /// <summary>The addresses and names that clients dial.</summary>
    /// <exception cref="CaException">One of them is neither.</exception>
    internal static X509Extension Hosts(IReadOnlyList<string> hosts)
    {
        var names = new SubjectAlternativeNameBuilder();
        foreach (string host in hosts) AddHost(names, host);
        return names.Build();
    }

    /// <summary>The module's own reader judges: what it would not take for a role must not leave the CA.</summary>
    /// <exception cref="CaException">The role would not be read.</exception>
    internal static void CheckRole(X509Certificate2 certificate, X509Extension? extra)
    {
        if (extra?.Oid?.Value != RoleExtension.Oid) return;
        byte[] der = certificate.RawData;
        CertificateRoleReader.Read(der, 0, der.Length, out RoleFault fault);
        if (fault == RoleFault.None) return;
        throw new CaException(
            "the role cannot be used: " + RoleFaultText.Of(fault), "give one name of at most 64 bytes, as it stands in the policy");
    }

    /// <summary>The name is a file's and a subject's.</summary>
    /// <exception cref="CaException">It cannot be one.</exception>
    internal static void CheckName(string name)
    {
        bool isGood = name.Length is > 0 and <= MaxName && name != "ca" && name[0] != '.' && name[0] != '-';
        foreach (char c in name) isGood &= char.IsAsciiLetterOrDigit(c) || c is '.' or '-' or '_';
        if (isGood) return;
        throw new CaException(
            $"'{name}' is not a name for a certificate", "use letters, digits, '.', '-' and '_', at most 64; 'ca' is taken");
    }

    /// <summary>A random serial number: a positive DER integer that begins with no zero byte (RFC 5280, 4.1.2.2).</summary>
    internal static byte[] NewSerial()
    {
        byte[] serial = RandomNumberGenerator.GetBytes(SerialBytes);
        serial[0] = (byte)((serial[0] & 0x7F) | 0x40);
        return serial;
    }

    private static void AddHost(SubjectAlternativeNameBuilder names, string host)
    {
        if (IPAddress.TryParse(host, out IPAddress? address)) names.AddIpAddress(address);
        else if (Uri.CheckHostName(host) == UriHostNameType.Dns) names.AddDnsName(host);
        else throw new CaException($"--host '{host}' is neither an address nor a host name", "give it without a port");
    }

    private static X500DistinguishedName CommonName(string name)
    {
        var builder = new X500DistinguishedNameBuilder();
        builder.AddCommonName(name);
        return builder.Build();
    }
}
