namespace EdgeGuard.Device.Tests.Rules.Samples;

/// <summary>Has the members of nanoFramework's class that the rule looks at.</summary>
internal sealed class SslStream
{
    internal int SslVerification { get; set; }

    internal int Handshakes { get; private set; }

    internal void AuthenticateAsServer(string certificate, int protocols)
    {
        Handshakes += certificate.Length + protocols;
    }

    internal void AuthenticateAsServer(string certificate, bool clientCertificateRequired, int protocols)
    {
        Handshakes += clientCertificateRequired ? certificate.Length + protocols : 0;
    }
}
