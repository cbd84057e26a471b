using System.Net.Security;

namespace EdgeGuard.Device.Tests.Guard;

/// <summary>Stands for the native library that shows the client's certificate.</summary>
internal sealed class ShownCertificate : IPeerCertificate
{
    public byte[]? Of(SslStream stream)
    {
        return stream.PeerCertificate;
    }
}
