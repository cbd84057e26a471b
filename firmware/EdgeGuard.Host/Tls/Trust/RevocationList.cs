using System;
using System.Collections.Generic;
using System.Security.Cryptography.X509Certificates;

namespace EdgeGuard.Host;

/// <summary>A complete, direct certificate revocation list of one CA (RFC 5280 section 5). Immutable; any thread.</summary>
/// <remarks>.NET on Linux takes no CRL file, so it is read and verified here. Lists of a part of the certificates are refused, but those of
/// all clients and of a place (<see cref="RevocationScope"/>); so is any other critical extension, because a list that we only half
/// understand may revoke less than it says.</remarks>
public sealed class RevocationList
{
    private readonly byte[] _signedPart;
    private readonly SignatureAlgorithm? _signatureAlgorithm;
    private readonly byte[] _signature;
    private readonly byte[] _issuer;
    private readonly HashSet<string> _serials;

    internal RevocationList(byte[] signedPart, byte[] signature, RevocationListContent body)
    {
        _signedPart = signedPart;
        _signatureAlgorithm = SignatureAlgorithm.Read(body.SignatureAlgorithm);
        _signature = signature;
        _issuer = body.Issuer;
        _serials = body.Serials;
        Scope = body.Scope;
        ThisUpdate = body.ThisUpdate.ToUnixTimeMilliseconds();
        NextUpdate = body.NextUpdate.ToUnixTimeMilliseconds();
    }

    /// <summary>The issuer's name, RFC 4514 text.</summary>
    public string Issuer
    {
        get { return new X500DistinguishedName(_issuer).Name; }
    }

    /// <summary>UTC milliseconds from which the list is valid.</summary>
    public long ThisUpdate { get; }

    /// <summary>UTC milliseconds at which a newer list is due.</summary>
    public long NextUpdate { get; }

    /// <summary>Which certificates of its CA it speaks of.</summary>
    internal RevocationScope Scope { get; }

    /// <summary>Whether its signature is of a kind that counts: SHA-256 or better.</summary>
    internal bool IsStrong => _signatureAlgorithm != null;

    /// <summary>The serial numbers that it revokes: upper-case hex without leading zero bytes.</summary>
    public IReadOnlySet<string> Serials
    {
        get { return _serials; }
    }

    /// <summary>Whether the list names this CA as its issuer. Says nothing about the signature.</summary>
    public bool Names(X509Certificate2 ca)
    {
        return _issuer.AsSpan().SequenceEqual(ca.SubjectName.RawData);
    }

    /// <summary>Whether this CA, which must be allowed to sign lists, signed it with SHA-256 or better.</summary>
    public bool IsSignedBy(X509Certificate2 ca)
    {
        return Names(ca) && MaySignLists(ca) && _signatureAlgorithm != null && _signatureAlgorithm.Verify(ca, _signedPart, _signature);
    }

    /// <summary>Whether the certificate, which must be of the list's CA, is revoked.</summary>
    public bool Revokes(X509Certificate2 certificate)
    {
        return _serials.Contains(SerialKey(certificate.SerialNumberBytes.Span));
    }

    // DER integers may begin with 00; writers of lists and of certificates need not agree on it.
    internal static string SerialKey(ReadOnlySpan<byte> serial)
    {
        return Convert.ToHexString(serial.TrimStart((byte)0));
    }

    private static bool MaySignLists(X509Certificate2 ca)
    {
        foreach (X509Extension extension in ca.Extensions)
        {
            if (extension is X509KeyUsageExtension usage) return usage.KeyUsages.HasFlag(X509KeyUsageFlags.CrlSign);
        }

        return true;
    }
}
