using System.Net;
using EdgeGuard.Policy;
using EdgeGuard.Settings;

namespace EdgeGuard.Host;

/// <summary>What settings may ask of a module on this machine beyond what they may of any: addresses that its network library takes, and
/// nothing that only a device needs.</summary>
internal static class HostCheck
{
    /// <summary>Adds what this machine cannot do, and the serial ports that are not there yet.</summary>
    internal static void Run(ModuleSettings settings, ProblemList problems)
    {
        Listener(settings, SettingKeys.ListenTls, problems);
        Listener(settings, SettingKeys.UnsafePlainListen, problems);
        foreach (string value in settings.All(SettingKeys.UnsafePlainRole))
        {
            SettingText.TryPair(value, out string address, out _);
            Address(SettingKeys.UnsafePlainRole, address, problems);
        }
        DeviceKeys(settings, problems);
        KeyCheck.Run(settings, problems);
        PortCheck.Run(settings, problems);
    }

    private static void Listener(ModuleSettings settings, string key, ProblemList problems)
    {
        if (settings.IsOn(key) && SettingText.TryEndpoint(settings.Text(key), out string host, out _)) Address(key, host, problems);
    }

    // The reader checks that these look like addresses, on the device too; whether they are is known to the network library.
    private static void Address(string key, string address, ProblemList problems)
    {
        if (!IPAddress.TryParse(address, out _))
        {
            problems.Error(0, 0, address, $"{key}: '{address}' is no IP address", "write it in full, such as 10.0.0.5 or ::1");
        }
    }

    // What only a device needs must not seem to work here: this module reads the role from the certificate, and has the system's clock.
    private static void DeviceKeys(ModuleSettings settings, ProblemList problems)
    {
        if (settings.All(SettingKeys.TlsAddressRole).Length > 0)
        {
            problems.Error(
                0, 0, "", "tls.address-role is for a device that cannot read certificates; here the role is the certificate's",
                "remove the lines, and issue certificates with roles");
        }
        if (settings.IsOn(SettingKeys.TimeServer))
        {
            problems.Error(
                0, 0, "", "time.server is for a device; the clock here is the system's",
                "remove the line, and set the time server up in the operating system");
        }
    }
}
