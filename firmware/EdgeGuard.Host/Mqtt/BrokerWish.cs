using MQTTnet;

namespace EdgeGuard.Host;

/// <summary>What the module asks of a broker that has refused more: MQTT 5
/// and a retained Will of QoS 1 at first, then less. Immutable.</summary>
/// <param name="IsMqtt5">Version 5, else 3.1.1.</param>
/// <param name="RetainsWill">Whether the Will is to be kept for those who subscribe later.</param>
/// <param name="ConfirmsWill">Whether the Will has QoS 1.</param>
internal sealed record BrokerWish(bool IsMqtt5 = true, bool RetainsWill = true, bool ConfirmsWill = true)
{
    /// <summary>What to ask after this refusal.</summary>
    public BrokerWish After(MqttClientConnectResultCode refusal) => refusal switch
    {
        MqttClientConnectResultCode.RetainNotSupported => this with { RetainsWill = false },
        MqttClientConnectResultCode.QoSNotSupported => this with { ConfirmsWill = false },
        _ => BrokerWords.IsOtherVersion(refusal) ? this with { IsMqtt5 = !IsMqtt5 } : this,
    };

    /// <summary>What to ask after a connection that was closed instead of a
    /// CONNACK: some brokers do so with a version that they do not know.</summary>
    public BrokerWish AfterSilence() => this with { IsMqtt5 = !IsMqtt5 };
}
