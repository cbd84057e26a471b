using System;
using System.Collections.Generic;
using System.Globalization;
using System.Net;
using EdgeGuard.Core;
using EdgeGuard.Guard;
using EdgeGuard.Settings;
using EdgeGuard.Store;

namespace EdgeGuard.Host;

/// <summary>One module on this machine: listeners, gateway, PLC line and reports, put together from its files.</summary>
/// <remarks><see cref="Start"/> and <see cref="Stop"/> once each, from one thread; <see cref="ReadAgain"/> from any.</remarks>
public sealed class HostedModule : IDisposable
{
    private const int StopMs = 5_000;

    private readonly ModuleRun _run;
    private readonly SystemClock _clock;
    private readonly Counters _counters;
    private readonly IEventSink _events;
    private readonly StderrLog _log;
    private readonly ReportTopics _topics;
    private readonly object _reading = new();
    private readonly FileHandles _handles;
    private readonly HostPlcPorts _lines;
    private readonly List<RtuListener> _serial = [];
    private readonly string _path;
    private CheckedConfiguration _configuration;
    private HostCredentials _credentials;
    private TlsListener? _tls;
    private PeerVerifier? _verifier;
    private PlainListener? _plain;
    private ModuleStatus? _status;
    private LinkWatch? _watch;
    private Gateway? _gateway;
    private Reporter? _reporter;
    private MqttUplink? _uplink;
    private LiveDifference? _difference;
    private ModuleWatch? _threadWatch;
    private bool _isIsolated;

    public HostedModule(ModuleFiles files, StderrLog log)
        : this(files.Configuration, files.Credentials, log, ModuleRun.WithoutStore(files.Configuration.Settings), null)
    {
        _path = files.Path;
    }

    /// <param name="configuration">What it guards by.</param>
    /// <param name="credentials">What it shows, and whom it trusts.</param>
    /// <param name="log">The module's log.</param>
    /// <param name="run">What outlasts it.</param>
    /// <param name="difference">While the configuration is on trial: the note of what the one before would have let through.</param>
    internal HostedModule(CheckedConfiguration configuration, HostCredentials credentials, StderrLog log, ModuleRun run, LiveDifference? difference)
    {
        ModuleSettings settings = configuration.Settings;
        _path = "";
        _run = run;
        _clock = run.Clock;
        _counters = run.Counters;
        _events = run.Events;
        _difference = difference;
        _configuration = configuration;
        _credentials = credentials;
        _log = log;
        _handles = new FileHandles(_clock, _events, log.Line);
        _lines = new HostPlcPorts(settings, _clock, _handles);
        _topics = new ReportTopics(settings.Text(SettingKeys.Site), settings.Text(SettingKeys.Module));
    }

    /// <summary>Where the TLS listener is, with the port that the system chose if 0 was asked for; null without one.</summary>
    public IPEndPoint? TlsEndPoint => _tls?.LocalEndPoint;

    /// <summary>Where the plain listener is; null without one.</summary>
    public IPEndPoint? PlainEndPoint => _plain?.LocalEndPoint;

    /// <summary>What it guards by now.</summary>
    public CheckedConfiguration Configuration => _configuration;

    /// <summary>The guard at work; null before the start and after the stop.</summary>
    public Gateway? Gateway => _gateway;

    /// <summary>Version of EdgeGuard.</summary>
    internal static string Software => typeof(HostedModule).Assembly.GetName().Version?.ToString(3) ?? "";

    /// <summary>What it runs on.</summary>
    internal static string Platform => string.Create(CultureInfo.InvariantCulture, $".NET {Environment.Version}, {Environment.OSVersion}");

    /// <summary>Whether the broker is connected; null without one.</summary>
    internal bool? IsBrokerConnected => _uplink?.IsConnected;

    /// <summary>What it counted since its start.</summary>
    public Counters Counters => _counters;

    /// <summary>Where clients connect, as reported.</summary>
    internal ListenerStatus[] Listeners()
    {
        var listeners = new List<ListenerStatus>();
        // In the order in which the gateway got them.
        bool IsAccepting() => _gateway?.IsAccepting(listeners.Count) ?? false;
        if (_tls != null) listeners.Add(new ListenerStatus(PeerTransport.Tls, _tls.LocalEndPoint.ToString()) { IsOpen = IsAccepting() });
        if (_plain != null) listeners.Add(new ListenerStatus(PeerTransport.Plain, _plain.LocalEndPoint.ToString()) { IsOpen = IsAccepting() });
        for (int i = 0; i < _lines.Clients.Length; i++)
        {
            bool isOpen = IsAccepting() && _serial[i].IsPortOpen;
            listeners.Add(new ListenerStatus(PeerTransport.Serial, _lines.Clients[i].Port) { IsOpen = isOpen });
        }
        return [.. listeners];
    }

    /// <summary>Opens the listeners and begins to guard. Null, or the problem in words: then nothing runs.</summary>
    public string? Start()
    {
        string? problem = OpenListeners(out IListener[] listeners);
        if (problem != null)
        {
            foreach (IListener listener in listeners) listener.Close();
            return problem;
        }
        _watch = LinkWatch.TryCreate(_clock);
        if (_watch == null) _log.Line("warning: no epoll to be had, so every session takes a thread: more memory and less speed with many clients");
        _gateway = new Gateway(Guarding(), listeners, _lines.Setups, _clock, _events, _counters, _run.Trace)
        {
            Faulted = e => _log.Line("internal fault, a session was closed: " + e),
            Watch = _watch,
            Heartbeats = _run.Heartbeats,
        };
        if (_tls != null) _tls.EndSessions = _gateway.EndSessions;
        if (_isIsolated) _gateway.Isolate();
        StartReports();
        _run.Expiries.Use(_credentials.Expiries);
        _gateway.Start();
        if (_run.IsOneModule) _threadWatch = new ModuleWatch(_run, _log);
        TellOfStart();
        return null;
    }

    /// <summary>Reads the files again and puts policy, mode, times and certificates in force. If anything is wrong with them, or every session would
    /// end for one reason, nothing changes. Never throws.</summary>
    /// <param name="whoeverItEnds">Whether to put them in force although every session ends.</param>
    public void ReadAgain(bool whoeverItEnds = false)
    {
        lock (_reading)
        {
            var problems = new FileProblems();
            ModuleFiles? files = TryRead(problems);
            _log.Write(problems.Print);
            if (files == null)
            {
                _events.Add(new Event { Code = EventCode.ConfigurationRejected, A = problems.Errors });
                _log.Line("the files were read again; something is wrong with them, so what was in force stays" + ListsLast());
                return;
            }
            ReloadEffect? effect = whoeverItEnds ? null : Foresee(files.Configuration, files.Credentials);
            if (effect is { EndsAll: true })
            {
                _events.Add(new Event { Code = EventCode.ConfigurationRejected, A = effect.Sessions, B = (int)effect.Reason });
                _log.Line($"error: the files were read again; with them {effect.Words}. So what was in force stays" + ListsLast());
                _log.Line($"hint: if that is meant, signal USR2 puts them in force all the same (kill -USR2 {Environment.ProcessId}, or systemctl kill --signal=USR2 …)");
                return;
            }
            foreach (string key in RestartKeys.Changed(_configuration.Settings, files.Configuration.Settings))
                _log.Line($"{key} has changed; that takes a restart");
            Commit(files.Configuration, files.Credentials, null);
            _log.Line("the files were read again: " + Summary());
        }
    }

    /// <summary>Puts policy, mode, times and certificates of another configuration in force under running sessions.</summary>
    internal void Commit(CheckedConfiguration configuration, HostCredentials credentials, LiveDifference? difference)
    {
        lock (_reading)
        {
            _configuration = configuration;
            _credentials = credentials;
            _difference = difference;
            _gateway?.Commit(Guarding());
            // Before the trust: with that, the links that stand are judged anew.
            if (_verifier != null) _verifier.Options = HostSettings.Verification(configuration.Settings);
            if (_tls != null && credentials.Identity != null && credentials.Trust != null) _tls.Replace(credentials.Identity, credentials.Trust);
            if (_uplink != null) _uplink.Sources = credentials.Broker;
            _run.Expiries.Use(credentials.Expiries);
            TellConfiguration();
        }
    }

    /// <summary>What another configuration would do to the sessions that stand; null where no certificates are looked at.</summary>
    internal ReloadEffect? Foresee(CheckedConfiguration configuration, HostCredentials credentials) =>
        _tls == null || credentials.Trust == null ? null : _tls.Foresee(credentials.Trust, HostSettings.Verification(configuration.Settings));

    /// <summary>Does what is due; call it every second or so, where the module is all that runs.</summary>
    public void Step() => _run.StepExpiries();

    /// <summary>Ends every session and lets nobody in; reports go on. Also before <see cref="Start"/>. How many sessions were ended.</summary>
    internal int Isolate()
    {
        _isIsolated = true;
        _status?.SetIsolated(true);
        return _gateway?.Isolate() ?? 0;
    }

    /// <summary>Lets clients in again.</summary>
    internal void Open()
    {
        _isIsolated = false;
        _gateway?.Open();
        _status?.SetIsolated(false);
    }

    /// <summary>Ends sessions, sends what is still to be reported and stops. False when something was still busy after five seconds.</summary>
    public bool Stop()
    {
        if (_gateway == null) return true;
        _threadWatch?.Dispose();
        if (_run.IsOneModule) _events.Add(new Event { Code = EventCode.ModuleStopping });
        bool clean = _gateway.Stop(_clock.Now + StopMs);
        // Threads that are late may still use it.
        if (clean) _watch?.Dispose();
        _reporter?.Stop(_clock.Now + StopMs);
        _gateway = null;
        return clean;
    }

    public void Dispose()
    {
        Stop();
        _uplink?.Dispose();
    }

    // The readers answer whatever is in a file; should one not, what is in force stays all the same.
    private ModuleFiles? TryRead(FileProblems problems)
    {
        try
        {
            return ModuleFiles.Read(_path, problems, _clock.Utc, _configuration.Texts.Generation + 1);
        }
        catch (Exception e)
        {
            problems.Error(_path, "internal fault while the files were read: " + e, "tell us");
            return null;
        }
    }

    // Where a newer list is not taken, how long the old one does is what whoever reads the log must know.
    private string ListsLast()
    {
        if (_credentials.Trust == null || _credentials.Trust.Lists.Count == 0) return "";
        long until = long.MaxValue;
        foreach (RevocationList list in _credentials.Trust.Lists) until = Math.Min(until, list.NextUpdate);
        return $"; the revocation list in force lasts until {CertificateCheck.Time(until)}";
    }

    private GuardConfiguration Guarding()
    {
        ModuleSettings settings = _configuration.Settings;
        return GuardSettings.Configuration(
            settings, _configuration.Policy, _configuration.Zone, _lines.Routes(settings), _configuration.Texts.Generation, _difference);
    }

    private string? OpenListeners(out IListener[] listeners)
    {
        var open = new List<IListener>();
        string? problem = OpenTls(open) ?? OpenPlain(open);
        AddSerialClients(open);
        listeners = [.. open];
        return problem;
    }

    private string? OpenTls(List<IListener> open)
    {
        ModuleSettings settings = _configuration.Settings;
        if (_credentials.Identity == null || _credentials.Trust == null) return null;
        _verifier = new PeerVerifier(_credentials.Trust, HostSettings.Verification(settings), _clock);
        var options = new TlsListenerOptions
        {
            EndPoint = EndPoint(SettingKeys.ListenTls),
            HandshakeMs = (int)settings.Milliseconds(SettingKeys.TlsHandshakeDeadline),
            Handshakes = settings.Number(SettingKeys.TlsHandshakes),
            Waiting = HostSettings.WaitingPlaces(FileLimit.Left()),
        };
        if (options.Waiting < HostSettings.MostWaiting)
            _log.Line($"note: {options.Waiting} connections may wait for their handshake, for the module may have {FileLimit.Most()} file handles only; LimitNOFILE= or ulimit -n gives it more");
        _tls = TlsListener.TryOpen(options, _credentials.Identity, _verifier, _clock, _events, _counters, out string problem, _run.Trace, _handles);
        if (_tls == null) return problem;
        open.Add(_tls);
        return null;
    }

    private string? OpenPlain(List<IListener> open)
    {
        ModuleSettings settings = _configuration.Settings;
        if (!settings.IsOn(SettingKeys.UnsafePlainListen)) return null;
        _plain = PlainListener.TryOpen(EndPoint(SettingKeys.UnsafePlainListen), HostSettings.PlainRoles(settings), _clock, out string problem, _handles);
        if (_plain == null) return problem;
        open.Add(_plain);
        return null;
    }

    // A port that cannot be opened yet is tried again: adapters come and go.
    private void AddSerialClients(List<IListener> open)
    {
        foreach (SerialSetting client in _lines.Clients)
        {
            var listener = new RtuListener(
                HostPlcPorts.Port(client, _clock), GuardSettings.Timing(client), client.HasEcho, client.Role, Guarding(), _clock, _events, _counters);
            _serial.Add(listener);
            open.Add(listener);
        }
    }

    private void StartReports()
    {
        ModuleSettings settings = _configuration.Settings;
        _status = new ModuleStatus(_run.Stream, _run.Boot, Inventory()) { Plcs = _gateway };
        _status.SetIsolated(_isIsolated);
        TellConfiguration();
        if (settings.IsOn(SettingKeys.MqttBroker))
        {
            ModuleStatus status = _status;
            _uplink = new MqttUplink(_clock, HostSettings.Broker(settings, _topics.Events), _credentials.Broker, _topics.State, number => Report.Offline(status, number, false), _log.Line);
            _uplink.Start();
        }
        var log = new EventLog(_log, _lines);
        _reporter = new Reporter(
            _clock, _run.Journal, _counters, _status, _topics, _uplink, log, (int)settings.Milliseconds(SettingKeys.MqttMetrics), _run.Forwarder)
        {
            Heartbeats = _run.Heartbeats,
            KeepsUnheard = settings.Text(SettingKeys.EventsUnheard) == "keep",
        };
        _reporter.Start();
    }

    private void TellOfStart()
    {
        if (_run.IsOneModule) _events.Add(new Event { Code = EventCode.ModuleStarted });
        _log.Line($"{Summary()}, {_lines.Names}");
        foreach (SerialSetting client in _lines.Clients) _log.Line($"listening (serial) at {client.Port}, {client.Format}: the client has role {client.Role}");
        foreach (string note in _lines.Notes) _log.Line("note: " + note);
        if (_isIsolated) _log.Line("ISOLATED: nobody is let in; 'isolate off' at the console opens the module");
        if (_tls != null) _log.Line($"listening (TLS) on {_tls.LocalEndPoint}");
        if (_plain != null) _log.Line($"UNSAFE: listening (plain) on {_plain.LocalEndPoint}: clients are known by their address alone");
    }

    private string Summary() => $"policy '{_configuration.Policy.Name}' version {_configuration.Policy.Version}, mode {_configuration.Settings.Text(SettingKeys.Mode)}";

    private void TellConfiguration()
    {
        _status?.SetConfiguration(GuardSettings.Status(_configuration.Settings, _configuration.Policy, _configuration.Texts.Generation));
    }

    private Inventory Inventory() => new(Software, Platform, _lines.Names, Listeners(), _run.StartedBecause);

    private IPEndPoint EndPoint(string key)
    {
        SettingText.TryEndpoint(_configuration.Settings.Text(key), out string host, out int port);
        return new IPEndPoint(IPAddress.Parse(host), port);
    }
}
