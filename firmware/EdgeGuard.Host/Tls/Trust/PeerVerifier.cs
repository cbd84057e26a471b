using System;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Threading;
using EdgeGuard.Core;

namespace EdgeGuard.Host;

/// <summary>Decides whether a chain of certificates may come in: at the handshake, and again for live sessions.</summary>
/// <remarks>
/// The chain must end at a CA of the bundle, and nowhere else: neither the system's store nor anything from the network
/// counts. Dates are judged by the module's clock. The leaf must name clientAuth as an extended key usage; a certificate
/// without that extension is good for anything by RFC 5280, and so is refused: a server's or a mail user's certificate of
/// the same CA must not open a PLC. Every certificate but the root is looked up in the list of its issuer.
/// Any thread. Never throws.
/// </remarks>
public sealed class PeerVerifier
{
    private readonly IClock _clock;
    private PeerVerifierOptions _options;
    private TrustStore _trust;

    /// <param name="trust">Whom to trust, until replaced.</param>
    /// <param name="options">What gives way, until replaced.</param>
    /// <param name="clock">Whose UTC the dates are judged by.</param>
    public PeerVerifier(TrustStore trust, PeerVerifierOptions options, IClock clock)
    {
        _trust = trust;
        _options = options;
        _clock = clock;
    }

    /// <summary>Whom handshakes are verified against from now on. Live sessions are another matter: TlsListener.Recheck.</summary>
    public TrustStore Trust
    {
        get { return Volatile.Read(ref _trust); }
        set { Volatile.Write(ref _trust, value); }
    }

    /// <summary>What gives way from now on.</summary>
    public PeerVerifierOptions Options
    {
        get { return Volatile.Read(ref _options); }
        set { Volatile.Write(ref _options, value); }
    }

    /// <summary>Verifies the certificates that a peer showed.</summary>
    public PeerVerdict Verify(PeerChain peer) => Verify(peer, Trust, Options);

    /// <summary>What the verification would come to under another trust and other leniency.</summary>
    internal PeerVerdict Verify(PeerChain peer, TrustStore trust, PeerVerifierOptions options)
    {
        try
        {
            return Judge(peer, trust, options);
        }
        catch (CryptographicException)
        {
            // A certificate that the library cannot read.
            return new PeerVerdict(HandshakeFault.Malformed, 0);
        }
    }

    /// <summary>How SslStream builds the chain that is then verified here.</summary>
    internal X509ChainPolicy CreatePolicy() => CreatePolicy(Trust);

    private X509ChainPolicy CreatePolicy(TrustStore trust)
    {
        X509ChainPolicy policy = trust.CreatePolicy();
        policy.VerificationTime = DateTimeOffset.FromUnixTimeMilliseconds(_clock.Utc).UtcDateTime;
        return policy;
    }

    private PeerVerdict Judge(PeerChain peer, TrustStore trust, PeerVerifierOptions options)
    {
        if (_clock.Trust == ClockTrust.Unset || (_clock.Trust == ClockTrust.Floor && options.UntrustedClock == UntrustedClock.Refuse))
        {
            return new PeerVerdict(HandshakeFault.ClockUntrusted, 0);
        }
        using X509Certificate2 leaf = X509CertificateLoader.LoadCertificate(peer.Leaf);
        using var chain = new X509Chain { ChainPolicy = CreatePolicy(trust) };
        peer.AddOthersTo(chain.ChainPolicy.ExtraStore);
        try
        {
            chain.Build(leaf);
            var judge = new ChainJudge(chain, trust, options, _clock);
            return new PeerVerdict(judge.Run(), judge.ValidUntil) { OffMinutes = judge.OffMinutes };
        }
        finally
        {
            foreach (X509ChainElement element in chain.ChainElements) element.Certificate.Dispose();
            foreach (X509Certificate2 other in chain.ChainPolicy.ExtraStore) other.Dispose();
        }
    }
}
