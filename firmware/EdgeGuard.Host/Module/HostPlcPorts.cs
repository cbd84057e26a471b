using System.Collections.Generic;
using System.Linq;
using EdgeGuard.Core;
using EdgeGuard.Guard;
using EdgeGuard.Settings;

namespace EdgeGuard.Host;

/// <summary>The lines behind the module on this machine, numbered as events number them, and their names for people.</summary>
internal sealed class HostPlcPorts
{
    private readonly PlcPortPlan _plan;
    private UnitRoutes _routes;

    /// <param name="settings">What lines there are.</param>
    /// <param name="clock">For deadlines.</param>
    /// <param name="handles">Keeps file handles free for the PLC.</param>
    internal HostPlcPorts(ModuleSettings settings, IClock clock, FileHandles handles)
    {
        _plan = new PlcPortPlan(settings);
        _routes = _plan.Routes;
        Clients = PlcPortPlan.Clients(settings);
        Setups = [.. Plc(settings, clock, handles), .. _plan.Buses.Select(bus => PlcPortSetup.Bus(Port(bus, clock), GuardSettings.Bus(bus), PlcPortPlan.NameOf(bus)))];
    }

    /// <summary>What the gateway makes its lines from, in the order of their numbers.</summary>
    internal PlcPortSetup[] Setups { get; }

    /// <summary>The ports at which serial clients ask.</summary>
    internal SerialSetting[] Clients { get; }

    /// <summary>Every line in words.</summary>
    internal string Names => _plan.Names();

    /// <summary>What whoever runs the module should know of the ports, although they work.</summary>
    internal IEnumerable<string> Notes => _plan.Buses.Concat(Clients).Select(line => TtyProblem.Note(line.Port, line.Format)).OfType<string>();

    /// <summary>The port of a bus or of a serial client.</summary>
    internal static TtyPort Port(SerialSetting line, IClock clock) => new(line.Port, line.Format, line.IsRs485, clock);

    /// <summary>Behind which line each unit is by these settings. Where they have other buses, the units wait for the restart as those do.</summary>
    internal UnitRoutes Routes(ModuleSettings settings)
    {
        var plan = new PlcPortPlan(settings);
        if (plan.HasLinesOf(_plan)) _routes = plan.Routes;
        return _routes;
    }

    /// <summary>One line in words.</summary>
    internal string Name(int line) => _plan.NameOf(line);

    /// <summary>Why a bus cannot be used, with the remedy.</summary>
    internal string Problem(int line, SerialFault fault) => _plan.BusAt(line) is { } bus ? TtyProblem.Text(bus.Port, bus.Format, bus.IsRs485, fault) : "";

    /// <summary>Why a serial client's port cannot be used, with the remedy.</summary>
    internal string ClientProblem(Peer? client, SerialFault fault) =>
        Clients.FirstOrDefault(c => c.Port == client?.Address) is { } port ? TtyProblem.Text(port.Port, port.Format, port.IsRs485, fault) : "";

    private IEnumerable<PlcPortSetup> Plc(ModuleSettings settings, IClock clock, FileHandles handles)
    {
        if (!_plan.HasPlc) yield break;
        SettingText.TryEndpoint(_plan.PlcAddress, out string host, out int port);
        yield return PlcPortSetup.Plc(new TcpDialer(host, port, clock, handles), settings.Number(SettingKeys.PlcConnections), _plan.NameOf(0));
    }
}
