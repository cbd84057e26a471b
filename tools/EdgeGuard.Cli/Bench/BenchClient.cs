using System;
using System.Diagnostics;
using System.IO;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Threading;
using EdgeGuard.Host;

namespace EdgeGuard.Cli;

/// <summary>One connected client: asks, waits for the answer, asks again. One thread.</summary>
internal sealed class BenchClient : IDisposable
{
    private const int TimeoutMs = 20_000;

    private readonly Socket _socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
    private readonly Stream _stream;
    private readonly byte[] _request = BenchRequest.Create();
    private readonly byte[] _answer = BenchRequest.CreateResponse();
    private int _transaction;

    /// <param name="port">On loopback.</param>
    /// <param name="identity">The client's certificate; null for no TLS.</param>
    /// <exception cref="BenchException">There is no connection to be had.</exception>
    public BenchClient(int port, ClientIdentity? identity)
    {
        try
        {
            _socket.Connect(new IPEndPoint(IPAddress.Loopback, port));
            _socket.NoDelay = true;
            _socket.ReceiveTimeout = TimeoutMs;
            _stream = new NetworkStream(_socket);
            if (identity != null) _stream = ShakeHands(identity);
        }
        catch (Exception e) when (e is SocketException or IOException or AuthenticationException)
        {
            _socket.Dispose();
            throw new BenchException($"port {port}: {e.Message}");
        }
    }

    /// <summary>Asks until the time is over, or it is stopped.</summary>
    /// <exception cref="BenchException">An answer did not come, or was another one.</exception>
    public LatencyHistogram Run(long until, CancellationToken stop)
    {
        var latencies = new LatencyHistogram();
        try
        {
            for (long now = Stopwatch.GetTimestamp(); now < until && !stop.IsCancellationRequested;)
            {
                Ask();
                long then = Stopwatch.GetTimestamp();
                latencies.Add(then - now);
                now = then;
            }
        }
        catch (IOException e)
        {
            throw new BenchException("a request failed: " + e.Message);
        }
        return latencies;
    }

    public void Ask()
    {
        _transaction = (_transaction + 1) & 0xFFFF;
        _request[0] = (byte)(_transaction >> 8);
        _request[1] = unchecked((byte)_transaction);
        _stream.Write(_request);
        if (!BenchSocket.ReadAll(_stream, _answer)) throw new BenchException("the connection was closed amid the measurement");
        if (!BenchRequest.IsResponse(_answer, _transaction))
        {
            throw new BenchException("an answer was wrong: " + Convert.ToHexString(_answer));
        }
    }

    public void Dispose()
    {
        _stream.Dispose();
        _socket.Dispose();
    }

    private SslStream ShakeHands(ClientIdentity identity)
    {
        var ssl = new SslStream(_stream);
        ssl.AuthenticateAsClient(new SslClientAuthenticationOptions
        {
            TargetHost = "127.0.0.1",
            ClientCertificateContext = identity.Context,
            CertificateChainPolicy = identity.CreatePolicy(),
            EnabledSslProtocols = SslProtocols.Tls13,
            CipherSuitesPolicy = OperatingSystem.IsWindows() ? null : new CipherSuitesPolicy([TlsCipherSuite.TLS_AES_128_GCM_SHA256]),
            AllowTlsResume = false,
        });
        return ssl;
    }
}
