using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using System.Threading;
using EdgeGuard.Core;
using EdgeGuard.Testing;
using EdgeGuard.Testing.Programs;

namespace EdgeGuard.Host.Tests.Tls;

/// <summary>A TLS listener on loopback, with a CA, and all that a test needs to knock at it.</summary>
internal sealed class TlsBed : IDisposable
{
    /// <summary>Real time: long enough for a busy machine, never waited for when things go right.</summary>
    internal const int PatienceMs = 20_000;

    internal static readonly X509Certificate2 Root = CertificateSpec.Ca("site").Issue();
    private static readonly X509Certificate2 Module = CertificateSpec.Module("module").Issue(Root);

    private readonly List<IDisposable> _toEnd = [];

    internal TlsBed(
        TlsListenerOptions? options = null, X509Certificate2? module = null, TrustStore? trust = null, PeerVerifierOptions? leniency = null)
    {
        Verifier = new PeerVerifier(trust ?? new TrustStore([Root], null), leniency ?? new PeerVerifierOptions(), Clock);
        Options = options ?? Usual;
        var identity = new ServerIdentity(module ?? Module, [Root]);
        TlsListener? listener = TlsListener.TryOpen(Options, identity, Verifier, Clock, Events, Counters, out string problem, Trace);
        Assert.IsNotNull(listener, problem);
        Listener = listener;
    }

    /// <summary>On a port of its own, with room for all that a test has at once.</summary>
    internal static TlsListenerOptions Usual
    {
        get { return new TlsListenerOptions { EndPoint = Loopback, HandshakeMs = 5_000, Handshakes = 16, Waiting = 256 }; }
    }

    internal static IPEndPoint Loopback
    {
        get { return new IPEndPoint(IPAddress.Loopback, 0); }
    }

    internal TestClock Clock { get; } = new();

    internal RecordingEventSink Events { get; } = new();

    internal Counters Counters { get; } = new();

    internal Guard.Trace Trace { get; } = new();

    internal PeerVerifier Verifier { get; }

    internal TlsListenerOptions Options { get; }

    internal TlsListener Listener { get; }

    internal int Port
    {
        get { return Listener.LocalEndPoint.Port; }
    }

    internal long Patience
    {
        get { return Clock.Now + PatienceMs; }
    }

    public void Dispose()
    {
        Listener.Close();
        foreach (IDisposable item in _toEnd) item.Dispose();
    }

    /// <summary>A client with this certificate; null when its side of the handshake failed.</summary>
    internal TlsClientLink? Dial(X509Certificate2? certificate, params X509Certificate2[] issuers)
    {
        var identity = new ClientIdentity(certificate, [.. issuers], [Root]);
        TlsClientLink? link = new TlsDialer("127.0.0.1", Port, identity, Clock).Dial(Patience, out _);
        if (link != null) _toEnd.Add(new Ending(link));
        return link;
    }

    /// <summary>Both ends of a session with this client, which must come in.</summary>
    internal (TlsClientLink Client, TlsLink Link) Connect(X509Certificate2 certificate, params X509Certificate2[] issuers)
    {
        TlsClientLink? client = Dial(certificate, issuers);
        Assert.IsNotNull(client, "the client's handshake failed");
        return (client, Accept());
    }

    internal TlsLink Accept()
    {
        IUpstreamLink? link = Listener.Accept(Patience);
        Assert.IsNotNull(link, "nobody came in");
        _toEnd.Add(new Ending(link));
        return (TlsLink)link;
    }

    /// <summary>A connection that says nothing.</summary>
    internal Socket Knock(IPAddress? from = null)
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        _toEnd.Add(socket);
        // All of 127.0.0.0/8 is this machine (Linux).
        if (from != null) socket.Bind(new IPEndPoint(from, 0));
        socket.Connect(Listener.LocalEndPoint);
        return socket;
    }

    /// <summary>Waits for the one refusal that there must be.</summary>
    internal RecordedEvent Refusal()
    {
        WaitFor(() => Events.Count(EventCode.HandshakeRefused) > 0, "there was no refusal");
        return Events.Only(EventCode.HandshakeRefused);
    }

    /// <summary>Fails unless this client is refused for this reason, and nobody came in.</summary>
    internal RecordedEvent AssertRefused(HandshakeFault expected, X509Certificate2? certificate, params X509Certificate2[] issuers)
    {
        Dial(certificate, issuers);
        RecordedEvent refusal = Refusal();
        Assert.AreEqual(expected, (HandshakeFault)refusal.A);
        Assert.IsNull(Listener.Accept(Clock.Now));
        Assert.AreEqual(1u, Counters.Read(Counter.HandshakesRefused));
        Assert.AreEqual(0u, Counters.Read(Counter.HandshakesOk));
        return refusal;
    }

    internal static void WaitFor(Func<bool> condition, string otherwise)
    {
        long began = Stopwatch.GetTimestamp();
        while (!condition())
        {
            Assert.IsTrue(Stopwatch.GetElapsedTime(began).TotalMilliseconds < PatienceMs, otherwise);
            Thread.Sleep(5);
        }
    }

    /// <summary>Writes certificate and key for programs that want files.</summary>
    internal static (string Certificate, string Key, string Ca) WriteFiles(string directory, X509Certificate2 certificate)
    {
        string path = Path.Combine(directory, Guid.NewGuid().ToString("N"));
        File.WriteAllText(path + ".crt", certificate.ExportCertificatePem());
        string key = certificate.GetECDsaPrivateKey() is { } ec
            ? ec.ExportPkcs8PrivateKeyPem()
            : certificate.GetRSAPrivateKey()!.ExportPkcs8PrivateKeyPem();
        File.WriteAllText(path + ".key", key);
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(path + ".key", UnixFileMode.UserRead | UnixFileMode.UserWrite);
        File.WriteAllText(path + ".ca", Root.ExportCertificatePem());
        return (path + ".crt", path + ".key", path + ".ca");
    }

    private sealed class Ending(ILink link) : IDisposable
    {
        public void Dispose()
        {
            link.Abort();
        }
    }
}
