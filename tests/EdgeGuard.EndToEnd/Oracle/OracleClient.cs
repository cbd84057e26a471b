using System;
using System.IO;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;

namespace EdgeGuard.EndToEnd.Oracle;

/// <summary>A client with the sockets and the TLS of .NET and nothing of the product's.</summary>
internal sealed class OracleClient : IDisposable
{
    private const int PatienceMs = 20_000;

    private readonly Stream _stream;

    /// <param name="endpoint">host:port of the module.</param>
    /// <param name="certificate">The client's with its key; null for the listener without TLS.</param>
    /// <param name="ca">Of the module.</param>
    public OracleClient(string endpoint, X509Certificate2? certificate, X509Certificate2 ca)
    {
        string[] parts = endpoint.Split(':');
        var tcp = new TcpClient(parts[0], int.Parse(parts[1])) { NoDelay = true };
        _stream = tcp.GetStream();
        _stream.ReadTimeout = PatienceMs;
        if (certificate == null) return;
        var policy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
        policy.CustomTrustStore.Add(ca);
        var tls = new SslStream(_stream);
        tls.AuthenticateAsClient(new SslClientAuthenticationOptions
        {
            TargetHost = parts[0],
            ClientCertificates = [certificate],
            CertificateChainPolicy = policy,
        });
        _stream = tls;
    }

    /// <summary>False when the module has ended the session.</summary>
    public bool Send(ReadOnlySpan<byte> bytes)
    {
        try
        {
            _stream.Write(bytes);
            return true;
        }
        catch (IOException)
        {
            return false;
        }
    }

    /// <summary>The next answer; null when the module has ended the session.</summary>
    public OracleFrame? Receive()
    {
        byte[] header = Read(6);
        byte[] rest = header.Length < 6 ? [] : Read(header[4] << 8 | header[5]);
        return rest.Length < 2 ? null : new OracleFrame(header[0] << 8 | header[1], rest[0], rest[1..]);
    }

    public void Dispose() => _stream.Dispose();

    private byte[] Read(int count)
    {
        byte[] bytes = new byte[count];
        try
        {
            return bytes[.._stream.ReadAtLeast(bytes, count, throwOnEndOfStream: false)];
        }
        catch (IOException e) when (e.InnerException is SocketException { SocketErrorCode: SocketError.ConnectionReset })
        {
            return [];
        }
    }
}
