using System.Net.Security;

namespace EdgeGuard.Device;

/// <summary>Shows the certificate by which a client came in. The stock image has nothing of the kind: a native library will.</summary>
public interface IPeerCertificate
{
    /// <summary>The client's certificate, DER, after its handshake; null when it cannot be seen, and the client is refused. Does not
    /// wait; never throws.</summary>
    byte[]? Of(SslStream stream);
}
