extern alias Real;

using System;
using System.IO;
using System.Net;
using Real::System.Net.Security;
using Real::System.Security.Cryptography.X509Certificates;

namespace EdgeGuard.Device.Tests.Guard;

/// <summary>A TLS client on a real socket of the host.</summary>
internal sealed class TlsTestClient : SocketClient
{
    private readonly SslStream _tls;

    /// <summary>Connects; the handshake is <see cref="ShakeHands"/>.</summary>
    internal TlsTestClient(IPAddress from, EndPoint to)
        : base(from, to)
    {
        Stream = _tls = new SslStream(Raw);
    }

    /// <summary>Whether the module let us in: its first answer says so,
    /// because a server of TLS 1.3 refuses after our last message.</summary>
    internal bool ShakeHands(X509Certificate2? certificate)
    {
        try
        {
            _tls.AuthenticateAsClient(new SslClientAuthenticationOptions
            {
                TargetHost = "127.0.0.1",
                ClientCertificates = certificate == null ? null : [certificate],
                RemoteCertificateValidationCallback = (_, _, _, _) => true,
            });
            return true;
        }
        catch (Exception e) when (e is IOException or Real::System.Security.Authentication.AuthenticationException)
        {
            return false;
        }
    }

    // A record that cannot be read is an end too: the other side was in the middle of one.
    protected override bool IsEnd(IOException fault)
    {
        return base.IsEnd(fault) || fault.InnerException == null;
    }
}
