using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Net;
using EdgeGuard.Core;
using EdgeGuard.Module;
using EdgeGuard.Policy;
using EdgeGuard.Settings;
using EdgeGuard.Store;

namespace EdgeGuard.Host;

/// <summary>The parts of a module on this machine, whether it keeps its settings itself or has them from a file.</summary>
internal sealed class HostParts : IModuleParts
{
    /// <summary>Most loops that serve sessions: each keeps a processor busy with more than ten thousand requests a second.</summary>
    internal const int MostLoops = 4;

    private readonly StderrLog _log;
    private readonly SystemClock _clock = new();
    private readonly object _lock = new();
    private ClockMemory? _memory;

    // Under the lock:
    private FileHandles? _handles;

    /// <param name="store">What outlasts a restart.</param>
    /// <param name="log">The module's log.</param>
    internal HostParts(IStore store, StderrLog log)
    {
        Store = store;
        _log = log;
    }

    /// <summary>The folder of the store, as a whole path; empty where there is none.</summary>
    internal string Folder { get; init; } = "";

    /// <summary>The settings file; empty where the module keeps its settings itself.</summary>
    internal string SettingsFile { get; init; } = "";

    /// <inheritdoc/>
    public IClock Clock => _clock;

    /// <inheritdoc/>
    public IStore Store { get; }

    /// <inheritdoc/>
    public IHmac Hmac { get; } = new SystemHmac();

    /// <inheritdoc/>
    public IRandom Random { get; } = new SystemRandom();

    /// <inheritdoc/>
    public string Platform => string.Create(CultureInfo.InvariantCulture, $".NET {Environment.Version}, {Environment.OSVersion}");

    /// <inheritdoc/>
    public bool HasPlcNetwork => false;

    /// <inheritdoc/>
    /// <remarks>Nothing tells a power cut from being stopped as asked.</remarks>
    public bool KnowsPowerCuts => false;

    /// <inheritdoc/>
    public bool RenewsCredentials => true;

    /// <inheritdoc/>
    /// <remarks>Sessions, listeners, consoles.</remarks>
    public int MostWorkers => 512;

    /// <inheritdoc/>
    public int BatchBytes => EventForwarder.DefaultBatchBytes;

    /// <inheritdoc/>
    public long MemoryBytes => Environment.WorkingSet;

    /// <inheritdoc/>
    public string MemoryProblem() => MemoryLeft.Problem(MemoryLeft.Bytes());

    /// <inheritdoc/>
    public int SpoolOf(ModuleSettings? settings) => (settings ?? ModuleSettings.Unset()).Number(SettingKeys.EventsSpool);

    /// <inheritdoc/>
    public int TrafficRowsOf(ModuleSettings? settings) => (settings ?? ModuleSettings.Unset()).Number(SettingKeys.TrafficRows);

    /// <inheritdoc/>
    public int PasswordCost(int targetMs) => EdgeGuard.Store.PasswordCost.Measure(Hmac, _clock, targetMs);

    /// <inheritdoc/>
    public void Check(ModuleSettings settings, CompiledPolicy policy, ProblemList problems) => HostSettingRules.Run(settings, problems);

    /// <inheritdoc/>
    public void Check(ModuleSettings settings, CredentialSet credentials, ProblemList problems) => Read(settings, credentials, problems);

    /// <inheritdoc/>
    public void Check(CredentialSet credentials, ProblemList problems) => RecordCertificates.Check(credentials, _clock.Utc, problems);

    /// <inheritdoc/>
    public string[] Describe(CredentialSet credentials) => CredentialWords.Of(credentials, _clock.Utc);

    /// <inheritdoc/>
    public ExpiryDates Expiries(ModuleSettings settings, CredentialSet credentials) =>
        Read(settings, credentials, new ProblemList())?.Expiries ?? new ExpiryDates();

    /// <inheritdoc/>
    public string NewKey() => CertificateRequests.NewKey();

    /// <inheritdoc/>
    public string Request(string key, string subject) => CertificateRequests.Request(key, subject);

    /// <inheritdoc/>
    public ITimeKeeper? CreateTimeKeeper(RecordStore records, IEventSink events) =>
        _memory = new ClockMemory(_clock, records, events, _log);

    /// <inheritdoc/>
    public void UseTimeServer(ModuleSettings settings)
    {
        // The operating system's clock has its own.
    }

    /// <inheritdoc/>
    public string ClockSource => "the operating system";

    /// <inheritdoc/>
    public string SetClock(long utc, out string remedy)
    {
        remedy = "";
        if (Believe(utc)) return "";
        remedy = _clock.Trust != ClockTrust.Trusted
            ? "set it there, or if it is right there and the module knows a later one: 'clock set' with that very time"
            : "set it there, best by NTP (timedatectl set-ntp true), or by hand: timedatectl set-time 'YYYY-MM-DD hh:mm:ss'; "
                + "the module follows at once";
        return "this module's time is the operating system's: it is not set here";
    }

    /// <summary>Takes the system's time for right, because a person says that it is: also where the module knew a later one. False: it is
    /// another time.</summary>
    /// <param name="utc">The time that the person says.</param>
    internal bool Believe(long utc) => _memory != null && _memory.Believe(utc);

    /// <inheritdoc/>
    public IEventObserver? CreateObserver(ModuleSettings? settings) => new EventLog(_log, settings);

    /// <inheritdoc/>
    public ILinkPoller[] CreatePollers()
    {
        var pollers = new List<LinkPoller>();
        while (pollers.Count < Math.Min(Environment.ProcessorCount, MostLoops))
        {
            LinkPoller? poller = LinkPoller.TryCreate(_clock);
            if (poller == null) break;
            pollers.Add(poller);
        }
        if (pollers.Count == 0)
        {
            _log.Line("warning: no epoll to be had, so every session takes a thread: more memory and less speed with many clients");
        }
        return [.. pollers];
    }

    /// <inheritdoc/>
    public ITlsListener? OpenTls(ModuleSettings settings, CredentialSet credentials, ModuleRun run, out string problem)
    {
        var problems = new ProblemList();
        HostCredentials? own = Read(settings, credentials, problems);
        problem = own == null ? Words(problems) : "the listener has no certificate, or no CA of its clients";
        if (own?.Identity == null || own.Trust == null) return null;
        var verifier = new PeerVerifier(own.Trust, HostSettings.Verification(settings), _clock);
        TlsListenerOptions options = HostSettings.Listener(settings, FileLimit.Left());
        if (options.Waiting < HostSettings.MostWaiting)
        {
            _log.Line($"note: {options.Waiting} connections may wait for their handshake, for the module may have {FileLimit.Most()} "
                + "file handles only; LimitNOFILE= or ulimit -n gives it more");
        }
        var listener = TlsListener.TryOpen(
            options, own.Identity, verifier, _clock, run.Events, run.Counters, out problem, run.Trace, Handles(run));
        return listener == null ? null : new HostTls(listener, verifier, this);
    }

    /// <inheritdoc/>
    public IListener? OpenPlain(ModuleSettings settings, ModuleRun run, out string address, out string problem)
    {
        IPEndPoint at = HostSettings.EndPoint(settings, SettingKeys.UnsafePlainListen);
        PlainListener? listener = PlainListener.TryOpen(at, HostSettings.PlainRoles(settings), _clock, out problem, Handles(run));
        address = listener == null ? "" : listener.LocalEndPoint.ToString();
        return listener;
    }

    /// <inheritdoc/>
    public IDialer? CreateDialer(string host, int port, OwnAddress? own, ModuleRun run, out string problem)
    {
        problem = "";
        return new TcpDialer(host, port, _clock, Handles(run));
    }

    /// <inheritdoc/>
    public ISerialPort CreatePort(SerialSetting line) => new TtyPort(line.Port, line.Format, line.IsRs485, _clock);

    /// <inheritdoc/>
    public string[] SerialPorts() => SerialPortNames.There();

    /// <inheritdoc/>
    public IUplink? OpenUplink(
        ModuleSettings settings, CredentialsInUse credentials, ReportTopics topics, ModuleStatus status, ModuleRun run, QuietCheck isQuiet)
    {
        if (!settings.IsOn(SettingKeys.MqttBroker)) return null;
        var uplink = new MqttUplink(
            _clock, HostSettings.Broker(settings, topics.Events, () => Broker(settings, credentials())), topics.State,
            number => Report.Offline(status, number, false), _log.Line);
        uplink.Start();
        return uplink;
    }

    /// <inheritdoc/>
    public IPanel? CreatePanel() => null;

    /// <inheritdoc/>
    public string ClaimCodePlace => $"in the file {Path.Combine(Folder, StoredModule.LabelFile)}";

    /// <inheritdoc/>
    public string WayBackProblem(bool hasKeySwitch, out string remedy)
    {
        remedy = "stop the module, and then, as the user whom the folder belongs to: "
            + $"'edgeguard-module --store {Folder} --forget-accounts'";
        return "accounts are not removed at a console of this module";
    }

    /// <inheritdoc/>
    public void LookAround()
    {
        // There is no hardware of our own.
    }

    /// <inheritdoc/>
    public void Tell(RunningGuard guard)
    {
        ModuleSettings settings = guard.Settings;
        _log.Line($"{Summary(guard.Configuration)}, {guard.PlcPortNames}");
        SerialSetting[] clients = PlcPortPlan.Clients(settings);
        foreach (SerialSetting client in clients)
        {
            _log.Line($"listening (serial) at {client.Port}, {client.Format}: the client has role {client.Role}");
        }
        foreach (SerialSetting line in new PlcPortPlan(settings).Buses.Concat(clients))
        {
            string? note = TtyProblem.Note(line.Port, line.Format);
            if (note != null) _log.Line("note: " + note);
        }
        if (guard.IsIsolated) _log.Line("ISOLATED: nobody is let in; 'isolate off' at the console opens the module");
        foreach (ListenerStatus listener in guard.Listening)
        {
            if (listener.Transport == PeerTransport.Tls) _log.Line($"listening (TLS) on {listener.Address}");
            if (listener.Transport == PeerTransport.Plain)
            {
                _log.Line($"UNSAFE: listening (plain) on {listener.Address}: clients are known by their address alone");
            }
        }
        // Of a file's settings that was said where the file was read.
        if (settings.IsStored) TellOfPorts(settings);
    }

    /// <inheritdoc/>
    public void Tell(ConfigurationReading reading)
    {
        var problems = new FileProblems();
        problems.AddAll("settings", reading.Settings);
        problems.AddAll("policy", reading.Policy);
        _log.Write(problems.Print);
    }

    /// <inheritdoc/>
    public void Note(string line) => _log.Line(line);

    /// <summary>What is in force, for the log.</summary>
    internal static string Summary(CheckedConfiguration configuration)
    {
        CompiledPolicy policy = configuration.Policy;
        return $"policy '{policy.Name}' version {policy.Version}, mode {configuration.Settings.Text(SettingKeys.Mode)}";
    }

    /// <summary>The errors in one line.</summary>
    internal static string Words(ProblemList problems)
    {
        var words = new List<string>();
        for (int i = 0; i < problems.Count; i++)
        {
            if (!problems[i].IsWarning) words.Add(problems[i].Message);
        }
        return string.Join("; ", words);
    }

    /// <summary>Credentials in the form that this machine uses them in. Null: <paramref name="problems"/> has what is wrong with
    /// them.</summary>
    internal HostCredentials? Read(ModuleSettings settings, CredentialSet credentials, ProblemList problems)
    {
        var found = new List<FileProblem>();
        BrokerSources broker = Broker(settings, credentials);
        HostCredentials? own = HostCredentials.Read(settings, RecordSources.Server(credentials), broker, _clock.Utc, found);
        RecordCertificates.Tell(found, problems);
        return own;
    }

    // A file is read again at every connection, so that one that was renewed counts.
    private BrokerSources Broker(ModuleSettings settings, CredentialSet credentials) =>
        settings.IsStored ? RecordSources.Broker(credentials) : new FileSources(SettingsFile, settings).Broker();

    private FileHandles Handles(ModuleRun run)
    {
        lock (_lock) return _handles ??= new FileHandles(_clock, run.Events, _log.Line);
    }

    private void TellOfPorts(ModuleSettings settings)
    {
        var missing = new ProblemList();
        HostSettingRules.SerialPortsAreThere(new PlacedSettings(settings), missing);
        for (int i = 0; i < missing.Count; i++) _log.Line($"warning: {missing[i].Message}");
    }
}
