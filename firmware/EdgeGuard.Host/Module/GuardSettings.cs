using System;
using System.Collections.Generic;
using System.Globalization;
using System.Net;
using EdgeGuard.Core.Guard;
using EdgeGuard.Core.Settings;
using EdgeGuard.Host.Mqtt;
using EdgeGuard.Host.Tls;
using EdgeGuard.Modbus;

namespace EdgeGuard.Host.Module;

/// <summary>What the settings mean to each part of the module.</summary>
internal static class GuardSettings
{
    internal static GuardMode Mode(ModuleSettings settings) => settings.Text(SettingKeys.Mode) == "observe" ? GuardMode.Observe : GuardMode.Enforce;

    internal static GuardConfiguration Configuration(ModuleFiles files, UnitRoutes routes, int generation, LiveDifference? difference = null)
    {
        ModuleSettings settings = files.Settings;
        return new GuardConfiguration(files.Policy)
        {
            Mode = Mode(settings),
            Generation = generation,
            PolicyHash = unchecked((int)uint.Parse(files.PolicyHash.AsSpan(0, 8), NumberStyles.HexNumber, CultureInfo.InvariantCulture)),
            PlcTimeoutMs = (int)settings.Milliseconds(SettingKeys.PlcTimeout),
            PlcConnectMs = (int)settings.Milliseconds(SettingKeys.PlcConnectTimeout),
            Units = Units(settings),
            Routes = routes,
            MaxFrame = settings.Number(SettingKeys.FrameMax),
            ClientIdleMs = (int)settings.Milliseconds(SettingKeys.ClientIdle),
            SiteTime = files.Zone,
            AcceptClockFloor = settings.Text(SettingKeys.ClockUntrusted) == "floor",
            PeerExpiryGraceMs = settings.Milliseconds(SettingKeys.PeerExpiryGrace),
            ReportWrites = settings.IsOn(SettingKeys.EventsWrites),
            Difference = difference,
        };
    }

    internal static PeerVerifierOptions Verification(ModuleSettings settings) => new()
    {
        StaleCrl = settings.Text(SettingKeys.CrlStale) == "accept" ? StaleCrl.Accept : StaleCrl.Refuse,
        ExpiryGraceMs = settings.Milliseconds(SettingKeys.PeerExpiryGrace),
        UntrustedClock = settings.Text(SettingKeys.ClockUntrusted) == "floor" ? UntrustedClock.Floor : UntrustedClock.Refuse,
    };

    internal static IReadOnlyDictionary<IPAddress, string> PlainRoles(ModuleSettings settings)
    {
        var roles = new Dictionary<IPAddress, string>();
        foreach (string value in settings.All(SettingKeys.UnsafePlainRole))
        {
            SettingText.TryPair(value, out string address, out string role);
            roles[IPAddress.Parse(address)] = role;
        }
        return roles;
    }

    internal static MqttUplinkOptions Broker(ModuleFiles files)
    {
        ModuleSettings settings = files.Settings;
        SettingText.TryEndpoint(settings.Text(SettingKeys.MqttBroker), out string host, out int port);
        return new MqttUplinkOptions
        {
            Host = host,
            Port = port,
            ClientId = $"edgeguard-{settings.Text(SettingKeys.Site)}-{settings.Text(SettingKeys.Module)}",
            UseTls = settings.Text(SettingKeys.MqttTls) == "on",
            CaFile = OptionalFile(files, SettingKeys.MqttCa),
            CertificateFile = OptionalFile(files, SettingKeys.MqttCertificate),
            KeyFile = OptionalFile(files, SettingKeys.MqttKey),
            User = settings.Text(SettingKeys.MqttUser),
            PasswordFile = OptionalFile(files, SettingKeys.MqttPasswordFile),
        };
    }

    internal static BusOptions Bus(SerialSetting bus) => new(new RtuTiming(bus.Format, bus.StretchPercent))
    {
        Retries = bus.Retries,
        TurnaroundMs = bus.TurnaroundMs,
        HasEcho = bus.HasEcho,
    };

    private static string OptionalFile(ModuleFiles files, string key) => files.Settings.Text(key).Length > 0 ? files.File(key) : "";

    private static UnitMap Units(ModuleSettings settings)
    {
        byte[] units = UnitMap.IdentityTable();
        foreach (string value in settings.All(SettingKeys.PlcUnitAlias))
        {
            SettingText.TryPair(value, out string from, out string to);
            SettingText.TryUnit(from, out int alias);
            SettingText.TryUnit(to, out int unit);
            units[alias] = (byte)unit;
        }
        return new UnitMap(units);
    }
}
