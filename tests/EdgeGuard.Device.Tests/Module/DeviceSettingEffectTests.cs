using System;
using System.Collections.Generic;
using EdgeGuard.Guard;
using EdgeGuard.Module;
using EdgeGuard.Settings;

namespace EdgeGuard.Device.Tests.Module;

/// <summary>A commit of a key does what its row says, on a device: at once, with a new guard, or at the next start.</summary>
[TestClass]
public sealed class DeviceSettingEffectTests
{
    private const string Waits = "takes effect at the next start: ";

    // What the board's libraries leave nothing to set: the commit says so.
    private static readonly string[] WithoutEffect =
        [SettingKeys.TlsHandshakes, SettingKeys.PeerExpiryGrace, SettingKeys.CrlStale, SettingKeys.EventsUnheard];

    // Another value of each key. Those that need certificates are the host's to show: the guard is the same.
    private static readonly Dictionary<string, string> Values = new()
    {
        [SettingKeys.Site] = "south",
        [SettingKeys.Module] = "m2",
        [SettingKeys.SiteZone] = "CET-1CEST,M3.5.0,M10.5.0/3",
        [SettingKeys.Mode] = "observe",
        [SettingKeys.TlsAddressRole] = "192.0.2.9 Operator",
        [SettingKeys.TlsHandshakeDeadline] = "6s",
        [SettingKeys.TlsHandshakes] = "4",
        [SettingKeys.PeerExpiryGrace] = "1h",
        [SettingKeys.CrlStale] = "accept",
        [SettingKeys.ClockUntrusted] = "floor",
        [SettingKeys.TimeServer] = "192.0.2.7",
        [SettingKeys.UnsafePlainListen] = "0.0.0.0:503",
        [SettingKeys.UnsafePlainRole] = "192.0.2.10 Operator",
        [SettingKeys.ListenSerial] = TestParts.BusPort + " 19200 8E1 Operator",
        [SettingKeys.ClientIdle] = "5m",
        [SettingKeys.FrameMax] = "300",
        [SettingKeys.PlcAddress] = "192.168.1.20:502",
        [SettingKeys.PlcOwnAddress] = "192.168.1.251/24",
        [SettingKeys.PlcTimeout] = "2s",
        [SettingKeys.PlcConnectTimeout] = "3s",
        [SettingKeys.PlcConnections] = "2",
        [SettingKeys.PlcIdle] = "10s",
        [SettingKeys.PlcConnectDelay] = "1s",
        [SettingKeys.PlcUnitAlias] = "255 1",
        [SettingKeys.Bus] = "north " + TestParts.BusPort + " 19200 8E1\rset unit 9 on north",
        [SettingKeys.Unit] = "1-4 on plc timeout 2s",
        [SettingKeys.MqttBroker] = "10.0.0.9:1883\rset mqtt.tls off",
        [SettingKeys.MqttMetrics] = "20s",
        [SettingKeys.EventsSpool] = "4096",
        [SettingKeys.EventsUnheard] = "keep",
        [SettingKeys.EventsWrites] = "on",
        [SettingKeys.TrafficRows] = "128",
        [SettingKeys.TrafficValues] = "writes",
        [SettingKeys.TrafficPublish] = "10m",
        [SettingKeys.AccessIdle] = "11m",
        [SettingKeys.AccessPasswordTime] = "600ms",
    };

    // They need a certificate or a password beside them, and are changed with those: ends the guard either way.
    private static readonly string[] WithCredentials = [SettingKeys.ListenTls, SettingKeys.MqttTls, SettingKeys.MqttUser];

    private static readonly Dictionary<string, Func<GuardConfiguration, object>> Signs = new()
    {
        [SettingKeys.SiteZone] = configuration => configuration.SiteTime.WeekMinute(0),
        [SettingKeys.Mode] = configuration => configuration.Mode,
        [SettingKeys.ClockUntrusted] = configuration => configuration.AcceptClockFloor,
        [SettingKeys.ClientIdle] = configuration => configuration.ClientIdleMs,
        [SettingKeys.FrameMax] = configuration => configuration.MaxFrame,
        [SettingKeys.PlcTimeout] = configuration => configuration.PlcTimeoutMs,
        [SettingKeys.PlcConnectTimeout] = configuration => configuration.PlcConnectMs,
        [SettingKeys.PlcIdle] = configuration => configuration.PlcIdleMs,
        [SettingKeys.PlcConnectDelay] = configuration => configuration.PlcConnectDelayMs,
        [SettingKeys.PlcUnitAlias] = configuration => configuration.Units.Map(255),
        [SettingKeys.Unit] = configuration => configuration.Routes.TimeoutMs(1),
        [SettingKeys.EventsWrites] = configuration => configuration.ReportWrites,
    };

    [TestMethod]
    public void Every_key_takes_effect_when_its_row_says_so()
    {
        ModuleBed first = ModuleBed.Configured();
        using ModuleBed bed = first.CutPower();
        bed.LogIn();
        bed.Type("terminal lines 0\r");
        for (int i = 0; i < SettingKeys.Count; i++)
        {
            SettingKey key = SettingKeys.At(i);
            if (key.Kind == SettingKind.File || Array.IndexOf(WithCredentials, key.Name) >= 0) continue;
            Assert.IsTrue(Values.TryGetValue(key.Name, out string? value), $"{key.Name}: add a sample");
            RunningGuard before = bed.Module!.Guard!;
            object? sign = Sign(key, before);
            bed.Type($"set {key.Name} {value}\r");
            string shown = bed.Type("commit\r");
            StringAssert.Contains(shown, "and stored", key.Name);
            RunningGuard after = bed.Module.Guard!;
            Assert.AreEqual(key.Effect == Effect.Guard, before != after, $"{key.Name}: another guard");
            bool waits = shown.Contains(Waits + key.Name, StringComparison.Ordinal);
            Assert.AreEqual(key.Effect == Effect.Process, waits, $"{key.Name}: {shown}");
            if (sign != null) Assert.AreNotEqual(sign, Sign(key, after), $"{key.Name}: in force");
            bool hasNone = Array.IndexOf(WithoutEffect, key.Name) >= 0;
            Assert.AreEqual(hasNone, shown.Contains(key.Name + " has no effect:", StringComparison.Ordinal), $"{key.Name}: {shown}");
            Restore(bed);
        }
    }

    [TestMethod]
    public void Until_the_start_behind_its_set_up_a_device_keeps_fewer_events_and_says_so()
    {
        using ModuleBed bed = ModuleBed.New();
        bed.Claim();
        bed.Edit(ModuleBed.Settings, ModuleBed.Policy);
        StringAssert.Contains(bed.Type("commit\r"), Waits + "events.spool");
    }

    // As it was before.
    private static void Restore(ModuleBed bed)
    {
        bed.Type("rollback\r");
        StringAssert.Contains(bed.Type("commit\r"), "and stored");
    }

    private static object? Sign(SettingKey key, RunningGuard guard)
    {
        return Signs.TryGetValue(key.Name, out Func<GuardConfiguration, object>? sign) ? sign(guard.Gateway.Configuration) : null;
    }
}
