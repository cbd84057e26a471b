using System;
using System.Collections.Generic;
using System.Net;
using EdgeGuard.Core.Guard;
using EdgeGuard.Core.Policy;
using EdgeGuard.Core.Reports;
using EdgeGuard.Device.Boards;
using EdgeGuard.Device.Net;
using EdgeGuard.Device.Tests.Libraries;
using EdgeGuard.Device.Time;
using EdgeGuard.Testing;
using EdgeGuard.Testing.Scenarios;

namespace EdgeGuard.Device.Tests.Guard;

/// <summary>The gateway with both its sides on the device's sockets, which the host's network carries, in the device's time.</summary>
internal sealed class PlainGuardSite : IGuardSite
{
    private const int StopMs = 10_000;

    private static readonly IPAddress Operator = IPAddress.Parse("127.0.0.1");
    private static readonly IPAddress Nobody = IPAddress.Parse("127.0.0.2");

    private readonly DeviceClock _clock = new(new Esp32Timer());
    private readonly PlainListener _listener;
    private readonly Gateway _gateway;
    private readonly List<SocketClient> _clients = [];

    internal PlainGuardSite()
    {
        Network = FakeHardware.Renew().Network;
        var dialer = new SocketDialer("127.0.0.1", Server.Port, _clock);
        var roles = new AddressRoles(["127.0.0.1 Operator"]);
        _listener = PlainListener.TryOpen("127.0.0.1", 0, roles, _clock, out string problem) ?? throw new InvalidOperationException(problem);
        var configuration = new GuardConfiguration(PolicyReader.Read(GuardScenarios.Policy).Policy!);
        _gateway = new Gateway(configuration, [_listener], [LineSetup.Plc(dialer, 1)], _clock, Events, Counters);
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

    internal FakeNetwork Network { get; }

    internal LoopbackPlc Server { get; } = new();

    internal RecordingEventSink Events { get; } = new();

    internal Counters Counters { get; } = new();

    public ITestClient Connect(string? role)
    {
        var client = new SocketClient(role == null ? Nobody : Operator, new IPEndPoint(IPAddress.Loopback, _listener.Port));
        _clients.Add(client);
        return client;
    }

    /// <summary>Stops the gateway; whether every thread has ended.</summary>
    internal bool Stop()
    {
        return _gateway.Stop(_clock.Now + StopMs);
    }

    public void Dispose()
    {
        bool hasStopped = Stop();
        foreach (SocketClient client in _clients) client.Dispose();
        Server.Dispose();
        if (!hasStopped) throw new InvalidOperationException("The gateway did not stop.");
        if (Network.Complaints.Count > 0) throw new InvalidOperationException(string.Join('\n', Network.Complaints));
        if (Network.Open > 0) throw new InvalidOperationException($"{Network.Open} sockets were left open.");
    }
}
