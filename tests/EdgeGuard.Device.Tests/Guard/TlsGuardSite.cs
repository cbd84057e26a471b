extern alias Real;
using System;
using System.Collections.Generic;
using System.Net;
using EdgeGuard.Core;
using EdgeGuard.Device.Tests.Libraries;
using EdgeGuard.Guard;
using EdgeGuard.Policy;
using EdgeGuard.Store;
using EdgeGuard.Testing;
using EdgeGuard.Testing.Scenarios;
using X509Certificate2 = Real::System.Security.Cryptography.X509Certificates.X509Certificate2;

namespace EdgeGuard.Device.Tests.Guard;

/// <summary>The gateway behind the device's TLS listener, on the fakes of
/// its libraries, which carry real TLS over the host's network.</summary>
internal sealed class TlsGuardSite : IGuardSite
{
    internal const int FirstRecordMs = 2_000;

    private const int StopMs = 10_000;

    private static readonly IPAddress Operator = IPAddress.Parse("127.0.0.1");
    private static readonly IPAddress Nobody = IPAddress.Parse("127.0.0.2");

    private readonly TlsListener _listener;
    private readonly Gateway _gateway;
    private readonly bool _showsCertificates;
    private readonly List<IDisposable> _clients = [];

    /// <param name="showsCertificates">Whether a native library shows the clients' certificates.</param>
    /// <param name="trust">What the clock is worth.</param>
    /// <param name="acceptsFloor">Whether a floor is enough.</param>
    internal TlsGuardSite(bool showsCertificates = false, ClockSource trust = ClockSource.Person, bool acceptsFloor = false)
    {
        Network = FakeHardware.Renew().Network;
        _showsCertificates = showsCertificates;
        if (trust != ClockSource.None) Clock.Set(DateTimeOffset.UtcNow.ToUnixTimeMilliseconds(), trust);
        var dialer = new SocketDialer("127.0.0.1", Server.Port, Clock);
        var roles = new AddressRoles(["127.0.0.1 Operator", "127.0.0.3 Operator"]);
        var peers = new PeerReader(roles, showsCertificates ? new ShownCertificate() : null);
        var setup = new TlsListenerSetup("127.0.0.1", 0, FirstRecordMs, acceptsFloor);
        ServerCredentials credentials = ServerCredentials.TryUse(Installed(Authority), out string problem)
            ?? throw new InvalidOperationException(problem);
        _listener = TlsListener.TryOpen(setup, credentials, peers, Clock, Events, Counters, out problem)
            ?? throw new InvalidOperationException(problem);
        var configuration = new GuardConfiguration(PolicyReader.Read(GuardScenarios.Policy).Policy!);
        _gateway = new Gateway(configuration, [_listener], [PlcPortSetup.Plc(dialer, 1)], Clock, Events, Counters);
        _gateway.Start();
    }

    public PlcModel Plc
    {
        get { return Server.Model; }
    }

    public IReadOnlyList<byte[]> Forwarded
    {
        get { return Server.Requests; }
    }

    internal static TestAuthority Authority { get; } = new("site");

    internal DeviceClock Clock { get; } = new(new Esp32Timer());

    internal FakeNetwork Network { get; }

    internal LoopbackPlc Server { get; } = new();

    internal RecordingEventSink Events { get; } = new();

    internal Counters Counters { get; } = new();

    /// <summary>A module's certificate, and the CA of its clients, as they are installed.</summary>
    internal static CredentialSet Installed(TestAuthority? authority)
    {
        (string chain, string key) = Authority.Module();
        return CredentialSets.Of(new KeyedCertificate(key, chain), authority?.Pem);
    }

    public ITestClient Connect(string? role)
    {
        // By address there is no client without a role; with a certificate there is.
        TlsTestClient client = Knock(role != null || _showsCertificates ? Operator : Nobody);
        using X509Certificate2 certificate = Authority.Client("client", _showsCertificates ? role : null);
        if (!client.ShakeHands(certificate)) throw new InvalidOperationException("The handshake failed.");
        return client;
    }

    /// <summary>A commit of clock.untrusted floor.</summary>
    internal void AllowFloor()
    {
        _gateway.Commit(new GuardConfiguration(_gateway.Configuration.Policy) { AcceptClockFloor = true });
    }

    /// <summary>A connection that has not said anything yet.</summary>
    internal TlsTestClient Knock(IPAddress? from = null)
    {
        var client = new TlsTestClient(from ?? Operator, new IPEndPoint(IPAddress.Loopback, _listener.Port));
        _clients.Add(client);
        return client;
    }

    public void Dispose()
    {
        bool hasStopped = _gateway.Stop(Clock.Now + StopMs);
        foreach (IDisposable client in _clients) client.Dispose();
        Server.Dispose();
        if (!hasStopped) throw new InvalidOperationException("The gateway did not stop.");
        if (Network.Complaints.Count > 0) throw new InvalidOperationException(string.Join('\n', Network.Complaints));
        if (Network.Open > 0) throw new InvalidOperationException($"{Network.Open} sockets were left open.");
    }
}
