extern alias Real;

using RealLoader = Real::System.Security.Cryptography.X509Certificates.X509CertificateLoader;
using RealX509 = Real::System.Security.Cryptography.X509Certificates.X509Certificate2;

namespace System.Security.Cryptography.X509Certificates;

/// <summary>The library's certificate on .NET's.</summary>
public class X509Certificate
{
    private protected X509Certificate(RealX509 certificate)
    {
        WithKey = certificate;
    }

    public string Subject
    {
        get { return WithKey.Subject; }
    }

    internal RealX509 WithKey { get; }
}

/// <summary>The library's certificate with its key.</summary>
public sealed class X509Certificate2 : X509Certificate
{
    public X509Certificate2(byte[] rawData)
        : base(RealLoader.LoadCertificate(rawData))
    {
    }

    public X509Certificate2(string rawData, string key, string password)
        : base(RealX509.CreateFromPem(rawData, key))
    {
        if (password.Length > 0) throw new NotSupportedException("a password");
    }

    public DateTime NotAfter
    {
        get { return WithKey.NotAfter.ToUniversalTime(); }
    }
}
