using System.IO;
using System.Linq;
using System.Net;
using EdgeGuard.Core;
using EdgeGuard.Policy;
using EdgeGuard.Settings;

namespace EdgeGuard.Host;

/// <summary>What settings may ask of a module on this machine beyond what they may of any, one row a rule: addresses that its network
/// library takes, and nothing that only a device needs.</summary>
internal static class HostSettingRules
{
    internal static readonly SettingRule[] All =
    [
        AddressesAreAddresses,
        RolesAreTheCertificates,
        TheClockIsTheSystems,
        ThePlcsNetworkIsTheSystems,
        AFileHasNoConsole,
        SerialPortsAreThere,
    ];

    /// <summary>Adds what this machine cannot do, and the serial ports that are not there yet.</summary>
    internal static void Run(ModuleSettings settings, ProblemList problems) =>
        SettingRules.Run(All, new PlacedSettings(settings), problems);

    // The reader checks that these look like addresses, on the device too; whether they are is known to the network library.
    private static void AddressesAreAddresses(PlacedSettings placed, ProblemList problems)
    {
        Listener(placed.Settings, SettingKeys.ListenTls, problems);
        Listener(placed.Settings, SettingKeys.UnsafePlainListen, problems);
        foreach (string value in placed.Settings.All(SettingKeys.UnsafePlainRole))
        {
            SettingText.TryPair(value, out string address, out _);
            Address(SettingKeys.UnsafePlainRole, address, problems);
        }
    }

    // What only a device needs must not seem to work here.
    private static void RolesAreTheCertificates(PlacedSettings placed, ProblemList problems)
    {
        if (placed.Settings.All(SettingKeys.TlsAddressRole).Length == 0) return;
        problems.Error(
            0, 0, "", "tls.address-role is for a device that cannot read certificates; here the role is the certificate's",
            "remove the lines, and issue certificates with roles");
    }

    private static void TheClockIsTheSystems(PlacedSettings placed, ProblemList problems)
    {
        if (!placed.Settings.IsOn(SettingKeys.TimeServer)) return;
        problems.Error(
            0, 0, "", "time.server is for a device; the clock here is the system's",
            "remove the line, and set the time server up in the operating system");
    }

    private static void ThePlcsNetworkIsTheSystems(PlacedSettings placed, ProblemList problems)
    {
        const string Reason = "here the operating system has the address on the PLC's network";
        SettingRules.HasNoEffect(placed, SettingKeys.PlcOwnAddress, Reason, problems);
    }

    private static void AFileHasNoConsole(PlacedSettings placed, ProblemList problems)
    {
        const string Reason = "a module with a settings file has no console";
        if (placed.Settings.IsStored) return;
        SettingRules.HasNoEffect(placed, SettingKeys.AccessIdle, Reason, problems);
        SettingRules.HasNoEffect(placed, SettingKeys.AccessPasswordTime, Reason, problems);
    }

    /// <summary>Warns of serial ports that are not there. That is no error: an adapter may be plugged in later.</summary>
    internal static void SerialPortsAreThere(PlacedSettings placed, ProblemList problems)
    {
        foreach (SerialSetting line in new PlcPortPlan(placed.Settings).Buses.Concat(PlcPortPlan.Clients(placed.Settings)))
        {
            if (Path.Exists(line.Port)) continue;
            string missing = TtyProblem.Text(line.Port, line.Format, line.IsRs485, SerialFault.Missing);
            problems.Warn(0, 0, line.Port, missing, "until it is there, its clients get exception 0A; it is opened then by itself");
        }
    }

    private static void Listener(ModuleSettings settings, string key, ProblemList problems)
    {
        if (settings.IsOn(key) && SettingText.TryEndpoint(settings.Text(key), out string host, out _)) Address(key, host, problems);
    }

    private static void Address(string key, string address, ProblemList problems)
    {
        if (!IPAddress.TryParse(address, out _))
        {
            problems.Error(0, 0, address, $"{key}: '{address}' is no IP address", "write it in full, such as 10.0.0.5 or ::1");
        }
    }
}
