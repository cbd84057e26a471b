using System;
using EdgeGuard.Core;
using EdgeGuard.Guard;
using EdgeGuard.Settings;
using EdgeGuard.Store;
using EdgeGuard.Traffic;

namespace EdgeGuard.Module;

/// <summary>The guard at work by one configuration: listeners, gateway, lines and reports. Started once, stopped once, by whoever puts
/// configurations in force.</summary>
/// <remarks>One caller at a time changes it; the rest is for any thread.</remarks>
public sealed class RunningGuard
{
    private readonly IModuleParts _parts;
    private readonly ModuleRun _run;
    private readonly ModulePlcPorts _ports;
    private readonly Listeners _listeners;
    private readonly Reporter _reporter;
    private readonly ModuleStatus _status;
    private readonly PolicyTextReports _policyText;
    private readonly IUplink? _uplink;
    private readonly object _lock = new object();

    // Under the lock:
    private CheckedConfiguration _configuration;
    private CredentialSet _credentials;
    private bool _hasStopped;

    private RunningGuard(
        IModuleParts parts, ModuleRun run, CheckedConfiguration configuration, CredentialSet credentials, ModulePlcPorts ports,
        Listeners listeners, Gateway gateway)
    {
        _parts = parts;
        _run = run;
        _configuration = configuration;
        _credentials = credentials;
        _ports = ports;
        _listeners = listeners;
        Gateway = gateway;
        ModuleSettings settings = configuration.Settings;
        _status = new ModuleStatus(run.Stored.Stream, run.Stored.Boot, Inventory()) { Plcs = gateway };
        if (run.Traffic != null) _status.Units = new UnitStates(run.Traffic, run.Clock);
        var topics = new ReportTopics(settings.Text(SettingKeys.Site), settings.Text(SettingKeys.Module));
        _policyText = new PolicyTextReports(topics.PolicyText, run.Stored.Stream, run.Stored.Boot, run.Stored.NewSeal());
        TellConfiguration();
        _uplink = parts.OpenUplink(settings, () => Credentials, topics, _status, run, () => gateway.IsQuiet);
        _reporter = new Reporter(
            run.Clock, run.Stored.Journal, run.Counters, _status, topics, _uplink, parts.CreateObserver(settings),
            (int)settings.Milliseconds(SettingKeys.MqttMetrics), run.Stored.Forwarder)
        {
            Heartbeats = run.Heartbeats,
            KeepsUnheard = Keeps(settings),
            Faulted = run.Faulted,
            Traffic = run.TrafficReports,
            PolicyText = _policyText,
        };
        if (run.TrafficReports == null) return;
        run.TrafficReports.IntervalMs = settings.Milliseconds(SettingKeys.TrafficPublish);
        run.TrafficReports.Name(run.Stored.Stream, run.Stored.Boot, run.Stored.NewSeal());
    }

    /// <summary>What it began with, or was last given.</summary>
    public CheckedConfiguration Configuration
    {
        get
        {
            lock (_lock) return _configuration;
        }
    }

    /// <summary>The settings of it.</summary>
    public ModuleSettings Settings
    {
        get { return Configuration.Settings; }
    }

    public Gateway Gateway { get; }

    /// <summary>Where clients connect, as reported.</summary>
    public ListenerStatus[] Listening
    {
        get { return _listeners.Status(Gateway); }
    }

    /// <summary>The PLC and the buses behind it, in words.</summary>
    public string PlcPortNames
    {
        get { return _ports.Names; }
    }

    /// <summary>Whether it lets nobody in.</summary>
    public bool IsIsolated
    {
        get { return Gateway.IsIsolated; }
    }

    /// <summary>Whether there is a broker, and it is not connected.</summary>
    public bool IsBrokerAway
    {
        get { return _uplink != null && !_uplink.IsConnected; }
    }

    /// <summary>How the broker is, as the console shows it.</summary>
    public string BrokerState
    {
        get
        {
            if (_uplink == null) return "off";
            return _uplink.IsConnected ? "connected" : "AWAY";
        }
    }

    private CredentialSet Credentials
    {
        get
        {
            lock (_lock) return _credentials;
        }
    }

    /// <summary>Opens the listeners and begins to guard. Null, and the problem in words: then nothing runs.</summary>
    /// <param name="parts">What it runs on.</param>
    /// <param name="run">What outlasts it.</param>
    /// <param name="configuration">What it guards by.</param>
    /// <param name="credentials">What it shows, and whom it trusts.</param>
    /// <param name="difference">While the configuration is on trial: the note of what the one before would have let through.</param>
    /// <param name="isIsolated">Whether it lets nobody in.</param>
    /// <param name="problem">Empty after success.</param>
    public static RunningGuard? TryStart(
        IModuleParts parts, ModuleRun run, CheckedConfiguration configuration, CredentialSet credentials, LiveDifference? difference,
        bool isIsolated, out string problem)
    {
        ModuleSettings settings = configuration.Settings;
        var ports = new ModulePlcPorts(settings);
        GuardConfiguration guard = Guarding(configuration, ports, difference);
        Listeners? listeners = Listeners.TryOpen(settings, credentials, guard, parts, run, out problem);
        if (listeners == null) return null;
        PlcPortSetup[]? setups = ports.Setups(settings, parts, run, out problem);
        if (setups == null)
        {
            listeners.Close();
            return null;
        }
        var gateway = new Gateway(guard, listeners.All, setups, run.Clock, run.Events, run.Counters, run.Trace)
        {
            Faulted = fault => parts.Note("internal fault, a session was closed: " + fault.ToString()),
            Pollers = parts.CreatePollers(),
            Heartbeats = run.Heartbeats,
            Traffic = run.Traffic,
        };
        var running = new RunningGuard(parts, run, configuration, credentials, ports, listeners, gateway);
        running.Start(isIsolated);
        return running;
    }

    /// <summary>Whether a configuration can be put in force under the sessions that stand; otherwise another guard begins.</summary>
    public bool MayTake(CheckedConfiguration configuration, CredentialSet credentials)
    {
        // The one place that decides it.
        if (!_parts.RenewsCredentials && !credentials.IsSameAs(Credentials)) return false;
        return !SettingChanges.NeedNewGuard(Settings, configuration.Settings);
    }

    /// <summary>Puts policy, mode, times and credentials in force under running sessions.</summary>
    /// <returns>Empty; or the problem in words, and then nothing has changed.</returns>
    public string Commit(CheckedConfiguration configuration, CredentialSet credentials, LiveDifference? difference)
    {
        string problem = _listeners.Tls == null ? "" : _listeners.Tls.Use(configuration.Settings, credentials);
        if (problem.Length > 0) return problem;
        lock (_lock)
        {
            _configuration = configuration;
            _credentials = credentials;
        }
        Gateway.Commit(Guarding(configuration, _ports, difference));
        _reporter.KeepsUnheard = Keeps(configuration.Settings);
        _run.Expiries.Use(_parts.Expiries(configuration.Settings, credentials));
        TellConfiguration();
        return "";
    }

    /// <summary>What a configuration would do to the sessions that stand; null where that cannot be known.</summary>
    public ReloadEffect? Foresee(ModuleSettings settings, CredentialSet credentials)
    {
        return _listeners.Tls == null ? null : _listeners.Tls.Foresee(settings, credentials);
    }

    /// <summary>Ends every session and lets nobody in; reports go on. How many sessions were ended.</summary>
    public int Isolate()
    {
        _status.SetIsolated(true);
        return Gateway.Isolate();
    }

    /// <summary>Lets clients in again.</summary>
    public void Open()
    {
        Gateway.Open();
        _status.SetIsolated(false);
    }

    /// <summary>Ends sessions, sends what can still be sent, and stops. Takes some seconds at most; once is enough. False: something was
    /// still busy then.</summary>
    public bool Stop()
    {
        lock (_lock)
        {
            if (_hasStopped) return true;
            _hasStopped = true;
        }
        bool isClean = Gateway.Stop(_run.Clock.Now + ModuleRun.StopMs);
        if (!isClean) _parts.Note("a session was still busy after five seconds");
        // Threads that are late may still use them.
        for (int i = 0; isClean && i < Gateway.Pollers.Length; i++) Dispose(Gateway.Pollers[i]);
        _reporter.Stop(_run.Clock.Now + ModuleRun.StopMs);
        Dispose(_uplink);
        return isClean;
    }

    /// <summary>Whether these settings number the same lines, so that units follow them at once.</summary>
    public bool HasPortsOf(ModuleSettings settings)
    {
        return _ports.Has(settings);
    }

    private static bool Keeps(ModuleSettings settings)
    {
        return settings.Text(SettingKeys.EventsUnheard) == "keep";
    }

    private static void Dispose(object? part)
    {
        var held = part as IDisposable;
        if (held != null) held.Dispose();
    }

    private static GuardConfiguration Guarding(CheckedConfiguration configuration, ModulePlcPorts ports, LiveDifference? difference)
    {
        ModuleSettings settings = configuration.Settings;
        return GuardSettings.Configuration(
            settings, configuration.Policy, configuration.Zone, ports.Routes(settings), configuration.Texts.Generation, difference);
    }

    private void Start(bool isIsolated)
    {
        if (_listeners.Tls != null) _listeners.Tls.Serve(Gateway);
        if (isIsolated) Isolate();
        _parts.UseTimeServer(Settings);
        _run.Expiries.Use(_parts.Expiries(Settings, Credentials));
        _reporter.Start();
        Gateway.Start();
        _parts.Tell(this);
    }

    private void TellConfiguration()
    {
        CheckedConfiguration configuration = Configuration;
        if (_run.Traffic != null) _run.Traffic.RecordsValues = configuration.Settings.Text(SettingKeys.TrafficValues) == "writes";
        _status.SetConfiguration(GuardSettings.Status(configuration.Settings, configuration.Policy, configuration.Texts.Generation));
        _policyText.Use(configuration.Texts.Policy, configuration.Policy.GetHash(), configuration.Texts.Generation);
    }

    private Inventory Inventory()
    {
        return new Inventory(ModuleVersion.Text, _parts.Platform, PlcPortNames, Listening, _run.StartedBecause);
    }
}
