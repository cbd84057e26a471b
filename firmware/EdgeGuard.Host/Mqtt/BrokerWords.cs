using System;
using System.IO;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography;
using EdgeGuard.Core;
using MQTTnet;
using MQTTnet.Adapter;
using MQTTnet.Exceptions;

namespace EdgeGuard.Host;

/// <summary>What a broker answers, and what goes wrong with it, in words with a remedy; never those of a library.</summary>
public static class BrokerWords
{
    // Of a CONNACK of MQTT 3.1.1, which has its own numbers.
    private const int OldUnacceptableVersion = 1;

    /// <summary>Why a broker refused the connection.</summary>
    /// <param name="code">Of its CONNACK.</param>
    /// <param name="reason">What it said itself; empty or null for nothing.</param>
    public static string Refusal(MqttClientConnectResultCode code, string? reason) =>
        "the broker refuses the connection: " + ((int)code switch
        {
            1 or 132 => "it speaks no MQTT 5 (3.1.1 is tried as well)",
            2 or 133 =>
                "it does not take our client id; do two modules have the same site and module name, or does its access list know ours?",
            3 or 136 => "it is not available at present",
            4 or 134 => "user name or password is wrong; see mqtt.user and the password",
            5 or 135 => "it does not let us in; see mqtt.user and its password, mqtt.certificate, and the broker's access list",
            137 => "it is too busy",
            138 => "it has banned us",
            140 => "it wants another way to log in; a user and password, and a certificate, are all that the module knows",
            144 => "it does not take the topic of our Will; see its access list",
            149 => "our first packet is larger than it takes (mosquitto: max_packet_size)",
            151 => "a quota is used up; see its limits",
            154 => "it takes no retained messages (mosquitto: retain_available); it is tried without",
            155 => "it takes QoS 0 alone (mosquitto: max_qos); it is tried with that",
            156 => "another broker is to be used; see mqtt.broker",
            157 => "it has moved for good; see mqtt.broker",
            159 => "too many connect at once",
            int number => $"reason {Number(number)}",
        }) + Quoted(reason);

    /// <summary>Why a broker did not take a message.</summary>
    public static string Refusal(MqttClientPublishReasonCode code, string topic, string? reason) =>
        $"the broker does not take {topic}: " + ((int)code switch
        {
            135 => "its access list forbids it; let the module publish on its own topics",
            144 => "it does not like the topic",
            149 => "it is too large (mosquitto: message_size_limit)",
            151 => "a quota is used up; see its limits",
            153 => "it does not like what is in it",
            int number => $"reason {Number(number)}",
        }) + Quoted(reason);

    /// <summary>Why a broker ended a connection that stood; 0 for without a word.</summary>
    public static string End(MqttClientDisconnectReason code, string? reason) => "the connection was lost: " + ((int)code switch
    {
        0 => "the broker closed it without a word, or the network did",
        129 or 130 or 147 or 148 => "the broker understands something else than was sent: a fault of the module, or of the broker",
        135 => "the broker does not let us go on; see its access list",
        137 => "the broker is too busy",
        139 => "the broker shuts down",
        141 => "the broker did not hear of us in time",
        142 => "somebody else came with our client id; do two modules have the same site and module name?",
        144 => "the broker does not like the topic",
        149 => "a packet was larger than the broker takes (mosquitto: max_packet_size)",
        150 => "the broker takes messages less often than they come",
        151 => "a quota is used up; see the broker's limits",
        152 => "an administrator ended it",
        153 => "the broker does not like what is in a message",
        154 => "the broker takes no retained messages",
        155 => "the broker does not take QoS 1",
        156 => "another broker is to be used; see mqtt.broker",
        157 => "the broker has moved for good; see mqtt.broker",
        159 => "too many connect at once",
        160 => "the broker lets nobody stay longer",
        int number => $"reason {Number(number)}",
    }) + Quoted(reason);

    /// <summary>Why a connection could not be made.</summary>
    /// <param name="fault">What was thrown.</param>
    /// <param name="broker">Host and port, as set.</param>
    public static string Of(Exception fault, string broker)
    {
        for (Exception? e = fault; e != null; e = e.InnerException)
        {
            switch (e)
            {
                case OperationCanceledException or MqttCommunicationTimedOutException:
                    return $"{broker} does not answer";
                case SocketException socket when Of(socket.SocketErrorCode, broker) is { } words:
                    return words;
                case AuthenticationException or CryptographicException or InvalidDataException:
                    // Ours: BrokerTls and the readers of files say what is wrong.
                    return e.Message;
                case MqttProtocolViolationException:
                    return $"{broker} answers something else than MQTT; is it the right port?";
            }
        }

        return IsOtherVersion(fault)
            ? $"{broker} closed the connection without an answer; perhaps it speaks no MQTT 5 (3.1.1 is tried as well), or expects TLS"
            : $"the connection to {broker} broke off";
    }

    /// <summary>Whether a broker closed a connection instead of answering CONNECT:
    /// some do so with a version of MQTT that they do not know.</summary>
    public static bool IsOtherVersion(Exception fault) =>
        fault is MqttConnectingFailedException
        {
            InnerException: null or (MqttCommunicationException and not MqttCommunicationTimedOutException)
        };

    /// <summary>Whether a broker says that it speaks another version of MQTT: in the words of 5, or of 3.1.1.</summary>
    public static bool IsOtherVersion(MqttClientConnectResultCode code) =>
        code == MqttClientConnectResultCode.UnsupportedProtocolVersion || (int)code == OldUnacceptableVersion;

    private static string? Of(SocketError error, string broker) => error switch
    {
        SocketError.ConnectionRefused => $"nobody listens at {broker}; is the broker running, is the port right?",
        SocketError.HostNotFound or SocketError.NoData or SocketError.TryAgain =>
            $"the name in {broker} cannot be resolved; an address needs no name server",
        SocketError.TimedOut => $"{broker} does not answer",
        SocketError.HostUnreachable or SocketError.NetworkUnreachable or SocketError.NetworkDown or SocketError.HostDown =>
            $"there is no way to {broker}; see cable, address and gateway",
        SocketError.TooManyOpenSockets => FileLimit.Words,
        SocketError.AccessDenied => $"the system does not let the module connect to {broker}; see its firewall",
        _ => null,
    };

    private static string Quoted(string? reason) => string.IsNullOrEmpty(reason) ? "" : $" (it says '{PeerText.Clean(reason)}')";

    private static string Number(int code) => $"0x{code:X2}";
}
