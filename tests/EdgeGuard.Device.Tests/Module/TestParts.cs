using System.Collections.Generic;
using EdgeGuard.Core;
using EdgeGuard.Device.Tests.Libraries;
using EdgeGuard.Device.Tests.Simulator;
using EdgeGuard.Device.Tests.Storage;
using EdgeGuard.Module;
using EdgeGuard.Policy;
using EdgeGuard.Settings;
using EdgeGuard.Shell;
using EdgeGuard.Store;
using EdgeGuard.Testing;
using EdgeGuard.Testing.Store;
using EdgeGuard.Traffic;

namespace EdgeGuard.Device.Tests.Module;

/// <summary>A board in the time of a fake clock: the device's own store, UART and
/// W5500 driver on simulated counterparts; listeners and broker in memory.</summary>
internal sealed class TestParts : IDeviceParts
{
    internal const string BusPort = "COM2";

    private const int ConsoleCharacterUs = 87;
    private static readonly byte[] Mac = [0x02, 0x45, 0x47, 0, 0, 1];

    private readonly FakeClock _clock;
    private readonly W5500Chip _chip;
    private readonly BoardLimits _limits = new("a simulated board", 16, 3_932_160, 262_144, 4, false);

    internal TestParts(FakeClock clock, CutFiles files)
    {
        _clock = clock;
        Uart = new FakeUart(clock, ConsoleCharacterUs);
        FakeHardware.Renew().Uarts.Add("COM3", Uart);
        Store = new FlashStore("I:\\", files);
        Console = new SerialConsolePort(UartPort.Console("COM3", clock), clock);
        Plc = new MisbehavingPlc(clock);
        Wire = new PlcWire(clock, Plc);
        Simulator = new W5500Simulator(clock, Wire);
        _chip = new W5500Chip(
            Simulator, Simulator, new W5500Addresses(Mac, [192, 0, 2, 1], [255, 255, 255, 0], new byte[4]), 7, false, clock);
    }

    internal FakeUart Uart { get; }

    internal MisbehavingPlc Plc { get; }

    internal PlcWire Wire { get; }

    internal W5500Simulator Simulator { get; }

    /// <summary>Every listener that was opened, the newest last.</summary>
    internal List<FakeListener> Listeners { get; } = [];

    /// <summary>Whether no address can be listened on.</summary>
    internal bool CannotListen { get; set; }

    /// <summary>The broker; null: none is set.</summary>
    internal MemoryUplink? Uplink { get; private set; }

    internal List<string> Notes { get; } = [];

    /// <summary>The watchdog, which counts.</summary>
    internal CountingWatchdog Watchdog { get; } = new();

    internal FakePanel Panel { get; } = new();

    /// <summary>How often the processor was started anew.</summary>
    internal int Reboots { get; private set; }

    /// <summary>How often the module had nothing better to do.</summary>
    internal int Looks { get; private set; }

    public IClock Clock => _clock;

    public IStore Store { get; }

    public IHmac Hmac { get; } = new LibraryHmac();

    public IRandom Random { get; } = new SeededRandom(5);

    public IConsolePort Console { get; }

    public string Platform => "a simulated board";

    public bool HasPlcNetwork => true;

    public bool KnowsPowerCuts => true;

    public bool RenewsCredentials => false;

    public int MostWorkers => 64;

    public int BatchBytes => MqttUplink.BatchBytes;

    public long MemoryBytes => 1_048_576;

    public string MemoryProblem() => "";

    public int SpoolOf(ModuleSettings? settings) => settings == null ? 1024 : MemoryBudget.EventsOf(settings);

    public int TrafficRowsOf(ModuleSettings? settings) =>
        settings == null ? TrafficTable.DeviceRows : MemoryBudget.TrafficRowsOf(settings);

    public int PasswordCost(int targetMs) => 1_000;

    public void Check(ModuleSettings settings, CompiledPolicy policy, ProblemList problems)
    {
        new DeviceSettingRules(BusPort, "", true).Run(settings, problems);
        BoardCheck.Run(settings, policy, _limits, problems);
    }

    public void Check(ModuleSettings settings, CredentialSet credentials, ProblemList problems)
    {
        // As below.
    }

    public void Check(CredentialSet credentials, ProblemList problems)
    {
        // Certificates are the listener's, and that is in memory.
    }

    public string[] Describe(CredentialSet credentials) => [];

    public ExpiryDates Expiries(ModuleSettings settings, CredentialSet credentials) => new();

    public string NewKey() => "";

    public string Request(string key, string subject) => "";

    public ITimeKeeper? CreateTimeKeeper(RecordStore records, IEventSink events) => null;

    public void UseTimeServer(ModuleSettings settings)
    {
        // The test sets the time.
    }

    public string ClockSource => DeviceWords.ClockSource;

    public string SetClock(long utc, out string remedy) => DeviceWords.SetClock(_clock, utc, out remedy);

    public IEventObserver? CreateObserver(ModuleSettings? settings) => null;

    public ILinkPoller[] CreatePollers() => [];

    public ITlsListener? OpenTls(ModuleSettings settings, CredentialSet credentials, ModuleRun run, out string problem)
    {
        FakeListener? listener = Open(out problem);
        return listener == null ? null : new DeviceTls(listener, settings.Text(SettingKeys.ListenTls), RoleOrigin.AddressTable);
    }

    public IListener? OpenPlain(ModuleSettings settings, ModuleRun run, out string address, out string problem)
    {
        address = settings.Text(SettingKeys.UnsafePlainListen);
        return Open(out problem);
    }

    public IDialer? CreateDialer(string host, int port, OwnAddress? own, ModuleRun run, out string problem)
    {
        byte[]? address = Ipv4Text.Read(host);
        problem = address == null ? DeviceWords.NoName(host) : "";
        if (own != null) _chip.Readdress(new W5500Addresses(Mac, own.Address, own.Mask, own.Gateway));
        return address == null ? null : new W5500Dialer(_chip, address, port);
    }

    public ISerialPort CreatePort(SerialSetting line) => UartPort.Rs485(line.Port, line.Format, _clock);

    public string[] SerialPorts() => [BusPort];

    public IUplink? OpenUplink(
        ModuleSettings settings, CredentialsInUse credentials, ReportTopics topics, ModuleStatus status, ModuleRun run, QuietCheck isQuiet)
    {
        return Uplink = settings.IsOn(SettingKeys.MqttBroker) ? new MemoryUplink() : null;
    }

    public IWatchdog CreateWatchdog() => Watchdog;

    public IPanel? CreatePanel() => Panel;

    public string ClaimCodePlace => DeviceWords.ClaimCodePlace;

    public string WayBackProblem(bool hasKeySwitch, out string remedy) => DeviceWords.WayBackProblem(hasKeySwitch, out remedy);

    public void Reboot() => Reboots++;

    public void LookAround() => Looks++;

    public void Tell(RunningGuard guard) => Note("in force: " + guard.PlcPortNames);

    public void Tell(ConfigurationReading reading)
    {
        // The console lists it.
    }

    public void Note(string line)
    {
        lock (Notes) Notes.Add(line);
    }

    private FakeListener? Open(out string problem)
    {
        problem = CannotListen ? "cannot listen there" : "";
        if (CannotListen) return null;
        var listener = new FakeListener(_clock);
        Listeners.Add(listener);
        return listener;
    }
}
