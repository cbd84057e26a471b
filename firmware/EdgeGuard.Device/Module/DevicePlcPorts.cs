using EdgeGuard.Core;
using EdgeGuard.Guard;
using EdgeGuard.Settings;

namespace EdgeGuard.Device;

/// <summary>The lines behind the module, made of a board's parts.</summary>
internal static class DevicePlcPorts
{
    /// <summary>What the gateway makes its lines from, in the order of their numbers.</summary>
    internal static PlcPortSetup[] Create(ModuleSettings settings, IDeviceParts parts)
    {
        var plan = new PlcPortPlan(settings);
        var lines = new PlcPortSetup[plan.Count];
        int count = 0;
        if (plan.HasPlc) lines[count++] = PlcPortSetup.Plc(Plc(settings, parts), settings.Number(SettingKeys.PlcConnections), plan.NameOf(0));
        for (int i = 0; i < plan.Buses.Length; i++)
        {
            lines[count] = PlcPortSetup.Bus(parts.CreatePort(plan.Buses[i]), GuardSettings.Bus(plan.Buses[i]), plan.NameOf(count));
            count++;
        }
        return lines;
    }

    /// <summary>Who the module is on the PLC's network; null where the settings do not say so.</summary>
    internal static OwnAddress? OwnOf(ModuleSettings settings)
    {
        return settings.IsOn(SettingKeys.PlcOwnAddress) ? OwnAddress.Read(settings.Text(SettingKeys.PlcOwnAddress), out _) : null;
    }

    private static IDialer Plc(ModuleSettings settings, IDeviceParts parts)
    {
        SettingText.TryEndpoint(settings.Text(SettingKeys.PlcAddress), out string host, out int port);
        // DeviceCheck has seen to it that it is an address.
        return parts.CreateDialer(Ipv4Text.Read(host)!, port, OwnOf(settings));
    }
}
