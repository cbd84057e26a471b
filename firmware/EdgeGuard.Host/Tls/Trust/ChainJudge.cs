using System;
using System.Collections.Generic;
using System.Linq;
using System.Security.Cryptography.X509Certificates;
using EdgeGuard.Core;

namespace EdgeGuard.Host;

/// <summary>Judges one built chain, check by check, the first fault found. See <see cref="PeerVerifier"/> for the rules.</summary>
internal sealed class ChainJudge
{
    // Leaf, three intermediate CAs, root: more than any plant has, and a bound on what a stranger can make us compute.
    private const int MaxCertificates = 5;
    private const int MinuteMs = 60_000;
    private const int MinRsaBits = 2048;
    private const int MinEcBits = 256;
    private const string ClientAuth = "1.3.6.1.5.5.7.3.2";

    private readonly X509ChainElementCollection _elements;
    private readonly X509ChainStatusFlags _status;
    private readonly TrustStore _trust;
    private readonly PeerVerifierOptions _options;
    private readonly IClock _clock;
    private readonly long _utc;

    internal ChainJudge(X509Chain chain, TrustStore trust, PeerVerifierOptions options, IClock clock)
    {
        _elements = chain.ChainElements;
        _trust = trust;
        _options = options;
        _clock = clock;
        _utc = clock.Utc;
        foreach (X509ChainStatus status in chain.ChainStatus) _status |= status.Status;
    }

    /// <summary>UTC milliseconds at which the first certificate of the chain runs out.</summary>
    internal long ValidUntil { get; private set; }

    /// <summary>For a chain outside its dates: minutes until it begins, or since its end, rounded up.</summary>
    internal int OffMinutes { get; private set; }

    internal HandshakeFault Run()
    {
        HandshakeFault fault = Anchor();
        if (fault == HandshakeFault.None) fault = Shape();
        if (fault == HandshakeFault.None) fault = Usage(_elements[0].Certificate);
        if (fault == HandshakeFault.None) fault = Strength();
        if (fault == HandshakeFault.None) fault = Dates();
        return fault == HandshakeFault.None ? Revocation() : fault;
    }

    // First of all, so that a stranger's certificate is never called anything but untrusted.
    private HandshakeFault Anchor()
    {
        const X509ChainStatusFlags Untrusted = X509ChainStatusFlags.UntrustedRoot | X509ChainStatusFlags.PartialChain
            | X509ChainStatusFlags.NotSignatureValid | X509ChainStatusFlags.Cyclic | X509ChainStatusFlags.ExplicitDistrust;
        if (_elements.Count > MaxCertificates) return HandshakeFault.ChainTooLong;
        // A chain of one is a self-signed client: in the bundle it would be a CA, and a CA is not a client.
        return (_status & Untrusted) != 0 || _elements.Count < 2 || !_trust.Holds(_elements[^1].Certificate)
            ? HandshakeFault.UntrustedChain
            : HandshakeFault.None;
    }

    private HandshakeFault Shape()
    {
        // Dates are judged below, by our clock and what it is worth. Everything else that the library finds is a fault.
        X509ChainStatusFlags rest = _status & ~(X509ChainStatusFlags.NotTimeValid | X509ChainStatusFlags.NotTimeNested);
        if ((rest & X509ChainStatusFlags.InvalidBasicConstraints) != 0) return HandshakeFault.IssuerNotCa;
        if ((rest & X509ChainStatusFlags.NotValidForUsage) != 0) return HandshakeFault.WrongUsage;
        if (rest != X509ChainStatusFlags.NoError) return HandshakeFault.Malformed;
        for (int i = 1; i < _elements.Count; i++)
        {
            if (!CertificateCheck.MayIssue(_elements[i].Certificate)) return HandshakeFault.IssuerNotCa;
        }

        return HandshakeFault.None;
    }

    private static HandshakeFault Usage(X509Certificate2 leaf)
    {
        bool isForClients = false;
        foreach (X509Extension extension in leaf.Extensions)
        {
            if (extension is X509EnhancedKeyUsageExtension purposes) isForClients = Names(purposes, ClientAuth);
            if (extension is X509KeyUsageExtension usage && !usage.KeyUsages.HasFlag(X509KeyUsageFlags.DigitalSignature))
            {
                return HandshakeFault.WrongUsage;
            }
        }

        return isForClients ? HandshakeFault.None : HandshakeFault.WrongUsage;
    }

    private static bool Names(X509EnhancedKeyUsageExtension purposes, string oid)
    {
        foreach (System.Security.Cryptography.Oid purpose in purposes.EnhancedKeyUsages)
        {
            if (purpose.Value == oid) return true;
        }

        return false;
    }

    private HandshakeFault Strength()
    {
        for (int i = 0; i < _elements.Count; i++)
        {
            X509Certificate2 certificate = _elements[i].Certificate;
            if (!IsKeyStrong(certificate)) return HandshakeFault.WeakKey;
            // The root's signature is its own: nothing rests on it.
            if (i < _elements.Count - 1 && !SignatureAlgorithm.IsStrong(certificate)) return HandshakeFault.WeakSignature;
        }

        return HandshakeFault.None;
    }

    private static bool IsKeyStrong(X509Certificate2 certificate)
    {
        using System.Security.Cryptography.RSA? rsa = certificate.GetRSAPublicKey();
        if (rsa != null) return rsa.KeySize >= MinRsaBits;
        using System.Security.Cryptography.ECDsa? ec = certificate.GetECDsaPublicKey();
        return ec != null && ec.KeySize >= MinEcBits;
    }

    private HandshakeFault Dates()
    {
        ValidUntil = long.MaxValue;
        foreach (X509ChainElement element in _elements) ValidUntil = Math.Min(ValidUntil, Milliseconds(element.Certificate.NotAfter));
        if (ValidUntil <= _utc - _options.ExpiryGraceMs) return OffDates(HandshakeFault.Expired, _utc - ValidUntil);
        // A floor may be late by any amount: what begins after it may have begun by now.
        if (_clock.Trust != ClockTrust.Trusted) return HandshakeFault.None;
        foreach (X509ChainElement element in _elements)
        {
            long early = Milliseconds(element.Certificate.NotBefore) - _utc;
            if (early > 0) return OffDates(HandshakeFault.NotYetValid, early);
        }

        return HandshakeFault.None;
    }

    private HandshakeFault OffDates(HandshakeFault fault, long ms)
    {
        OffMinutes = (int)Math.Min((ms + MinuteMs - 1) / MinuteMs, int.MaxValue);
        return fault;
    }

    private HandshakeFault Revocation()
    {
        if (!_trust.ChecksRevocation) return HandshakeFault.None;
        HandshakeFault worst = HandshakeFault.None;
        for (int i = 0; i < _elements.Count - 1; i++)
        {
            HandshakeFault fault = RevocationOf(_elements[i].Certificate, _elements[i + 1].Certificate);
            if (fault == HandshakeFault.Revoked) return fault;
            if (worst == HandshakeFault.None) worst = fault;
        }

        return worst;
    }

    private HandshakeFault RevocationOf(X509Certificate2 certificate, X509Certificate2 issuer)
    {
        IReadOnlyList<RevocationList> lists = _trust.ListsOf(issuer, certificate);
        if (lists.Count == 0) return HandshakeFault.CrlMissing;
        // Also in a list that is out of date: a revocation is never taken back.
        if (lists.Any(list => list.Revokes(certificate))) return HandshakeFault.Revoked;
        return AreCurrent(lists) || _options.StaleCrl == StaleCrl.Accept ? HandshakeFault.None : HandshakeFault.CrlStale;
    }

    // Of lists for a place each may be the one in which the certificate would stand; a list without one says it all.
    private bool AreCurrent(IReadOnlyList<RevocationList> lists)
    {
        return lists.Any(list => list.Scope.IsWhole && IsCurrent(list)) || lists.All(IsCurrent);
    }

    // A list that begins in the future is of a CA whose clock, or ours, is wrong; what it revokes is revoked (RFC 5280 section 6.3.3 asks
    // for nextUpdate alone).
    private bool IsCurrent(RevocationList list)
    {
        return _utc < list.NextUpdate;
    }

    private static long Milliseconds(DateTime local)
    {
        return new DateTimeOffset(local).ToUnixTimeMilliseconds();
    }
}
