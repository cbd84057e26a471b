using System;
using System.Collections.Generic;
using EdgeGuard.Core.Settings;

namespace EdgeGuard.Host.Module;

/// <summary>The settings that are looked at only when the module starts.</summary>
internal static class RestartKeys
{
    private static readonly string[] Keys =
    [
        SettingKeys.Site, SettingKeys.Module, SettingKeys.ListenTls, SettingKeys.TlsHandshakeDeadline, SettingKeys.TlsHandshakes,
        SettingKeys.UnsafePlainListen, SettingKeys.UnsafePlainRole, SettingKeys.ListenSerial, SettingKeys.PlcAddress,
        SettingKeys.PlcConnections, SettingKeys.Bus, SettingKeys.MqttBroker, SettingKeys.MqttTls, SettingKeys.MqttCa, SettingKeys.MqttCertificate,
        SettingKeys.MqttKey, SettingKeys.MqttUser, SettingKeys.MqttPasswordFile, SettingKeys.MqttMetrics, SettingKeys.EventsSpool,
    ];

    /// <summary>Those of them that differ.</summary>
    internal static IEnumerable<string> Changed(ModuleSettings before, ModuleSettings after)
    {
        foreach (string key in Keys)
        {
            if (before.Text(key) != after.Text(key) || !before.All(key).AsSpan().SequenceEqual(after.All(key))) yield return key;
        }
    }
}
