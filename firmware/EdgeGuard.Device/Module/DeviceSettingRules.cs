using EdgeGuard.Policy;
using EdgeGuard.Settings;

namespace EdgeGuard.Device;

/// <summary>What settings may ask of a device beyond what they may of any module, one row a rule: numbers for names, and the parts that
/// the board has. Pure.</summary>
internal sealed class DeviceSettingRules
{
    private readonly string _busPort;
    private readonly string _secondPort;
    private readonly bool _hasPlcSide;

    /// <param name="busPort">The board's RS-485 port.</param>
    /// <param name="secondPort">The port of its second bus; empty: it has none.</param>
    /// <param name="hasPlcSide">Whether the board has a chip toward the PLC.</param>
    internal DeviceSettingRules(string busPort, string secondPort, bool hasPlcSide)
    {
        _busPort = busPort;
        _secondPort = secondPort;
        _hasPlcSide = hasPlcSide;
        All = new SettingRule[]
        {
            AddressesAreNumbers, RolesAreOfNumbers, ThePlcsSideHasAnAddress, TheChipHasTheConnections, SerialPortsAreTheBoards,
            NothingForAnotherPlatform,
        };
    }

    /// <summary>The rules, in the order in which problems are listed.</summary>
    internal SettingRule[] All { get; }

    /// <summary>Adds what a board cannot do.</summary>
    /// <param name="settings">Checked as any module's.</param>
    /// <param name="problems">Takes what is wrong.</param>
    internal void Run(ModuleSettings settings, ProblemList problems)
    {
        SettingRules.Run(All, new PlacedSettings(settings), problems);
    }

    private static void AddressesAreNumbers(PlacedSettings placed, ProblemList problems)
    {
        Address(placed.Settings, SettingKeys.ListenTls, problems);
        Address(placed.Settings, SettingKeys.UnsafePlainListen, problems);
        Address(placed.Settings, SettingKeys.PlcAddress, problems);
        Address(placed.Settings, SettingKeys.MqttBroker, problems);
    }

    private static void RolesAreOfNumbers(PlacedSettings placed, ProblemList problems)
    {
        string[] values = placed.Settings.All(SettingKeys.UnsafePlainRole);
        for (int i = 0; i < values.Length; i++)
        {
            SettingText.TryPair(values[i], out string address, out _);
            if (Ipv4Text.Read(address) == null)
            {
                Error(
                    SettingKeys.UnsafePlainRole, address, "'" + address + "' is no IPv4 address", "write it in numbers, such as 10.0.0.5",
                    problems);
            }
        }
    }

    private void ThePlcsSideHasAnAddress(PlacedSettings placed, ProblemList problems)
    {
        if (!UsesPlcSide(placed) || placed.Settings.IsOn(SettingKeys.PlcOwnAddress)) return;
        Error(
            SettingKeys.PlcOwnAddress, "", "the module has no address on the PLC's network",
            "set it to a free one there, such as 192.168.1.250/24", problems);
    }

    private void TheChipHasTheConnections(PlacedSettings placed, ProblemList problems)
    {
        int connections = placed.Settings.Number(SettingKeys.PlcConnections);
        if (!UsesPlcSide(placed) || connections <= W5500Chip.MaxLinks) return;
        Error(
            SettingKeys.PlcConnections, connections.ToString(),
            "the chip toward the PLC has " + W5500Chip.MaxLinks.ToString() + " connections",
            "set it to 1 … " + W5500Chip.MaxLinks.ToString(), problems);
    }

    private void SerialPortsAreTheBoards(PlacedSettings placed, ProblemList problems)
    {
        SerialSetting[] buses = new PlcPortPlan(placed.Settings).Buses;
        SerialSetting[] clients = PlcPortPlan.Clients(placed.Settings);
        for (int i = 0; i < buses.Length; i++) Port(SettingKeys.Bus, buses[i], problems);
        for (int i = 0; i < clients.Length; i++) Port(SettingKeys.ListenSerial, clients[i], problems);
    }

    private static void NothingForAnotherPlatform(PlacedSettings placed, ProblemList problems)
    {
        SettingRules.HasNoEffect(placed, SettingKeys.TlsHandshakes, "this module makes one TLS handshake at a time", problems);
        SettingRules.HasNoEffect(
            placed, SettingKeys.PeerExpiryGrace, "its TLS judges certificates' dates itself, and allows no grace", problems);
        SettingRules.HasNoEffect(placed, SettingKeys.CrlStale, "its TLS looks at no revocation list", problems);
        SettingRules.HasNoEffect(placed, SettingKeys.EventsUnheard, "its MQTT does not say whether anybody subscribes", problems);
    }

    private bool UsesPlcSide(PlacedSettings placed)
    {
        return _hasPlcSide && placed.Settings.IsOn(SettingKeys.PlcAddress);
    }

    // Looking a name up stops the whole interpreter until the name server answers.
    private static void Address(ModuleSettings settings, string key, ProblemList problems)
    {
        if (!settings.IsOn(key)) return;
        SettingText.TryEndpoint(settings.Text(key), out string host, out _);
        if (Ipv4Text.Read(host) == null)
        {
            Error(
                key, host, "'" + host + "' is no IPv4 address; this module looks no names up",
                "write the address in numbers, such as 10.0.0.5", problems);
        }
    }

    private void Port(string key, SerialSetting line, ProblemList problems)
    {
        if (line.Port == _busPort) return;
        if (_secondPort.Length > 0 && line.Port == _secondPort)
        {
            SecondPort(key, line, problems);
            return;
        }
        string there = "the RS-485 port is " + _busPort;
        if (_secondPort.Length > 0) there = "the RS-485 ports are " + _busPort + " and " + _secondPort;
        Error(key, line.Port, "there is no serial port '" + line.Port + "' for it", there, problems);
    }

    private static void SecondPort(string key, SerialSetting line, ProblemList problems)
    {
        int baud = line.Format.Baud;
        if (baud <= ChipPort.MostBaud && UartChip.Gives(baud)) return;
        Error(
            key, baud.ToString(), line.Port + " cannot have " + baud.ToString() + " Bd",
            "set it to " + ChipPort.MostBaud.ToString() + " or less, a rate in common use", problems);
    }

    private static void Error(string key, string value, string message, string remedy, ProblemList problems)
    {
        problems.Error(0, 0, value, key + ": " + message, remedy);
    }
}
