using System;
using System.Collections.Generic;
using System.Linq;
using System.Reflection;
using EdgeGuard.Core;
using EdgeGuard.Module;
using EdgeGuard.Settings;

namespace EdgeGuard.Host.Tests.Module;

/// <summary>For every key another value than the default, and where it shows that it is in force.</summary>
internal static class SettingSamples
{
    private static readonly Dictionary<string, string> Values = new()
    {
        [SettingKeys.Site] = "south",
        [SettingKeys.Module] = "m2",
        [SettingKeys.SiteZone] = "CET-1CEST,M3.5.0,M10.5.0/3",
        [SettingKeys.Mode] = "observe",
        [SettingKeys.ListenTls] = "127.0.0.2:0",
        [SettingKeys.TlsAddressRole] = "127.0.0.1 Operator",
        [SettingKeys.TlsHandshakeDeadline] = "6s",
        [SettingKeys.TlsHandshakes] = "4",
        [SettingKeys.PeerExpiryGrace] = "1h",
        [SettingKeys.CrlStale] = "accept",
        [SettingKeys.ClockUntrusted] = "floor",
        [SettingKeys.TimeServer] = "10.0.0.9",
        [SettingKeys.UnsafePlainListen] = "127.0.0.1:0",
        [SettingKeys.UnsafePlainRole] = "127.0.0.1 Operator",
        [SettingKeys.ListenSerial] = "/dev/ttyNONE1 19200 8E1 Operator",
        [SettingKeys.ClientIdle] = "5m",
        [SettingKeys.FrameMax] = "300",
        [SettingKeys.PlcAddress] = "127.0.0.1:2",
        [SettingKeys.PlcOwnAddress] = "10.0.0.9/24",
        [SettingKeys.PlcTimeout] = "2s",
        [SettingKeys.PlcConnectTimeout] = "3s",
        [SettingKeys.PlcConnections] = "2",
        [SettingKeys.PlcIdle] = "10s",
        [SettingKeys.PlcConnectDelay] = "1s",
        [SettingKeys.PlcUnitAlias] = "255 1",
        [SettingKeys.Bus] = "north /dev/ttyNONE2 19200 8E1\nunit 9 on north",
        [SettingKeys.Unit] = "1-4 on plc timeout 2s",
        [SettingKeys.MqttBroker] = "127.0.0.1:2",
        [SettingKeys.MqttTls] = "on",
        [SettingKeys.MqttUser] = "m1",
        [SettingKeys.MqttMetrics] = "20s",
        [SettingKeys.EventsSpool] = "4096",
        [SettingKeys.EventsUnheard] = "keep",
        [SettingKeys.EventsWrites] = "on",
        [SettingKeys.TrafficRows] = "128",
        [SettingKeys.TrafficValues] = "writes",
        [SettingKeys.TrafficPublish] = "10m",
        [SettingKeys.AccessIdle] = "5m",
        [SettingKeys.AccessPasswordTime] = "600ms",
    };

    // Of what takes effect at once: what the guard, the listener and the reporter at work go by.
    private static readonly Dictionary<string, Func<RunningGuard, object?>> Signs = new()
    {
        [SettingKeys.SiteZone] = guard => guard.Gateway.Configuration.SiteTime.WeekMinute(0),
        [SettingKeys.Mode] = guard => guard.Gateway.Configuration.Mode,
        [SettingKeys.PeerExpiryGrace] = guard => guard.Gateway.Configuration.PeerExpiryGraceMs + Verification(guard).ExpiryGraceMs,
        [SettingKeys.CrlStale] = guard => Verification(guard).StaleCrl,
        [SettingKeys.ClockUntrusted] = guard => $"{guard.Gateway.Configuration.AcceptClockFloor} {Verification(guard).UntrustedClock}",
        [SettingKeys.ClientIdle] = guard => guard.Gateway.Configuration.ClientIdleMs,
        [SettingKeys.FrameMax] = guard => guard.Gateway.Configuration.MaxFrame,
        [SettingKeys.PlcTimeout] = guard => guard.Gateway.Configuration.PlcTimeoutMs,
        [SettingKeys.PlcConnectTimeout] = guard => guard.Gateway.Configuration.PlcConnectMs,
        [SettingKeys.PlcIdle] = guard => guard.Gateway.Configuration.PlcIdleMs,
        [SettingKeys.PlcConnectDelay] = guard => guard.Gateway.Configuration.PlcConnectDelayMs,
        [SettingKeys.PlcUnitAlias] = guard => guard.Gateway.Configuration.Units.Map(255),
        [SettingKeys.Unit] = guard => guard.Gateway.Configuration.Routes.TimeoutMs(1),
        [SettingKeys.EventsUnheard] = guard => ((Reporter)Field(guard, "_reporter")).KeepsUnheard,
        [SettingKeys.EventsWrites] = guard => guard.Gateway.Configuration.ReportWrites,
        [SettingKeys.TrafficValues] = guard => guard.Gateway.Traffic!.RecordsValues,
    };

    /// <summary>The value, with further lines that it needs.</summary>
    internal static string ValueOf(string key)
    {
        Assert.IsTrue(Values.TryGetValue(key, out string? value), $"{key}: add a sample, and what shows that it is in force");
        return value;
    }

    /// <summary>What the module at work goes by, for a key that takes effect at once and is the guard's; null for another key.</summary>
    internal static Func<RunningGuard, object?>? SignOf(string key) => Signs.GetValueOrDefault(key);

    /// <summary>The settings with a key of theirs set to its sample.</summary>
    internal static string With(string settings, string key)
    {
        IEnumerable<string> others = settings.Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Where(line => !line.StartsWith(key + " ", StringComparison.Ordinal));
        return string.Join('\n', others) + $"\n{key} {ValueOf(key)}\n";
    }

    private static PeerVerifierOptions Verification(RunningGuard guard) =>
        ((PeerVerifier)Field(Field(Field(guard, "_listeners"), "Tls"), "verifier")).Options;

    /// <summary>The guard of a module that is made from files.</summary>
    internal static RunningGuard GuardOf(HostedModule module) => (RunningGuard)Field(module, "_guard");

    private static object Field(object owner, string name)
    {
        FieldInfo? field = Array.Find(
            owner.GetType().GetFields(BindingFlags.Instance | BindingFlags.NonPublic), one =>
                one.Name.Contains(name, StringComparison.Ordinal));
        Assert.IsNotNull(field, name);
        return field.GetValue(owner)!;
    }
}
