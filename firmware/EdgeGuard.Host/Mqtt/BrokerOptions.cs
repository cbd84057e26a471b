using System;
using System.Collections.Generic;
using System.IO;
using MQTTnet;
using MQTTnet.Channel;
using MQTTnet.Formatter;
using MQTTnet.Protocol;

namespace EdgeGuard.Host;

/// <summary>What a connection attempt is made of; reads the credentials again.</summary>
internal static class BrokerOptions
{
    /// <exception cref="InvalidDataException">The password cannot be used.</exception>
    /// <exception cref="System.Security.Cryptography.CryptographicException">A certificate cannot be used.</exception>
    internal static MqttClientOptions Build(MqttUplinkOptions options, BrokerWish wish, string willTopic, byte[] willPayload)
    {
        BrokerSources sources = options.Sources();
        IMqttClientStreamProvider stream = options.UseTls ? BrokerTls.Load(options.Host, sources) : new BrokerSocket();
        MqttClientOptionsBuilder builder = new MqttClientOptionsBuilder()
            .WithProtocolVersion(wish.IsMqtt5 ? MqttProtocolVersion.V500 : MqttProtocolVersion.V311)
            .WithClientId(options.ClientId)
            .WithTcpServer(options.Host, options.Port)
            .WithStreamProvider(new SmallPackets(stream))
            .WithCleanStart()
            .WithKeepAlivePeriod(TimeSpan.FromSeconds(options.KeepAliveSeconds))
            .WithTimeout(TimeSpan.FromMilliseconds(options.ConnectMs))
            .WithWillTopic(willTopic)
            .WithWillPayload(willPayload)
            .WithWillQualityOfServiceLevel(wish.ConfirmsWill ? MqttQualityOfServiceLevel.AtLeastOnce : MqttQualityOfServiceLevel.AtMostOnce)
            .WithWillRetain(wish.RetainsWill);
        if (options.User.Length > 0) builder.WithCredentials(options.User, Password(sources.Password));
        return builder.Build();
    }

    private static byte[] Password(CredentialSource source)
    {
        var problems = new List<FileProblem>();
        byte[]? password = SecretFile.Password(source, problems);
        return password != null && problems.Count == 0 ? password : throw new InvalidDataException(FileProblem.Text(problems));
    }
}
