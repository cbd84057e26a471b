using System;
using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using EdgeGuard.Core;

namespace EdgeGuard.Host;

/// <summary>One handshake on the module's side, from the ClientHello to a verified client.</summary>
internal sealed class ServerHandshake
{
    private readonly PeerVerifier _verifier;
    private readonly ServerIdentity _identity;

    internal ServerHandshake(PeerVerifier verifier, ServerIdentity identity)
    {
        _verifier = verifier;
        _identity = identity;
    }

    /// <summary>What the client showed; null when it showed nothing.</summary>
    internal PeerChain? Chain { get; private set; }

    /// <summary>What the verification came to. Unverified as long as there was none.</summary>
    internal PeerVerdict Verdict { get; private set; }

    /// <summary>The session, or null. Blocks until the deadline at most.</summary>
    internal SslStream? Run(RecordStream records, long deadline)
    {
        var ssl = new SslStream(records, leaveInnerStreamOpen: true);
        try
        {
            records.BeginRead(deadline);
            records.BeginWrite(deadline);
            ssl.AuthenticateAsServer(CreateOptions());
            // Not only that the handshake went through: that our verification ran in it, and found the client good.
            if (Verdict.IsGood && ssl.IsMutuallyAuthenticated) return ssl;
        }
        catch (Exception) when (!Verdict.IsGood || records.HasTimedOut)
        {
            // Refused by us (the verdict says why) or broken off; see the other one.
        }
        catch (Exception)
        {
            // Whatever a stranger can provoke in the library ends this handshake and nothing else. The listener counts
            // and reports it: nothing is passed over.
            Verdict = new PeerVerdict(HandshakeFault.Protocol, 0);
        }

        ssl.Dispose();
        return null;
    }

    private SslServerAuthenticationOptions CreateOptions()
    {
        return new SslServerAuthenticationOptions
        {
            ServerCertificateContext = _identity.Context,
            ClientCertificateRequired = true,
            RemoteCertificateValidationCallback = OnCertificate,
            // SslStream builds a chain of its own before it asks us: it must not fetch anything for it either.
            CertificateChainPolicy = _verifier.CreatePolicy(),
            CertificateRevocationCheckMode = X509RevocationMode.NoCheck,
            EnabledSslProtocols = TlsSuites.Protocols,
            CipherSuitesPolicy = TlsSuites.Policy,
            AllowRenegotiation = false,
            // On a resumed session SslStream has the client's certificate but not its intermediate ones, and the chain
            // cannot be verified again. So every handshake is a full one (MB-TCP-Security R-42 is a SHOULD).
            AllowTlsResume = false,
            EncryptionPolicy = EncryptionPolicy.RequireEncryption,
        };
    }

    private bool OnCertificate(object sender, X509Certificate? certificate, X509Chain? chain, SslPolicyErrors errors)
    {
        if (certificate is not X509Certificate2 leaf)
        {
            Verdict = new PeerVerdict(HandshakeFault.NoCertificate, 0);
            return false;
        }

        Chain = new PeerChain(leaf, chain?.ChainPolicy.ExtraStore);
        Verdict = _verifier.Verify(Chain);
        return Verdict.IsGood;
    }
}
