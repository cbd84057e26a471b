using System;
using System.IO;
using System.Linq;
using System.Text;
using MQTTnet;
using MQTTnet.Formatter;
using MQTTnet.Protocol;

namespace EdgeGuard.Host.Mqtt;

/// <summary>What a connection attempt is made of; reads the files that the options name.</summary>
internal static class BrokerOptions
{
    /// <exception cref="IOException">A file cannot be read.</exception>
    /// <exception cref="System.Security.Cryptography.CryptographicException">A file does not hold what it should.</exception>
    public static MqttClientOptions Build(MqttUplinkOptions options, string willTopic, byte[] willPayload)
    {
        MqttClientOptionsBuilder builder = new MqttClientOptionsBuilder()
            .WithProtocolVersion(MqttProtocolVersion.V500)
            .WithClientId(options.ClientId)
            .WithTcpServer(options.Host, options.Port)
            .WithCleanStart()
            .WithKeepAlivePeriod(TimeSpan.FromSeconds(options.KeepAliveSeconds))
            .WithTimeout(TimeSpan.FromMilliseconds(options.ConnectMs))
            .WithWillTopic(willTopic)
            .WithWillPayload(willPayload)
            .WithWillQualityOfServiceLevel(MqttQualityOfServiceLevel.AtLeastOnce)
            .WithWillRetain();
        if (options.User.Length > 0) builder.WithCredentials(options.User, Password(options.PasswordFile));
        if (options.UseTls)
            builder.WithTlsOptions(BrokerTrust.Load(options.Host, options.CaFile, options.CertificateFile, options.KeyFile));
        return builder.Build();
    }

    private static byte[] Password(string file) =>
        file.Length == 0 ? [] : Encoding.UTF8.GetBytes(File.ReadLines(file).FirstOrDefault() ?? "");
}
