using System;
using System.Collections.Generic;
using System.Net;
using EdgeGuard.Core.Guard;
using EdgeGuard.Core.Policy;
using EdgeGuard.Core.Reports;
using EdgeGuard.Device.Boards;
using EdgeGuard.Device.Tests.Simulator;
using EdgeGuard.Device.Time;
using EdgeGuard.Device.W5500;
using EdgeGuard.Host.Net;
using EdgeGuard.Testing;
using EdgeGuard.Testing.Scenarios;

namespace EdgeGuard.Device.Tests.Guard;

/// <summary>The gateway between clients and a PLC on real sockets: the plant side is the host's plain listener, the PLC side the simulated chip,
/// the time the device's clock.</summary>
internal sealed class SocketGuardSite : IGuardSite
{
    private const int StopMs = 10_000;

    private static readonly IPAddress Operator = IPAddress.Parse("127.0.0.1");
    private static readonly IPAddress Nobody = IPAddress.Parse("127.0.0.2");

    private readonly DeviceClock _clock = new(new Esp32Timer());
    private readonly PlainListener _listener;
    private readonly Gateway _gateway;
    private readonly List<SocketClient> _clients = [];

    internal SocketGuardSite()
    {
        Simulator = new W5500Simulator(_clock, new SocketWire());
        var chip = new W5500Chip(Simulator, Simulator, ChipBed.Addresses(), 0, false, _clock);
        var dialer = new W5500Dialer(chip, [127, 0, 0, 1], Server.Port);
        var roles = new Dictionary<IPAddress, string> { [Operator] = "Operator" };
        _listener = PlainListener.TryOpen(new IPEndPoint(IPAddress.Loopback, 0), roles, _clock, out string problem)
            ?? throw new InvalidOperationException(problem);
        var configuration = new GuardConfiguration(PolicyReader.Read(GuardScenarios.Policy).Policy!);
        _gateway = new Gateway(configuration, [_listener], [LineSetup.Plc(dialer, 4)], _clock, Events, new Counters());
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

    internal LoopbackPlc Server { get; } = new();

    internal W5500Simulator Simulator { get; }

    internal RecordingEventSink Events { get; } = new();

    public ITestClient Connect(string? role)
    {
        var client = new SocketClient(role == null ? Nobody : Operator, new IPEndPoint(IPAddress.Loopback, _listener.LocalEndPoint.Port));
        _clients.Add(client);
        return client;
    }

    public void Dispose()
    {
        bool hasStopped = _gateway.Stop(_clock.Now + StopMs);
        foreach (SocketClient client in _clients) client.Dispose();
        Server.Dispose();
        if (!hasStopped) throw new InvalidOperationException("The gateway did not stop.");
        if (Simulator.Complaints.Count > 0) throw new InvalidOperationException(string.Join('\n', Simulator.Complaints));
    }
}
