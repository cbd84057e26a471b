using EdgeGuard.Policy;
using EdgeGuard.Settings;

namespace EdgeGuard.Device;

/// <summary>What settings may ask of a device beyond what they may of any
/// module: numbers for names, and the parts that the board has. Pure.</summary>
internal static class DeviceCheck
{
    /// <summary>Adds what a board cannot do.</summary>
    /// <param name="settings">Checked as any module's.</param>
    /// <param name="busPort">The board's RS-485 port.</param>
    /// <param name="hasPlcSide">Whether the board has a chip toward the PLC.</param>
    /// <param name="problems">Takes what is wrong.</param>
    internal static void Run(ModuleSettings settings, string busPort, bool hasPlcSide, ProblemList problems)
    {
        Address(settings, SettingKeys.ListenTls, problems);
        Address(settings, SettingKeys.UnsafePlainListen, problems);
        Address(settings, SettingKeys.PlcAddress, problems);
        Address(settings, SettingKeys.MqttBroker, problems);
        Roles(settings, problems);
        if (settings.IsOn(SettingKeys.PlcAddress) && hasPlcSide) Plc(settings, problems);
        Ports(settings, busPort, problems);
        WithoutEffect(settings, SettingKeys.TlsHandshakes, "this module makes one TLS handshake at a time", problems);
        WithoutEffect(settings, SettingKeys.PeerExpiryGrace, "its TLS judges certificates' dates itself, and allows no grace", problems);
        WithoutEffect(settings, SettingKeys.CrlStale, "its TLS looks at no revocation list", problems);
        WithoutEffect(settings, SettingKeys.EventsUnheard, "its MQTT does not say whether anybody subscribes", problems);
    }

    private static void WithoutEffect(ModuleSettings settings, string key, string reason, ProblemList problems)
    {
        if (settings.All(key).Length > 0) problems.Warn(0, 0, "", key + " has no effect: " + reason, "remove the line");
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

    private static void Roles(ModuleSettings settings, ProblemList problems)
    {
        string[] values = settings.All(SettingKeys.UnsafePlainRole);
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

    private static void Plc(ModuleSettings settings, ProblemList problems)
    {
        if (!settings.IsOn(SettingKeys.PlcOwnAddress))
        {
            Error(
                SettingKeys.PlcOwnAddress, "", "the module has no address on the PLC's network",
                "set it to a free one there, such as 192.168.1.250/24", problems);
        }
        int connections = settings.Number(SettingKeys.PlcConnections);
        if (connections > W5500Chip.MaxLinks)
        {
            Error(
                SettingKeys.PlcConnections, connections.ToString(),
                "the chip toward the PLC has " + W5500Chip.MaxLinks.ToString() + " connections",
                "set it to 1 … " + W5500Chip.MaxLinks.ToString(), problems);
        }
    }

    private static void Ports(ModuleSettings settings, string busPort, ProblemList problems)
    {
        SerialSetting[] buses = new PlcPortPlan(settings).Buses;
        SerialSetting[] clients = PlcPortPlan.Clients(settings);
        for (int i = 0; i < buses.Length; i++) Port(SettingKeys.Bus, buses[i], busPort, problems);
        for (int i = 0; i < clients.Length; i++) Port(SettingKeys.ListenSerial, clients[i], busPort, problems);
    }

    private static void Port(string key, SerialSetting line, string busPort, ProblemList problems)
    {
        if (line.Port != busPort)
        {
            Error(key, line.Port, "there is no serial port '" + line.Port + "' for it", "the RS-485 port is " + busPort, problems);
        }
    }

    private static void Error(string key, string value, string message, string remedy, ProblemList problems)
    {
        problems.Error(0, 0, value, key + ": " + message, remedy);
    }
}
