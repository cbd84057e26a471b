using System;
using System.Collections.Generic;
using System.IO;
using EdgeGuard.Host.Tls;
using MQTTnet;
using MQTTnet.Formatter;
using MQTTnet.Protocol;

namespace EdgeGuard.Host.Mqtt;

/// <summary>What a connection attempt is made of; reads the files that the options name.</summary>
internal static class BrokerOptions
{
    /// <exception cref="IOException">The password file cannot be used.</exception>
    /// <exception cref="System.Security.Cryptography.CryptographicException">A certificate file cannot be used.</exception>
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
            builder.WithStreamProvider(BrokerTls.Load(options.Host, options.CaFile, options.CertificateFile, options.KeyFile));
        return builder.Build();
    }

    private static byte[] Password(string file)
    {
        var problems = new List<FileProblem>();
        byte[]? password = SecretFile.Password(file, problems);
        return password != null && problems.Count == 0 ? password : throw new IOException(FileProblem.Text(problems));
    }
}
