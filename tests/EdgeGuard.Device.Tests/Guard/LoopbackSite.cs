using System;
using System.Collections.Generic;
using System.Net;
using EdgeGuard.Core;
using EdgeGuard.Guard;
using EdgeGuard.Policy;
using EdgeGuard.Testing;
using EdgeGuard.Testing.Scenarios;

namespace EdgeGuard.Device.Tests.Guard;

/// <summary>The gateway between clients and a PLC on the host's loopback,
/// in the device's time. Who comes from 127.0.0.1 is an operator.</summary>
internal abstract class LoopbackSite : IGuardSite
{
    private const int StopMs = 10_000;

    private static readonly IPAddress Nobody = IPAddress.Parse("127.0.0.2");

    private readonly List<SocketClient> _clients = [];
    private Gateway? _gateway;

    public PlcModel Plc
    {
        get { return Server.Model; }
    }

    public IReadOnlyList<byte[]> Forwarded
    {
        get { return Server.Requests; }
    }

    internal LoopbackPlc Server { get; } = new();

    internal RecordingEventSink Events { get; } = new();

    internal Counters Counters { get; } = new();

    protected static IPAddress Operator { get; } = IPAddress.Parse("127.0.0.1");

    protected DeviceClock Clock { get; } = new(new Esp32Timer());

    /// <summary>Where clients come.</summary>
    protected abstract int Port { get; }

    public ITestClient Connect(string? role)
    {
        var client = new SocketClient(role == null ? Nobody : Operator, new IPEndPoint(IPAddress.Loopback, Port));
        _clients.Add(client);
        return client;
    }

    public void Dispose()
    {
        bool hasStopped = Stop();
        foreach (SocketClient client in _clients) client.Dispose();
        Server.Dispose();
        if (!hasStopped) throw new InvalidOperationException("The gateway did not stop.");
        CheckAfterwards();
    }

    /// <summary>Stops the gateway; whether every thread has ended.</summary>
    internal bool Stop()
    {
        return _gateway!.Stop(Clock.Now + StopMs);
    }

    protected void Start(IListener listener, IDialer dialer, int connections)
    {
        var configuration = new GuardConfiguration(PolicyReader.Read(GuardScenarios.Policy).Policy!);
        _gateway = new Gateway(configuration, [listener], [PlcPortSetup.Plc(dialer, connections)], Clock, Events, Counters);
        _gateway.Start();
    }

    /// <summary>Throws where a simulated part was used as it must not be.</summary>
    protected abstract void CheckAfterwards();
}
