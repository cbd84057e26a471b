using EdgeGuard.Core;
using EdgeGuard.Guard;
using EdgeGuard.Settings;
using EdgeGuard.Store;

namespace EdgeGuard.Device;

/// <summary>The guard at work by one configuration: listeners, gateway, lines and reports. Started once, stopped once, by whoever puts
/// configurations in force.</summary>
internal sealed class RunningGuard
{
    private const int StopMs = 5_000;

    private readonly IDeviceParts _parts;
    private readonly DeviceListeners _listeners;
    private readonly Reporter _reporter;
    private readonly ModuleStatus _status;
    private readonly IUplink? _uplink;

    private RunningGuard(IDeviceParts parts, DeviceRun run, DeviceListeners listeners, CheckedConfiguration configuration, CredentialSet credentials, Gateway gateway, Restarter restarter)
    {
        _parts = parts;
        Settings = configuration.Settings;
        _listeners = listeners;
        Gateway = gateway;
        _status = new ModuleStatus(run.Stored.Stream, run.Stored.Boot, Inventory(run.StartedBecause));
        _status.Plcs = gateway;
        _status.SetConfiguration(GuardSettings.Status(Settings, configuration.Policy, configuration.Texts.Generation));
        var topics = new ReportTopics(Settings.Text(SettingKeys.Site), Settings.Text(SettingKeys.Module));
        _uplink = parts.OpenUplink(Settings, credentials, topics, _status, run, () => gateway.IsQuiet);
        _reporter = new Reporter(
            parts.Clock, run.Stored.Journal, run.Counters, _status, topics, _uplink, null, (int)Settings.Milliseconds(SettingKeys.MqttMetrics), run.Stored.Forwarder)
        {
            Heartbeats = run.Heartbeats,
            Faulted = fault => restarter.Restart(RestartCause.Of(fault, Worker.Reporter, 0)),
        };
    }

    /// <summary>What it began with, or was last given.</summary>
    internal ModuleSettings Settings { get; private set; }

    internal Gateway Gateway { get; }

    internal ListenerStatus[] Listeners
    {
        get { return _listeners.Status(Gateway); }
    }

    /// <summary>Whether there is a broker, and it is not connected.</summary>
    internal bool IsBrokerAway
    {
        get { return _uplink != null && !_uplink.IsConnected; }
    }

    /// <summary>How the broker is, as the console shows it.</summary>
    internal string BrokerState
    {
        get
        {
            if (_uplink == null) return "off";
            return _uplink.IsConnected ? "connected" : "AWAY";
        }
    }

    /// <summary>Opens the listeners and begins to guard. Null, and the problem in words: then nothing runs.</summary>
    internal static RunningGuard? TryStart(
        IDeviceParts parts, DeviceRun run, Restarter restarter, CheckedConfiguration configuration, CredentialSet credentials, LiveDifference? difference,
        bool isIsolated, out string problem)
    {
        GuardConfiguration guard = Configuration(configuration, difference);
        DeviceListeners? listeners = DeviceListeners.TryOpen(configuration.Settings, credentials, guard, parts, run, out problem);
        if (listeners == null) return null;
        PlcPortSetup[] lines = DevicePlcPorts.Create(configuration.Settings, parts);
        var gateway = new Gateway(guard, listeners.All, lines, parts.Clock, run.Events, run.Counters, run.Trace)
        {
            Heartbeats = run.Heartbeats,
            Faulted = fault => parts.Note("internal fault, a session was closed: " + fault.ToString()),
        };
        var running = new RunningGuard(parts, run, listeners, configuration, credentials, gateway, restarter);
        if (isIsolated) running.Isolate();
        parts.UseTimeServer(configuration.Settings);
        running._reporter.Start();
        gateway.Start();
        return running;
    }

    /// <summary>Puts policy, mode and times of another configuration in force under running sessions.</summary>
    internal void Commit(CheckedConfiguration configuration, LiveDifference? difference)
    {
        Settings = configuration.Settings;
        Gateway.Commit(Configuration(configuration, difference));
        _status.SetConfiguration(GuardSettings.Status(Settings, configuration.Policy, configuration.Texts.Generation));
    }

    /// <summary>Ends every session and lets nobody in; reports go on. How many sessions were ended.</summary>
    internal int Isolate()
    {
        _status.SetIsolated(true);
        return Gateway.Isolate();
    }

    /// <summary>Lets clients in again.</summary>
    internal void Open()
    {
        Gateway.Open();
        _status.SetIsolated(false);
    }

    /// <summary>Ends sessions, sends what can still be sent, and stops. Takes some seconds at most.</summary>
    internal void Stop()
    {
        if (!Gateway.Stop(_parts.Clock.Now + StopMs)) _parts.Note("a session was still busy after five seconds");
        _reporter.Stop(_parts.Clock.Now + StopMs);
    }

    private static GuardConfiguration Configuration(CheckedConfiguration configuration, LiveDifference? difference)
    {
        UnitRoutes routes = new PlcPortPlan(configuration.Settings).Routes;
        return GuardSettings.Configuration(
            configuration.Settings, configuration.Policy, configuration.Zone, routes, configuration.Texts.Generation, difference);
    }

    private Inventory Inventory(string startedBecause)
    {
        return new Inventory(DeviceVersion.Text, _parts.Platform, new PlcPortPlan(Settings).Names(), Listeners, startedBecause);
    }
}
