using System;
using System.Collections.Generic;
using System.Net;
using EdgeGuard.Device.Tests.Simulator;
using HostListener = EdgeGuard.Host.PlainListener;

namespace EdgeGuard.Device.Tests.Guard;

/// <summary>The plant side is the host's plain listener, the PLC side the simulated chip.</summary>
internal sealed class SocketGuardSite : LoopbackSite
{
    private const int Connections = 4;

    private readonly HostListener _listener;

    internal SocketGuardSite()
    {
        Simulator = new W5500Simulator(Clock, new SocketWire());
        var chip = new W5500Chip(Simulator, Simulator, ChipBed.Addresses(), 0, false, Clock);
        var roles = new Dictionary<IPAddress, string> { [Operator] = "Operator" };
        _listener = HostListener.TryOpen(new IPEndPoint(IPAddress.Loopback, 0), roles, Clock, out string problem)
            ?? throw new InvalidOperationException(problem);
        Start(_listener, new W5500Dialer(chip, [127, 0, 0, 1], Server.Port), Connections);
    }

    internal W5500Simulator Simulator { get; }

    protected override int Port
    {
        get { return _listener.LocalEndPoint.Port; }
    }

    protected override void CheckAfterwards()
    {
        if (Simulator.Complaints.Count > 0) throw new InvalidOperationException(string.Join('\n', Simulator.Complaints));
    }
}
