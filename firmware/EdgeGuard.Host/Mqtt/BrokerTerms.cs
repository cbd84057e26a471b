using System;
using MQTTnet;
using MQTTnet.Protocol;

namespace EdgeGuard.Host;

/// <summary>What a broker said in its CONNACK that it takes. Immutable.</summary>
internal sealed class BrokerTerms
{
    // Around a payload: type, remaining length of up to 4 bytes, length of the topic, packet id, no properties.
    private const int PublishOverhead = 1 + 4 + 2 + 2 + 1;

    private readonly long _mostPacketBytes;

    public BrokerTerms(MqttClientConnectResult result, bool isMqtt5)
    {
        IsMqtt5 = isMqtt5;
        Retains = !isMqtt5 || result.RetainAvailable;
        Confirms = !isMqtt5 || result.MaximumQoS != MqttQualityOfServiceLevel.AtMostOnce;
        KeepAliveSeconds = isMqtt5 ? result.ServerKeepAlive : 0;
        _mostPacketBytes = isMqtt5 ? result.MaximumPacketSize ?? 0 : 0;
    }

    /// <summary>False: MQTT 3.1.1, whose broker acknowledges also what its access list throws away.</summary>
    public bool IsMqtt5 { get; }

    /// <summary>Whether it keeps retained messages.</summary>
    public bool Retains { get; }

    /// <summary>Whether it acknowledges messages: QoS 1.</summary>
    public bool Confirms { get; }

    /// <summary>The keep-alive that it wants, MQTT 5.0 section 3.2.2.3.14; 0 for the one we named.</summary>
    public int KeepAliveSeconds { get; }

    /// <summary>Most bytes of a payload on a topic of ASCII characters, MQTT 5.0 section 3.2.2.3.6.</summary>
    public int MostBytes(string topic) =>
        _mostPacketBytes == 0 ? int.MaxValue : (int)Math.Clamp(_mostPacketBytes - PublishOverhead - topic.Length, 0, int.MaxValue);

    /// <summary>What the module does without, a line each.</summary>
    public string[] Notes(string eventsTopic)
    {
        var notes = new System.Collections.Generic.List<string>();
        if (!IsMqtt5)
        {
            notes.Add("the broker speaks MQTT 3.1.1 and not 5: what its access list throws away counts as delivered, because it says so");
        }
        if (!Retains)
        {
            notes.Add(
                "the broker takes no retained messages (mosquitto: retain_available): state and inventory are sent without, and who "
                    + "subscribes later does not see them");
        }
        if (!Confirms)
        {
            notes.Add(
                "the broker takes QoS 0 alone (mosquitto: max_qos): delivery is not confirmed; an event counts as sent once the broker "
                    + "has answered a ping behind it");
        }
        if (MostBytes(eventsTopic) is > 0 and < int.MaxValue)
        {
            notes.Add($"the broker takes packets of {_mostPacketBytes} bytes at most: events are sent in batches that fit");
        }
        return [.. notes];
    }
}
