using System.Net;
using EdgeGuard.Core;
using EdgeGuard.Module;
using EdgeGuard.Policy;
using EdgeGuard.Settings;
using EdgeGuard.Shell;
using EdgeGuard.Store;
using EdgeGuard.Traffic;
using nanoFramework.Runtime.Native;

namespace EdgeGuard.Device;

/// <summary>The parts of a real board.</summary>
internal sealed class BoardParts : IDeviceParts
{
    private const string MacRecord = "plc.mac";
    private const int MacLength = 6;

    // Enough for a commissioning; nobody fetches them before there is a broker.
    private const int UnconfiguredSpool = 1024;

    // TEST-NET-1 (RFC 5737): what the chip is told before anybody has said who the module is there never meets a network's own.
    private static readonly byte[] NoAddress = { 192, 0, 2, 1 };
    private static readonly byte[] NoMask = { 255, 255, 255, 0 };
    private static readonly byte[] NoGateway = { 0, 0, 0, 0 };

    private readonly Board _board;
    private readonly byte[] _mac;
    private readonly W5500Chip? _chip;
    private readonly BringUp? _bringUp;
    private readonly uint _freeAtStart;
    private bool _hasTimeServer;

    /// <param name="board">The board.</param>
    /// <param name="clock">Its time.</param>
    /// <param name="store">Its flash.</param>
    /// <param name="hmac">HMAC-SHA256.</param>
    /// <param name="random">Entropy.</param>
    internal BoardParts(Board board, IClock clock, IStore store, IHmac hmac, IRandom random)
    {
        _board = board;
        Clock = clock;
        Hmac = hmac;
        Random = random;
        Store = store;
        board.PrepareConsole();
        board.PrepareBus();
        Console = new SerialConsolePort(UartPort.Console(board.ConsolePort, clock), clock);
        _mac = OwnMac(store, random);
        var seed = new byte[2];
        random.Fill(seed, 0, seed.Length);
        _chip = board.CreatePlcSide(NoAddresses(_mac), seed[0] << 8 | seed[1], clock);
        if (_chip != null) _bringUp = new BringUp(_chip, clock);
        _freeAtStart = GC.Run(true);
    }

    /// <inheritdoc/>
    public IClock Clock { get; }

    /// <inheritdoc/>
    public IStore Store { get; }

    /// <inheritdoc/>
    public IHmac Hmac { get; }

    /// <inheritdoc/>
    public IRandom Random { get; }

    /// <inheritdoc/>
    public IConsolePort Console { get; }

    /// <inheritdoc/>
    public string Platform
    {
        get { return _board.Name + ", nanoFramework " + SystemInfo.Version.ToString() + " for " + SystemInfo.TargetName; }
    }

    /// <inheritdoc/>
    public bool HasPlcNetwork
    {
        get { return _chip != null; }
    }

    /// <inheritdoc/>
    /// <remarks>The processor does not tell a reset by the watchdog from a power cut, and the words say so.</remarks>
    public bool KnowsPowerCuts
    {
        get { return true; }
    }

    /// <inheritdoc/>
    public bool RenewsCredentials
    {
        get { return false; }
    }

    /// <inheritdoc/>
    /// <remarks>More than the sockets of a board can keep busy.</remarks>
    public int MostWorkers
    {
        get { return 64; }
    }

    /// <inheritdoc/>
    public int BatchBytes
    {
        get { return MqttUplink.BatchBytes; }
    }

    /// <inheritdoc/>
    /// <remarks>What has been taken since the start: the interpreter tells what is free, and not of how much.</remarks>
    public long MemoryBytes
    {
        get
        {
            uint free = GC.Run(false);
            return free < _freeAtStart ? _freeAtStart - free : 0;
        }
    }

    /// <inheritdoc/>
    public string MemoryProblem()
    {
        return "";
    }

    /// <inheritdoc/>
    public int SpoolOf(ModuleSettings? settings)
    {
        return settings == null ? UnconfiguredSpool : MemoryBudget.EventsOf(settings);
    }

    /// <inheritdoc/>
    public int TrafficRowsOf(ModuleSettings? settings)
    {
        return settings == null ? TrafficTable.DeviceRows : MemoryBudget.TrafficRowsOf(settings);
    }

    /// <inheritdoc/>
    public int PasswordCost(int targetMs)
    {
        return EdgeGuard.Store.PasswordCost.Measure(Hmac, Clock, targetMs);
    }

    /// <inheritdoc/>
    public void Check(ModuleSettings settings, CompiledPolicy policy, ProblemList problems)
    {
        new DeviceSettingRules(_board.BusPort, _board.SecondBusPort, _chip != null).Run(settings, problems);
        BoardCheck.Run(settings, policy, _board.Limits, problems);
    }

    /// <inheritdoc/>
    public void Check(ModuleSettings settings, CredentialSet credentials, ProblemList problems)
    {
        // Each was looked at where it was installed.
    }

    /// <inheritdoc/>
    public void Check(CredentialSet credentials, ProblemList problems)
    {
        if (credentials.GetKeyed(RecordName.TlsIdentity) != null && ServerCredentials.TryRead(credentials, out string problem) == null)
        {
            problems.Error(0, 0, RecordName.TlsIdentity, problem, "install a PEM chain together with its PEM key, unencrypted");
        }
        CheckAuthorities(credentials, RecordName.TlsCa, problems);
        CheckAuthorities(credentials, RecordName.MqttCa, problems);
        if (CertificateText.Count(credentials.Get(RecordName.MqttCa)) > 1)
        {
            problems.Error(
                0, 0, RecordName.MqttCa, "mqtt.ca holds more than one certificate, and the device's MQTT takes one",
                "install the CA of the broker alone");
        }
        if (credentials.Get(RecordName.TlsCrl) != null)
        {
            problems.Error(
                0, 0, RecordName.TlsCrl, "the device's TLS looks at no revocation list",
                "give clients short-lived certificates, or change the CA");
        }
    }

    /// <inheritdoc/>
    public string[] Describe(CredentialSet credentials)
    {
        return CertificateText.Lines(credentials, Clock);
    }

    /// <inheritdoc/>
    /// <remarks>None: the libraries tell nothing of a certificate's dates.</remarks>
    public ExpiryDates Expiries(ModuleSettings settings, CredentialSet credentials)
    {
        return new ExpiryDates();
    }

    /// <inheritdoc/>
    /// <remarks>The libraries have no call that makes one.</remarks>
    public string NewKey()
    {
        return "";
    }

    /// <inheritdoc/>
    public string Request(string key, string subject)
    {
        return "";
    }

    /// <inheritdoc/>
    public ITimeKeeper? CreateTimeKeeper(RecordStore records, IEventSink events)
    {
        var own = Clock as DeviceClock;
        if (own == null) return null;
        var calendar = new SystemTime();
        return new ClockKeeper(own, calendar, _board.CreateRtc(calendar), records, events);
    }

    /// <inheritdoc/>
    public void UseTimeServer(ModuleSettings settings)
    {
        if (_hasTimeServer) SntpServer.Stop();
        _hasTimeServer = settings.IsOn(SettingKeys.TimeServer);
        if (!_hasTimeServer) return;
        if (!SntpServer.Start(settings.Text(SettingKeys.TimeServer))) Note("the time server was not started: is the network up?");
    }

    /// <inheritdoc/>
    public string ClockSource
    {
        get { return DeviceWords.ClockSource; }
    }

    /// <inheritdoc/>
    public string SetClock(long utc, out string remedy)
    {
        return DeviceWords.SetClock(Clock, utc, out remedy);
    }

    /// <inheritdoc/>
    public IEventObserver? CreateObserver(ModuleSettings? settings)
    {
        return null;
    }

    /// <inheritdoc/>
    public ILinkPoller[] CreatePollers()
    {
        return new ILinkPoller[0];
    }

    /// <inheritdoc/>
    public ITlsListener? OpenTls(ModuleSettings settings, CredentialSet credentials, ModuleRun run, out string problem)
    {
        string at = settings.Text(SettingKeys.ListenTls);
        SettingText.TryEndpoint(at, out string host, out int port);
        ServerCredentials? own = ServerCredentials.TryUse(credentials, out problem);
        if (own == null) return null;
        bool acceptsFloor = settings.Text(SettingKeys.ClockUntrusted) == "floor";
        var setup = new TlsListenerSetup(host, port, settings.Milliseconds(SettingKeys.TlsHandshakeDeadline), acceptsFloor);
        PeerReader peers = PeersOf(settings.All(SettingKeys.TlsAddressRole));
        TlsListener? listener = TlsListener.TryOpen(setup, own, peers, Clock, run.Events, run.Counters, out problem);
        return listener == null ? null : new DeviceTls(listener, at, peers.Origin);
    }

    /// <inheritdoc/>
    public IListener? OpenPlain(ModuleSettings settings, ModuleRun run, out string address, out string problem)
    {
        address = settings.Text(SettingKeys.UnsafePlainListen);
        SettingText.TryEndpoint(address, out string host, out int port);
        return PlainListener.TryOpen(host, port, new AddressRoles(settings.All(SettingKeys.UnsafePlainRole)), Clock, out problem);
    }

    /// <inheritdoc/>
    public IDialer? CreateDialer(string host, int port, OwnAddress? own, ModuleRun run, out string problem)
    {
        byte[]? address = Ipv4Text.Read(host);
        problem = address == null ? DeviceWords.NoName(host) : "";
        if (address == null) return null;
        if (_chip == null) return new SocketDialer(host, port, Clock);
        if (own != null) _chip.Readdress(new W5500Addresses(_mac, own.Address, own.Mask, own.Gateway));
        return new W5500Dialer(_chip, address, port);
    }

    /// <inheritdoc/>
    public ISerialPort CreatePort(SerialSetting line)
    {
        ISerialPort? second = line.Port == _board.SecondBusPort ? _board.CreateSecondBus(line.Format, Clock) : null;
        return second ?? _board.CreateBus(line.Format, Clock);
    }

    /// <inheritdoc/>
    public string[] SerialPorts()
    {
        string second = _board.SecondBusPort;
        return second.Length == 0 ? new string[] { _board.BusPort } : new string[] { _board.BusPort, second };
    }

    /// <inheritdoc/>
    public IUplink? OpenUplink(
        ModuleSettings settings, CredentialsInUse inUse, ReportTopics topics, ModuleStatus status, ModuleRun run, QuietCheck isQuiet)
    {
        if (!settings.IsOn(SettingKeys.MqttBroker)) return null;
        CredentialSet credentials = inUse();
        SettingText.TryEndpoint(settings.Text(SettingKeys.MqttBroker), out string host, out int port);
        // CredentialNeeds has seen to it that there is a CA; one that cannot be read must not become a connection without TLS.
        if (settings.IsOn(SettingKeys.MqttTls) && CertificateText.Only(credentials.Get(RecordName.MqttCa)) == null)
        {
            Note("broker: mqtt.ca is no one certificate that can be read, and nothing is sent without it");
            return null;
        }
        // DeviceSettingRules has seen to it that it is an address: no name is looked up.
        var options = new MqttUplinkOptions(
            IPAddress.Parse(host), port, "edgeguard-" + settings.Text(SettingKeys.Site) + "-" + settings.Text(SettingKeys.Module))
        {
            User = settings.Text(SettingKeys.MqttUser),
            Password = PasswordOf(credentials),
            Authority = settings.IsOn(SettingKeys.MqttTls) ? CertificateText.Only(credentials.Get(RecordName.MqttCa)) : null,
            Certificate = CertificateText.OwnOf(credentials, RecordName.MqttIdentity),
        };
        var uplink = new MqttUplink(Clock, options, topics.State, number => Report.Offline(status, number, false))
        {
            Told = Note,
            IsQuiet = isQuiet,
            Heartbeats = run.Heartbeats,
        };
        uplink.Start();
        return uplink;
    }

    /// <inheritdoc/>
    public IWatchdog CreateWatchdog()
    {
        return _board.CreateWatchdog();
    }

    /// <inheritdoc/>
    public IPanel? CreatePanel()
    {
        return _board.CreatePanel();
    }

    /// <inheritdoc/>
    public string ClaimCodePlace
    {
        get { return DeviceWords.ClaimCodePlace; }
    }

    /// <inheritdoc/>
    public string WayBackProblem(bool hasKeySwitch, out string remedy)
    {
        return DeviceWords.WayBackProblem(hasKeySwitch, out remedy);
    }

    /// <inheritdoc/>
    public void Reboot()
    {
        _board.LetGo();
        Power.RebootDevice();
    }

    /// <inheritdoc/>
    public void LookAround()
    {
        string? line = _bringUp == null ? null : _bringUp.Look();
        if (line != null) Note(line);
    }

    /// <inheritdoc/>
    public void Tell(RunningGuard guard)
    {
        Note("in force: " + guard.PlcPortNames);
    }

    /// <inheritdoc/>
    /// <remarks>'check' at the console lists it.</remarks>
    public void Tell(ConfigurationReading reading)
    {
    }

    /// <inheritdoc/>
    public void Note(string line)
    {
        System.Console.WriteLine(line);
    }

    private static void CheckAuthorities(CredentialSet credentials, string record, ProblemList problems)
    {
        byte[]? pem = credentials.Get(record);
        if (pem != null) CertificateText.Check(pem, record, problems);
    }

    // The stock image shows nobody's certificate.
    private static PeerReader PeersOf(string[] addressRoles)
    {
        return new PeerReader(new AddressRoles(addressRoles), null);
    }

    private static string PasswordOf(CredentialSet credentials)
    {
        byte[]? password = credentials.Get(RecordName.MqttPassword);
        return password == null ? "" : Utf8Text.Read(password) ?? "";
    }

    /// <summary>What the chip is told while nobody has said who the module is on the PLC's network.</summary>
    internal static W5500Addresses NoAddresses(byte[] mac)
    {
        return new W5500Addresses(mac, NoAddress, NoMask, NoGateway);
    }

    // Locally administered; the same at every start, for switches that know who may be where.
    private static byte[] OwnMac(IStore store, IRandom random)
    {
        byte[]? mac = store.Read(MacRecord);
        if (mac != null && mac.Length == MacLength && (mac[0] & 3) == 2) return mac;
        mac = new byte[MacLength];
        random.Fill(mac, 0, mac.Length);
        mac[0] = (byte)((mac[0] | 2) & 0xFE);
        store.Write(MacRecord, mac);
        return mac;
    }
}
