using EdgeGuard.Core;
using EdgeGuard.Guard;
using EdgeGuard.Modbus;
using EdgeGuard.Policy;

namespace EdgeGuard.Settings;

/// <summary>What checked settings mean to the guard: the same on every platform. Pure.</summary>
public static class GuardSettings
{
    /// <summary>The mode.</summary>
    public static GuardMode Mode(ModuleSettings settings)
    {
        return settings.Text(SettingKeys.Mode) == GuardModeText.Of(GuardMode.Observe) ? GuardMode.Observe : GuardMode.Enforce;
    }

    /// <summary>What requests are handled by.</summary>
    /// <param name="settings">Checked.</param>
    /// <param name="policy">What may pass.</param>
    /// <param name="zone">The site's time zone.</param>
    /// <param name="routes">Behind which line each unit is, of the lines that there are.</param>
    /// <param name="generation">Number of the configuration.</param>
    /// <param name="difference">While it is on trial: the note of what the one before would have let through.</param>
    public static GuardConfiguration Configuration(
        ModuleSettings settings, CompiledPolicy policy, SiteZone zone, UnitRoutes routes, int generation, LiveDifference? difference)
    {
        return new GuardConfiguration(policy)
        {
            Mode = Mode(settings),
            Generation = generation,
            PolicyHash = FirstWord(policy.GetHash()),
            PlcTimeoutMs = (int)settings.Milliseconds(SettingKeys.PlcTimeout),
            PlcConnectMs = (int)settings.Milliseconds(SettingKeys.PlcConnectTimeout),
            PlcIdleMs = (int)settings.Milliseconds(SettingKeys.PlcIdle),
            PlcConnectDelayMs = (int)settings.Milliseconds(SettingKeys.PlcConnectDelay),
            Units = Units(settings),
            Routes = routes,
            MaxFrame = settings.Number(SettingKeys.FrameMax),
            ClientIdleMs = (int)settings.Milliseconds(SettingKeys.ClientIdle),
            SiteTime = zone,
            AcceptClockFloor = settings.Text(SettingKeys.ClockUntrusted) == "floor",
            PeerExpiryGraceMs = settings.Milliseconds(SettingKeys.PeerExpiryGrace),
            ReportWrites = settings.IsOn(SettingKeys.EventsWrites),
            Difference = difference,
        };
    }

    /// <summary>What is reported of a configuration in force.</summary>
    public static ConfigurationStatus Status(ModuleSettings settings, CompiledPolicy policy, int generation)
    {
        return new ConfigurationStatus(settings.Text(SettingKeys.Mode), policy.Name, policy.Version, policy.HashText(), generation);
    }

    /// <summary>The silences of a serial line.</summary>
    public static RtuTiming Timing(SerialSetting line)
    {
        return new RtuTiming(line.Format, line.StretchPercent);
    }

    /// <summary>How a bus is used.</summary>
    public static BusOptions Bus(SerialSetting bus)
    {
        return new BusOptions(Timing(bus)) { Retries = bus.Retries, TurnaroundMs = bus.TurnaroundMs, HasEcho = bus.HasEcho };
    }

    private static UnitAliases Units(ModuleSettings settings)
    {
        byte[] units = UnitAliases.IdentityTable();
        string[] aliases = settings.All(SettingKeys.PlcUnitAlias);
        for (int i = 0; i < aliases.Length; i++)
        {
            SettingText.TryPair(aliases[i], out string from, out string to);
            SettingText.TryUnit(from, out int alias);
            SettingText.TryUnit(to, out int unit);
            units[alias] = (byte)unit;
        }
        return new UnitAliases(units);
    }

    private static int FirstWord(byte[] hash)
    {
        return hash[0] << 24 | hash[1] << 16 | hash[2] << 8 | hash[3];
    }
}
