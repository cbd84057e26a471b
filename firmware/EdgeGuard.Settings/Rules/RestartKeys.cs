namespace EdgeGuard.Settings;

/// <summary>The settings that are looked at only when a module begins: listeners, the ways to PLCs, the broker.</summary>
public static class RestartKeys
{
    private static readonly string[] Keys =
    {
        SettingKeys.Site, SettingKeys.Module, SettingKeys.ListenTls, SettingKeys.TlsHandshakeDeadline, SettingKeys.TlsHandshakes,
        SettingKeys.TlsAddressRole, SettingKeys.TimeServer,
        SettingKeys.UnsafePlainListen, SettingKeys.UnsafePlainRole, SettingKeys.ListenSerial, SettingKeys.PlcAddress,
        SettingKeys.PlcOwnAddress, SettingKeys.PlcConnections, SettingKeys.Bus, SettingKeys.MqttBroker, SettingKeys.MqttTls, SettingKeys.MqttCa, SettingKeys.MqttCertificate,
        SettingKeys.MqttKey, SettingKeys.MqttUser, SettingKeys.MqttPasswordFile, SettingKeys.MqttMetrics, SettingKeys.EventsSpool,
    };

    /// <summary>Those of them that differ; empty: the new settings can be put in force under running sessions.</summary>
    public static string[] Changed(ModuleSettings before, ModuleSettings after)
    {
        var changed = new string[Keys.Length];
        int count = 0;
        for (int i = 0; i < Keys.Length; i++)
        {
            if (Differs(before, after, Keys[i])) changed[count++] = Keys[i];
        }
        var exact = new string[count];
        for (int i = 0; i < count; i++) exact[i] = changed[i];
        return exact;
    }

    private static bool Differs(ModuleSettings before, ModuleSettings after, string key)
    {
        string[] old = before.All(key);
        string[] @new = after.All(key);
        if (before.Text(key) != after.Text(key) || old.Length != @new.Length) return true;
        for (int i = 0; i < old.Length; i++)
        {
            if (old[i] != @new[i]) return true;
        }
        return false;
    }
}
