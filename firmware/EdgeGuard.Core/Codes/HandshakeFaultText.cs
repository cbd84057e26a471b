namespace EdgeGuard.Core;

/// <summary>The words for a <see cref="HandshakeFault"/>, for everybody who shows one.</summary>
public static class HandshakeFaultText
{
    /// <summary>A few lower-case words; "unknown" for a number that this version does not know.</summary>
    public static string Of(HandshakeFault fault)
    {
        switch (fault)
        {
            case HandshakeFault.Unverified: return "not verified";
            case HandshakeFault.None: return "verified";
            case HandshakeFault.Silent: return "the client sent no TLS hello in time";
            case HandshakeFault.NotTls: return "not TLS";
            case HandshakeFault.TooSlow: return "the handshake took too long";
            case HandshakeFault.Protocol: return "the TLS handshake failed";
            case HandshakeFault.NoCertificate: return "no client certificate";
            case HandshakeFault.UntrustedChain: return "the certificate is not from a configured CA";
            case HandshakeFault.NotYetValid: return "the certificate is not valid yet";
            case HandshakeFault.Expired: return "the certificate has run out";
            case HandshakeFault.ClockUntrusted: return "the module's clock is not trusted";
            case HandshakeFault.Revoked: return "the certificate is revoked";
            case HandshakeFault.CrlMissing: return "no revocation list of the certificate's CA";
            case HandshakeFault.CrlStale: return "the revocation list is out of date";
            case HandshakeFault.WrongUsage: return "the certificate is not for TLS clients";
            case HandshakeFault.IssuerNotCa: return "an issuer of the certificate is not a CA";
            case HandshakeFault.WeakKey: return "a key of the certificate chain is too weak";
            case HandshakeFault.WeakSignature: return "a signature of the certificate chain is too weak";
            case HandshakeFault.ChainTooLong: return "the certificate chain is too long";
            case HandshakeFault.Malformed: return "the certificate is malformed";
            case HandshakeFault.Busy: return "too many clients at once";
            case HandshakeFault.NotListed: return "the address is not in the table of clients";
            case HandshakeFault.TooOften: return "too many handshakes from this address";
            default: return "unknown";
        }
    }
}
