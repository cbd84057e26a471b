extern alias Real;

using System.IO;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using EdgeGuard.Device.Tests.Libraries;
using CryptographicException = System.Security.Cryptography.CryptographicException;
using RealAuthentication = Real::System.Net.Security.SslServerAuthenticationOptions;
using RealChain = Real::System.Security.Cryptography.X509Certificates.X509Chain;
using RealRevocation = Real::System.Security.Cryptography.X509Certificates.X509RevocationMode;
using RealStream = Real::System.Net.Security.SslStream;
using RealTrust = Real::System.Security.Cryptography.X509Certificates.X509ChainTrustMode;
using RealX509 = Real::System.Security.Cryptography.X509Certificates.X509Certificate2;

namespace System.Net.Security;

/// <summary>Names and numbers of the library, as far as the device uses them.</summary>
[Flags]
public enum SslProtocols
{
    None = 0,
    Tls12 = 3072,
    Tls13 = 12288,
}

public enum SslVerification
{
    NoVerification = 1,
    VerifyPeer = 2,
    CertificateRequired = 4,
    VerifyClientOnce = 8,
}

/// <summary>The device's list of CAs.</summary>
public static class CertificateManager
{
    public static bool AddCaCertificateBundle(string ca)
    {
        FakeHardware.Current.Network.CaBundle = ca;
        return true;
    }
}

/// <summary>The library's stream on .NET's, with the library's ways.</summary>
/// <remarks>
/// As there: only CertificateRequired asks for a certificate; a handshake that fails has closed the socket's number already, and says so
/// with one exception or another; closing closes the number twice. Where the interpreter would stand still, it complains.
/// </remarks>
public sealed class SslStream : IDisposable
{
    private readonly Socket _socket;
    private readonly FakeNetwork _network;
    private readonly RecordByRecord _records;
    private readonly byte[] _decrypted = new byte[16384];
    private RealStream? _stream;
    private int _start;
    private int _end;

    public SslStream(Socket socket)
    {
        _socket = socket;
        _network = socket.Network;
        _records = new RecordByRecord(socket.Host);
    }

    public SslVerification SslVerification { get; set; } = SslVerification.CertificateRequired;

    public bool DataAvailable
    {
        get { return _end > _start; }
    }

    /// <summary>The client's certificate: what a native library would show.</summary>
    internal byte[]? PeerCertificate
    {
        get { return _stream?.RemoteCertificate?.GetRawCertData(); }
    }

    public void AuthenticateAsServer(X509Certificate serverCertificate, SslProtocols enabledSslProtocols)
    {
        if (!_records.HasWholeRecord) _network.Complain("a handshake began before a whole record was there");
        if (enabledSslProtocols != (SslProtocols.Tls12 | SslProtocols.Tls13)) _network.Complain("other protocols than TLS 1.2 and 1.3");
        _network.BeginHandshake();
        try
        {
            Authenticate(((X509Certificate2)serverCertificate).WithKey);
        }
        catch (Exception e) when (e is CryptographicException or SocketException)
        {
            // The native code has closed the number; the Socket still holds it.
            _network.Close(_socket.Number, _socket);
            throw;
        }
        finally
        {
            _network.EndHandshake();
        }
    }

    public void AuthenticateAsServer(X509Certificate serverCertificate, bool clientCertificateRequired, SslProtocols enabledSslProtocols)
    {
        SslVerification = clientCertificateRequired ? SslVerification.VerifyClientOnce : SslVerification.NoVerification;
        AuthenticateAsServer(serverCertificate, enabledSslProtocols);
    }

    public int Read(byte[] buffer, int offset, int size)
    {
        if (_start == _end) Fill();
        int count = Math.Min(size, _end - _start);
        Array.Copy(_decrypted, _start, buffer, offset, count);
        _start += count;
        return count;
    }

    public void Write(byte[] buffer, int offset, int size)
    {
        if (!_socket.Poll(0, SelectMode.SelectWrite))
        {
            _network.Complain("a write without room: the interpreter stands still until there is some");
        }
        _stream!.Write(buffer, offset, size);
    }

    public void Dispose()
    {
        int number = _socket.Number;
        if (number < 0) return;
        _stream?.Dispose();
        _network.Close(number, _socket);
        _socket.Forget();
        // Whoever makes a socket now gets the number, and loses it to the second close.
        Threading.Thread.Sleep(1);
        _network.Close(number, _socket);
    }

    private void Authenticate(RealX509 own)
    {
        bool isRequired = SslVerification == SslVerification.CertificateRequired;
        _stream = new RealStream(_records, leaveInnerStreamOpen: true);
        try
        {
            _stream.AuthenticateAsServer(new RealAuthentication
            {
                ServerCertificate = own,
                ClientCertificateRequired = isRequired,
                CertificateRevocationCheckMode = RealRevocation.NoCheck,
                RemoteCertificateValidationCallback = (_, certificate, _, _) => !isRequired || IsKnown(certificate as RealX509),
            });
        }
        catch (IOException)
        {
            throw new SocketException((int)SocketError.ConnectionReset);
        }
        catch (Real::System.Security.Authentication.AuthenticationException e)
        {
            throw new CryptographicException(e.Message);
        }
    }

    private bool IsKnown(RealX509? certificate)
    {
        if (certificate == null || _network.CaBundle.Length == 0) return false;
        using var chain = new RealChain();
        chain.ChainPolicy.TrustMode = RealTrust.CustomRootTrust;
        chain.ChainPolicy.CustomTrustStore.ImportFromPem(_network.CaBundle);
        chain.ChainPolicy.RevocationMode = RealRevocation.NoCheck;
        return chain.Build(certificate);
    }

    private void Fill()
    {
        if (!_records.HasWholeRecord) _network.Complain("a record was read that is not whole: the interpreter stands still until it is");
        _start = 0;
        _end = 0;
        _end = _stream!.Read(_decrypted, 0, _decrypted.Length);
    }
}
