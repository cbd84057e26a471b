using MQTTnet;

namespace EdgeGuard.Host;

/// <summary>What the module asks of a broker that has refused more: MQTT 5
/// and a retained Will of QoS 1 at first, then less. Immutable.</summary>
/// <param name="IsMqtt5">Version 5, else 3.1.1.</param>
/// <param name="RetainsWill">Whether the Will is to be kept for those who subscribe later.</param>
/// <param name="ConfirmsWill">Whether the Will has QoS 1.</param>
/// <param name="IsGuess">Whether nobody has said that it is the version.</param>
internal sealed record BrokerWish(bool IsMqtt5 = true, bool RetainsWill = true, bool ConfirmsWill = true, bool IsGuess = false)
{
    /// <summary>What to ask after this refusal.</summary>
    public BrokerWish After(MqttClientConnectResultCode refusal) => refusal switch
    {
        MqttClientConnectResultCode.RetainNotSupported => this with { RetainsWill = false },
        MqttClientConnectResultCode.QoSNotSupported => this with { ConfirmsWill = false },
        _ => BrokerWords.IsOtherVersion(refusal) ? this with { IsMqtt5 = !IsMqtt5, IsGuess = false } : this,
    };

    /// <summary>What to ask after a connection that was closed instead of a
    /// CONNACK: some brokers do so with a version that they do not know.</summary>
    public BrokerWish AfterSilence() => this with { IsMqtt5 = !IsMqtt5, IsGuess = IsMqtt5 };

    /// <summary>What to ask after a connection that has ended. A cable that broke before the CONNACK looks like a broker of another
    /// version, and one that speaks both does not say over 3.1.1 how much it takes: what was guessed is not asked again.</summary>
    public BrokerWish AfterEnd() => IsGuess ? AfterSilence() : this;
}
