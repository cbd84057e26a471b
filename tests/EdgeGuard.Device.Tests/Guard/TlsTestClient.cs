extern alias Real;

using System;
using System.IO;
using System.Net;
using EdgeGuard.Testing;
using Real::System.Net.Security;
using Real::System.Net.Sockets;
using Real::System.Security.Cryptography.X509Certificates;

namespace EdgeGuard.Device.Tests.Guard;

/// <summary>A TLS client on a real socket of the host.</summary>
internal sealed class TlsTestClient : ITestClient, IDisposable
{
    private const int PatienceMs = 30_000;

    private readonly TcpClient _client;
    private readonly SslStream _stream;

    /// <summary>Connects; the handshake is <see cref="ShakeHands"/>.</summary>
    internal TlsTestClient(IPAddress from, EndPoint to)
    {
        _client = new TcpClient(new IPEndPoint(from, 0)) { NoDelay = true, ReceiveTimeout = PatienceMs };
        _client.Client.Connect(to);
        _stream = new SslStream(_client.GetStream());
    }

    /// <summary>Bytes beside TLS.</summary>
    internal NetworkStream Raw
    {
        get { return _client.GetStream(); }
    }

    /// <summary>Whether the module let us in: its first answer says so, because a server of TLS 1.3 refuses after our last message.</summary>
    internal bool ShakeHands(X509Certificate2? certificate)
    {
        try
        {
            _stream.AuthenticateAsClient(new SslClientAuthenticationOptions
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

    public void Send(byte[] bytes)
    {
        _stream.Write(bytes);
    }

    public byte[]? ReceiveFrame()
    {
        byte[]? header = Read(6);
        if (header == null) return null;
        byte[]? rest = Read(header[4] << 8 | header[5]);
        return rest == null ? null : [.. header, .. rest];
    }

    public bool WaitForEnd()
    {
        return Read(1) == null;
    }

    public void Close()
    {
        _client.Close();
    }

    public void Dispose()
    {
        _stream.Dispose();
        _client.Dispose();
    }

    private byte[]? Read(int count)
    {
        var bytes = new byte[count];
        try
        {
            _stream.ReadExactly(bytes);
            return bytes;
        }
        catch (IOException e) when (e is EndOfStreamException || e.InnerException is null or System.Net.Sockets.SocketException { SocketErrorCode: System.Net.Sockets.SocketError.ConnectionReset })
        {
            return null;
        }
    }
}
