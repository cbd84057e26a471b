using EdgeGuard.Policy;

namespace EdgeGuard.Settings;

/// <summary>What the way to the broker needs.</summary>
internal static class BrokerRules
{
    internal static void TlsHasItsCa(PlacedSettings placed, ProblemList problems)
    {
        if (!IsSet(placed) || !IsTls(placed) || placed.Settings.IsStored) return;
        KeyRules.Needs(placed, SettingKeys.MqttTls, SettingKeys.MqttCa, problems);
    }

    internal static void PlainIsReadable(PlacedSettings placed, ProblemList problems)
    {
        if (!IsSet(placed) || IsTls(placed)) return;
        problems.Warn(
            placed.Line(SettingKeys.MqttTls), 0, "", "mqtt.tls is off: reports can be read and forged on the way",
            "set mqtt.tls to on and mqtt.ca to the broker's CA");
    }

    private static bool IsSet(PlacedSettings placed)
    {
        return placed.Settings.IsOn(SettingKeys.MqttBroker);
    }

    private static bool IsTls(PlacedSettings placed)
    {
        return placed.Settings.IsOn(SettingKeys.MqttTls);
    }
}
